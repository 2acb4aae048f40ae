import { currentStaleness } from "../dataset/check-stale.ts";
import type { Bilingual, Dataset } from "../dataset/schema.ts";
import type { LaidOutEdition } from "../edition/make-edition.ts";
import type { TextMetrics } from "../graphics.ts";
import { formatFigure } from "../language/format-figure.ts";
import type { PageGrid, PlacedValue } from "../layout/page.ts";
import { figureRow, inEach } from "../template/figure-row.ts";
import { mentionedIn } from "../template/mention.ts";
import type { IsoDate, Pt } from "../units.ts";
import { readingOrder, type ReadingStep } from "./reading-order.ts";

/** A figure on a page, with what a list or a screen reader says of it. */
export interface ValueFacts extends PlacedValue {
  /** What it is, where, when and how much: "FDI projects, Bình Dương, 2023: 4,121 projects". */
  readonly name: Bilingual;
  readonly stale: boolean;
  /** Sources differ on it, or nobody confirms it: a resolution says what is taken. */
  readonly disputed: boolean;
  /** Weighed in words, or what the edition before said: the brief does not print it as its own. */
  readonly mentioned: boolean;
}

/** What the preview shows over a page; lengths are points from its top left corner. */
export interface PageFacts {
  readonly width: Pt;
  readonly height: Pt;
  readonly label: string;
  readonly values: readonly ValueFacts[];
  readonly reading: readonly ReadingStep[];
  readonly grid: PageGrid;
}

/** An edition that is laid out → what is known of each of its pages. */
export function describePages({ placed, view }: LaidOutEdition, metrics: TextMetrics): readonly PageFacts[] {
  const factsOf = valueFacts(view.dataset, view.editionDay);
  const reading = readingOrder(placed, metrics);
  return placed.pages.map(({ width, height, label, values, grid }, index) => ({
    width,
    height,
    label,
    values: values.flatMap((value) => {
      const mentioned = mentionedIn(value.value);
      const id = mentioned ?? value.value;
      const facts = factsOf(id);
      const stale = facts !== undefined && facts.stale && mentioned === null;
      return facts ? [{ ...value, ...facts, value: id, stale, mentioned: mentioned !== null }] : [];
    }),
    reading: reading[index] ?? [],
    grid,
  }));
}

type Facts = Pick<ValueFacts, "name" | "stale" | "disputed">;

/** Facts by observation, each worked out once. A template may name an observation that is not there: it has none. */
function valueFacts(dataset: Dataset, editionDate: IsoDate): (id: string) => Facts | undefined {
  const resolved = new Set([...dataset.resolutions.values()].flatMap(({ observations }) => observations));
  const known = new Map<string, Facts | undefined>();
  return (id) => {
    if (!known.has(id)) known.set(id, describe(id));
    return known.get(id);
  };
  function describe(id: string): Facts | undefined {
    const observation = dataset.observations.get(id);
    const indicator = observation && dataset.indicators.get(observation.indicator);
    if (!observation || !indicator) return undefined;
    const { label, area, detail, period } = figureRow(observation, { dataset, editionDate });
    const name = inEach((language) => {
      const what = [label[language], detail?.[language], area[language], period[language]].filter(Boolean).join(", ");
      return `${what}: ${formatFigure(observation, indicator, language).text}`;
    });
    const stale = currentStaleness(observation, dataset, editionDate) !== undefined;
    return { name, stale, disputed: observation.review !== "accepted" || resolved.has(id) };
  }
}
