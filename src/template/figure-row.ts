import type { Bilingual, Dataset, Observation } from "../dataset/schema.ts";
import { currentStaleness } from "../dataset/check-stale.ts";
import { formatAge } from "../language/format-age.ts";
import { formatFigure, type FormattedFigure } from "../language/format-figure.ts";
import { formatPeriod } from "../language/format-period.ts";
import type { Language } from "../language/language.ts";
import { rememberEach } from "../remember.ts";
import { plainText } from "../language/plain-text.ts";
import { qualifierWords } from "../language/qualifier.ts";
import type { IsoDate } from "../units.ts";
import type { Chip, FigureRow } from "./brief-view.ts";
import { known } from "./known.ts";
import { type FigureStatus, figureStatusStrings, observationStatuses } from "./status-strings.ts";

export interface RowContext {
  readonly dataset: Dataset;
  readonly editionDate: IsoDate;
}

/** What each language says. */
export const inEach = (say: (language: Language) => string): Bilingual => ({ vi: say("vi"), en: say("en") });

/** Words from data as one clean line in each language. */
export const cleaned = (words: Bilingual): Bilingual => inEach((language) => plainText(words[language]));

/** Rows for tiles and tables; a lower bound followed by its upper bound makes one row. */
export function figureRows(ids: readonly string[], context: RowContext): FigureRow[] {
  const observations = ids.map((id) => known(context.dataset.observations, id, "observation"));
  const rows: FigureRow[] = [];
  for (let index = 0; index < observations.length; index++) {
    const [observation, following] = [observations[index], observations[index + 1]];
    if (!observation) continue;
    const upper = following && isRange(observation, following) ? following : undefined;
    rows.push(upper ? rangeRow(observation, upper, context) : figureRow(observation, context));
    if (upper) index++;
  }
  return rows;
}

/** The row of one observation. */
export function figureRow(observation: Observation, { dataset, editionDate }: RowContext): FigureRow {
  const last = lastRows(observation);
  const stale = currentStaleness(observation, dataset, editionDate) !== undefined;
  const age = inEach((language) => formatAge(observation.timePeriod, editionDate, language));
  const { indicators, areas, codes, parks } = dataset;
  const given = [indicators, areas, codes, parks, stale, age.vi, age.en];
  if (!last.row || last.given.some((one, i) => one !== given[i])) {
    Object.assign(last, { given, row: makeRow(observation, dataset, { stale, age }) });
  }
  return last.row!;
}

/** From day to day, and from one edition to the next, a row seldom changes: the last one of each observation is kept. */
const lastRows = rememberEach<Observation, { given: readonly unknown[]; row?: FigureRow }>(() => ({ given: [] }));

function makeRow(observation: Observation, dataset: Dataset, { stale, age }: Pick<FigureRow, "stale" | "age">): FigureRow {
  const indicator = known(dataset.indicators, observation.indicator, "indicator");
  const figures = inLanguages((language) => formatFigure(observation, indicator, language));
  const pick = (part: "number" | "unit" | "before" | "after" | "amount") => inEach((language) => figures[language][part]);
  return {
    observation: observation.id,
    observations: [observation.id],
    indicator: observation.indicator,
    label: cleaned(indicator.label),
    shortLabel: cleaned(indicator.shortLabel ?? indicator.label),
    detail: detailOf(observation, dataset),
    area: cleaned(known(dataset.areas, observation.referenceArea, "area").label),
    note: indicator.note ? cleaned(indicator.note) : null,
    qualifier: qualifierWords[observation.qualifier],
    sign: figures.vi.sign,
    number: pick("number"),
    unit: pick("unit"),
    before: pick("before"),
    after: pick("after"),
    amount: pick("amount"),
    period: inEach((language) => formatPeriod(observation.timePeriod, language, "short")),
    age,
    chips: statusesOf(observation, stale).map(chip),
    stale,
    sources: [observation.source],
  };
}

const inLanguages = (say: (language: Language) => FormattedFigure) => ({ vi: say("vi"), en: say("en") });

function isRange(lower: Observation, upper: Observation): boolean {
  const same = (["indicator", "referenceArea", "unit", "unitMultiplier"] as const).every((key) => lower[key] === upper[key]);
  const bounds = lower.breakdown === "bound:lower" && upper.breakdown === "bound:upper";
  return same && bounds && lower.timePeriod.text === upper.timePeriod.text;
}

function rangeRow(lower: Observation, upper: Observation, context: RowContext): FigureRow {
  const [first, last] = [figureRow(lower, context), figureRow(upper, context)];
  return {
    ...first,
    observations: [lower.id, upper.id],
    detail: null,
    number: inEach((language) => `${first.number[language]}–${last.number[language]}`),
    amount: inEach((language) => first.amount[language].replace(first.number[language], (number) => `${number}–${last.number[language]}`)),
    chips: [chip("range"), ...first.chips],
    sources: [...new Set([...first.sources, ...last.sources])],
  };
}

const chip = (kind: FigureStatus): Chip<FigureStatus> => ({ kind, label: figureStatusStrings[kind] });

function statusesOf({ status, qualifier, review }: Observation, stale: boolean): FigureStatus[] {
  const planned = qualifier === "planned";
  const statuses: (FigureStatus | undefined)[] = [
    review === "accepted" ? undefined : review,
    stale ? "stale" : undefined,
    // A plan is what it is; that its value lies in the future goes without saying.
    planned ? "planned" : observationStatuses[status],
  ];
  return [...new Set(statuses)].filter((one) => one !== undefined);
}

/** What the figure is about beside its area: partner, sector, park, product … */
function detailOf({ counterpartArea, breakdown }: Observation, { codes, parks }: Dataset): Bilingual | null {
  const partner = counterpartArea === undefined ? undefined : codes.get(`country:${counterpartArea}`)?.label;
  const park = breakdown?.startsWith("park:") ? parks.get(breakdown.slice("park:".length))?.name : undefined;
  const member = breakdown === undefined ? undefined : (codes.get(breakdown)?.label ?? park);
  const parts = [partner, member].filter((part) => part !== undefined);
  return parts.length === 0 ? null : inEach((language) => parts.map((part) => plainText(part[language])).join(", "));
}
