import { currentStaleness } from "../dataset/check-stale.ts";
import { tableFiles } from "../dataset/dataset-files.ts";
import { monthsBetween } from "../dataset/months-between.ts";
import type { Bilingual, Dataset, Indicator, Observation, Resolution } from "../dataset/schema.ts";
import { formatFigure } from "../language/format-figure.ts";
import { formatPeriod } from "../language/format-period.ts";
import type { Language } from "../language/language.ts";
import { figureRow } from "../template/figure-row.ts";
import { known } from "../template/known.ts";
import type { IsoDate } from "../units.ts";
import { type Conflict, describeConflict, printedValue } from "./describe-conflict.ts";
import { type EditPlace, memberPlace, rowPlace } from "./edit-place.ts";
import { describeSource, type SourceFacts } from "./describe-source.ts";

export interface FigureQuestion {
  readonly dataset: Dataset;
  /** The observation's. */
  readonly id: string;
  /** Of the edition. */
  readonly day: IsoDate;
  /** Of the answer. */
  readonly language: Language;
}

/** A word and where it comes from: a key of the screens' strings, and the code in the data. */
interface Coded {
  readonly code: string;
  readonly label: string;
}

interface Freshness {
  /** `history`: a newer figure of its series stands beside it. `ahead`: its period has not ended. `unlimited`: it can't grow old. */
  readonly state: "fresh" | "stale" | "history" | "ahead" | "unlimited";
  readonly label: string;
  readonly months: number;
  readonly limit: number;
}

/** Everything about one observation. What it lacks is null. */
export interface FigureFacts {
  readonly id: string;
  /** As the brief prints it. */
  readonly value: Bilingual;
  readonly indicator: string;
  /** What the indicator covers and does not. */
  readonly note: string | null;
  readonly area: string;
  /** Partner, sector, park … */
  readonly detail: string | null;
  readonly period: Coded;
  readonly unit: string;
  /** As the file has it: "40.3 × 10^9 USD". */
  readonly recorded: string;
  readonly status: Coded;
  readonly qualifier: Coded;
  readonly review: Coded & { readonly tone: "good" | "bad" };
  readonly freshness: Freshness;
  readonly comment: string | null;
  readonly asPrinted: string;
  readonly source: SourceFacts;
  readonly conflicts: readonly Conflict[];
  readonly edits: readonly EditPlace[];
}

/** What is known of an observation; null if there is none of this id. */
export function describeFigure({ dataset, id, day, language }: FigureQuestion): FigureFacts | null {
  const observation = dataset.observations.get(id);
  if (!observation) return null;
  const indicator = known(dataset.indicators, observation.indicator, "indicator");
  const row = figureRow(observation, { dataset, editionDate: day });
  const { timePeriod, value, unit, unitMultiplier, decimals, status, qualifier, review } = observation;
  return {
    id,
    value: printedValue(observation, indicator),
    indicator: row.label[language],
    note: row.note?.[language] ?? null,
    area: row.area[language],
    detail: row.detail?.[language] ?? null,
    period: { code: timePeriod.text, label: formatPeriod(timePeriod, language, "phrase") },
    unit: formatFigure(observation, indicator, language).unit,
    recorded: `${value.toFixed(decimals)}${unitMultiplier === 0 ? "" : ` × 10^${unitMultiplier}`} ${unit}`,
    status: { code: status, label: `figure.status-${status}` },
    qualifier: { code: qualifier, label: `figure.qualifier-${qualifier}` },
    review: { code: review, label: `figure.review-${review}`, tone: review === "accepted" ? "good" : "bad" },
    freshness: freshnessOf(observation, indicator, { dataset, day }),
    comment: observation.comment ?? null,
    asPrinted: observation.asPrinted,
    source: describeSource(observation, dataset, language),
    conflicts: resolutionsOf(observation, dataset).map(([, resolution]) => describeConflict(resolution, { dataset, language, asked: id })),
    edits: editPlaces(observation, dataset),
  };
}

function freshnessOf(
  observation: Observation,
  { freshMonths }: Indicator,
  { dataset, day }: { readonly dataset: Dataset; readonly day: IsoDate },
): Freshness {
  const { end } = observation.timePeriod;
  const months = end < day ? monthsBetween(end, day) : 0;
  const limit = freshMonths ?? 0;
  const told = (state: Freshness["state"]): Freshness => ({ state, label: `figure.freshness-${state}`, months, limit });
  if (freshMonths === undefined) return told("unlimited");
  if (end >= day) return told("ahead");
  if (months < freshMonths) return told("fresh");
  return told(currentStaleness(observation, dataset, day) ? "stale" : "history");
}

const resolutionsOf = ({ id }: Observation, { resolutions }: Dataset): readonly (readonly [string, Resolution])[] =>
  [...resolutions].filter(([, { observations }]) => observations.includes(id));

function editPlaces(observation: Observation, dataset: Dataset): EditPlace[] {
  const charts = [...dataset.charts].filter(([, { series, whole, gap }]) =>
    [...series.flatMap(({ observations }) => observations), whole, gap].includes(observation.id),
  );
  return [
    { label: "figure.edit-value", place: rowPlace(dataset, tableFiles.observations, observation) },
    { label: "figure.edit-source", place: rowPlace(dataset, tableFiles.sources, known(dataset.sources, observation.source, "source")) },
    { label: "figure.edit-indicator", place: memberPlace(dataset, "indicators.yaml", [observation.indicator]) },
    ...resolutionsOf(observation, dataset).map(([id]) => ({
      label: "figure.edit-resolution",
      place: memberPlace(dataset, "resolutions.yaml", [id]),
    })),
    ...charts.map(([id]) => ({ label: "figure.edit-chart", place: memberPlace(dataset, "charts.yaml", [id]) })),
  ];
}
