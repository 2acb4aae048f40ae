import { currentStaleness } from "../dataset/check-stale.ts";
import type { Bilingual, Dataset } from "../dataset/schema.ts";
import type { LaidOutEdition } from "../edition/make-edition.ts";
import type { TextMetrics } from "../graphics.ts";
import { formatFigure } from "../language/format-figure.ts";
import { plainText } from "../language/plain-text.ts";
import type { Page, PlacedValue } from "../layout/page.ts";
import { figureRow, inEach } from "../template/figure-row.ts";
import { type Mention, mentionedIn, type MentionKind } from "../template/mention.ts";
import type { IsoDate } from "../units.ts";
import { readingOrder, type ReadingStep } from "./reading-order.ts";

/** A figure on a page, with what a list or a screen reader says of it. */
export interface ValueFacts extends PlacedValue {
  /** What it is, where, when and how much: "FDI projects, Bình Dương, 2023: 4,121 projects". */
  readonly name: Bilingual;
  readonly stale: boolean;
  /** Sources differ on it, or nobody confirms it: a resolution says what is taken. */
  readonly disputed: boolean;
  /** Why words name it; null: the brief prints it as a figure of its own. */
  readonly mention: MentionKind | null;
}

/** What the preview shows over a page; lengths are points from its top left corner. */
export interface PageFacts extends Pick<Page, "width" | "height" | "label" | "grid"> {
  readonly values: readonly ValueFacts[];
  readonly reading: readonly ReadingStep[];
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
      const mention = mentionedIn(value.value);
      const id = shownId(value.value);
      const facts = mention && mention.kind !== "mentioned" ? mentionFacts(mention, view.dataset) : factsOf(id);
      return facts ? [{ ...value, ...facts, value: id, stale: facts.stale && !mention, mention: mention?.kind ?? null }] : [];
    }),
    reading: reading[index] ?? [],
    grid,
  }));
}

/** What leads to the panel of a value: an observation's own id, whether the brief prints it or words weigh it. */
export function shownId(value: string): string {
  const mention = mentionedIn(value);
  return mention?.kind === "mentioned" ? mention.id : value;
}

type Facts = Pick<ValueFacts, "name" | "stale" | "disputed">;

/** A number that no observation gives is named by itself and what it is said of: "24.6, Exports in 2021". */
function mentionFacts({ kind, id, text }: Mention, { resolutions, parks }: Dataset): Facts | undefined {
  const subject = kind === "derived" ? resolutions.get(id)?.subject : parks.get(id)?.name;
  return subject && { name: inEach((language) => `${text}, ${plainText(subject[language])}`), stale: false, disputed: false };
}

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
