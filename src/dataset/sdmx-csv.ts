import { rememberRow } from "./remember-row.ts";
import { renderCsv } from "./render-csv.ts";
import type { Dataset, Observation, Source } from "./schema.ts";

/** There is no registry behind it; the id tells a reader which columns to expect. */
const structure = "BRIEF:INVESTMENT_FIGURES(1.0.0)";

/** SDMX-CSV 2.0: STRUCTURE, STRUCTURE_ID and ACTION, dimensions, the measure, attributes. */
const columns: readonly (readonly [name: string, cell: (observation: Observation, source: Source | undefined) => string])[] = [
  ["STRUCTURE", () => "dataflow"],
  ["STRUCTURE_ID", () => structure],
  ["ACTION", () => "I"],
  ["INDICATOR", ({ indicator }) => indicator],
  ["REF_AREA", ({ referenceArea }) => referenceArea],
  // SDMX says "not applicable" and "total" where a dimension has nothing to tell apart.
  ["COUNTERPART_AREA", ({ counterpartArea }) => counterpartArea ?? "_Z"],
  ["BREAKDOWN", ({ breakdown }) => breakdown ?? "_T"],
  ["TIME_PERIOD", ({ timePeriod }) => timePeriod.text],
  // Two sources may speak of the same: the id keeps the keys of their rows apart.
  ["OBS_ID", ({ id }) => id],
  ["OBS_VALUE", ({ value, decimals }) => value.toFixed(decimals)],
  ["UNIT_MEASURE", ({ unit }) => unit],
  ["UNIT_MULT", ({ unitMultiplier }) => String(unitMultiplier)],
  ["DECIMALS", ({ decimals }) => String(decimals)],
  ["OBS_STATUS", ({ status }) => status],
  ["QUALIFIER", ({ qualifier }) => qualifier],
  ["REVIEW_STATUS", ({ review }) => review],
  ["SOURCE", ({ source }) => source],
  ["SOURCE_PUBLISHER", (_, source) => source?.publisher ?? ""],
  ["SOURCE_TITLE", (_, source) => source?.title ?? ""],
  ["SOURCE_PUBLISHED", (_, source) => source?.publishedOn ?? ""],
  ["SOURCE_URL", (_, source) => source?.url ?? ""],
  ["LOCATOR", ({ locator }) => locator],
  ["AS_PRINTED", ({ asPrinted }) => asPrinted],
  ["COMMENT_OBS", ({ comment }) => comment ?? ""],
];

/** Observations with their sources as SDMX-CSV 2.0, in the order given. */
export function writeSdmxCsv(observations: Iterable<Observation>, { sources }: Pick<Dataset, "sources">): string {
  let csv = renderCsv([columns.map(([name]) => name)]);
  for (const observation of observations) {
    const source = sources.get(observation.source);
    csv += rowOf(observation, source, () => renderCsv([columns.map(([, cell]) => cell(observation, source))]));
  }
  return csv;
}

/** Editions print the same observations, in two languages and from day to day. */
const rowOf = rememberRow<string>();
