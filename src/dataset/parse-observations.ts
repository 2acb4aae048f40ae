import { parseTable } from "./csv-table.ts";
import { readPeriod } from "./explain-period.ts";
import { keepFirst, type ParsedRows } from "./keep-first.ts";
import { parseValue } from "./parse-value.ts";
import { type RowReader, rowReader } from "./row-reader.ts";
import { observationStatuses, qualifiers, reviewStatuses, unitMeasures } from "./codes.ts";
import type { Observation } from "./schema.ts";

export const observationColumns = [
  "OBS_ID",
  "INDICATOR",
  "REF_AREA",
  "COUNTERPART_AREA",
  "BREAKDOWN",
  "TIME_PERIOD",
  "OBS_VALUE",
  "UNIT_MEASURE",
  "UNIT_MULT",
  "OBS_STATUS",
  "QUALIFIER",
  "REVIEW_STATUS",
  "SOURCE",
  "LOCATOR",
  "AS_PRINTED",
  "COMMENT_OBS",
] as const;
type Column = (typeof observationColumns)[number];

/** SDMX CL_UNIT_MULT, those that have a word in both languages. */
const unitMultipliers = ["0", "3", "6", "9", "12"] as const;

/** `observations.csv`: the rows that are whole, and everything that is wrong with the others. */
export function parseObservations(text: string, file: string): ParsedRows<Observation> {
  const table = parseTable(text, file, observationColumns);
  const rows = table.rows.map((row) => {
    const reader = rowReader(row, file);
    return { id: row.cells.OBS_ID.trim(), line: row.line, value: readObservation(reader), problems: reader.problems };
  });
  return keepFirst(rows, table, { file, field: "OBS_ID", kind: "observation" });
}

function readObservation(row: RowReader<Column>): Observation | undefined {
  const id = readId(row);
  const keys = { indicator: row.required("INDICATOR"), referenceArea: row.required("REF_AREA") };
  const timePeriod = readTimePeriod(row);
  const amount = readAmount(row);
  const unit = row.oneOf("UNIT_MEASURE", unitMeasures, "unit");
  const status = row.oneOf("OBS_STATUS", observationStatuses, "observation status");
  const qualifier = row.oneOf("QUALIFIER", qualifiers, "qualifier");
  const review = row.oneOf("REVIEW_STATUS", reviewStatuses, "review status");
  const provenance = readProvenance(row);
  if (row.problems.length > 0 || !timePeriod || !amount || !unit || !status || !qualifier || !review) return undefined;
  return { id, ...keys, ...readDimensions(row), timePeriod, ...amount, unit, status, qualifier, review, ...provenance, line: row.line };
}

function readId(row: RowReader<Column>): string {
  const id = row.required("OBS_ID");
  if (id !== "" && !/^[a-z][a-z0-9-]*$/.test(id)) {
    row.refuse("OBS_ID", "invalid-id", { message: `"${id}" is not an id`, hint: "use lower-case letters, digits and hyphens, e.g. o535" });
  }
  return id;
}

function readDimensions(row: RowReader<Column>): Pick<Observation, "counterpartArea" | "breakdown" | "comment"> {
  const [counterpartArea, breakdown, comment] = [row.optional("COUNTERPART_AREA"), row.optional("BREAKDOWN"), row.optional("COMMENT_OBS")];
  return { ...(counterpartArea && { counterpartArea }), ...(breakdown && { breakdown }), ...(comment && { comment }) };
}

function readTimePeriod(row: RowReader<Column>): Observation["timePeriod"] | undefined {
  const text = row.required("TIME_PERIOD");
  if (text === "") return undefined;
  const read = readPeriod(text);
  if (read.ok) return read.period;
  row.refuse("TIME_PERIOD", read.code, read);
  return undefined;
}

function readAmount(row: RowReader<Column>): Pick<Observation, "value" | "decimals" | "unitMultiplier"> | undefined {
  const multiplier = row.oneOf("UNIT_MULT", unitMultipliers, "unit multiplier");
  const parsed = parseValue(row.exact("OBS_VALUE"));
  if (!parsed.ok) row.refuse("OBS_VALUE", "not-a-number", parsed);
  if (!parsed.ok || multiplier === undefined) return undefined;
  return { value: parsed.value, decimals: parsed.decimals, unitMultiplier: Number(multiplier) };
}

function readProvenance(row: RowReader<Column>): Pick<Observation, "source" | "locator" | "asPrinted"> {
  return {
    source: row.required("SOURCE", {
      code: "missing-source",
      hint: "name the source of the figure; an observation without one can't be printed",
    }),
    locator: row.required("LOCATOR", { code: "missing-locator", hint: "say where in the source the figure stands, e.g. paragraph 3" }),
    asPrinted: row.required("AS_PRINTED", { code: "missing-as-printed", hint: "copy the figure as the source prints it" }),
  };
}
