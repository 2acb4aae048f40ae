import { parseTable } from "./csv-table.ts";
import { readPeriod } from "./explain-period.ts";
import { keepFirst, type ParsedRows } from "./keep-first.ts";
import { type RowReader, rowReader } from "./row-reader.ts";
import type { InvestmentEvent } from "./schema.ts";

const eventColumns = [
  "EVENT_ID",
  "TIME_PERIOD",
  "NAME_VI",
  "NAME_EN",
  "DESCRIPTION_VI",
  "DESCRIPTION_EN",
  "PARTNER",
  "COUNTRY",
  "STATUS",
  "SOURCE",
  "LOCATOR",
] as const;
type Column = (typeof eventColumns)[number];

const statuses = ["done", "planned", "plan", "disputed", "unverified"] as const;

/** `events.csv`: the rows that are whole, and everything that is wrong with the others. */
export function parseEvents(text: string, file: string): ParsedRows<InvestmentEvent> {
  const table = parseTable(text, file, eventColumns);
  const rows = table.rows.map((row) => {
    const reader = rowReader(row, file);
    return { id: row.cells.EVENT_ID.trim(), line: row.line, value: readEvent(reader), problems: reader.problems };
  });
  return keepFirst(rows, table, { file, field: "EVENT_ID", kind: "event" });
}

function readEvent(row: RowReader<Column>): InvestmentEvent | undefined {
  const id = row.required("EVENT_ID");
  const timePeriod = readTimePeriod(row);
  const words = {
    name: { vi: row.required("NAME_VI", untranslated), en: row.required("NAME_EN", untranslated) },
    description: { vi: row.required("DESCRIPTION_VI", untranslated), en: row.required("DESCRIPTION_EN", untranslated) },
  };
  const [partner, country] = [row.optional("PARTNER"), row.optional("COUNTRY")];
  const status = row.oneOf("STATUS", statuses, "event status");
  const source = row.required("SOURCE", { code: "missing-source", hint: "name the source of the event" });
  const locator = row.required("LOCATOR", { code: "missing-locator", hint: "say where in the source the event stands" });
  if (row.problems.length > 0 || !timePeriod || !status) return undefined;
  return { id, timePeriod, ...words, ...(partner && { partner }), ...(country && { country }), status, source, locator, line: row.line };
}

const untranslated = { code: "missing-translation", hint: "write it in both languages" };

function readTimePeriod(row: RowReader<Column>): InvestmentEvent["timePeriod"] | undefined {
  const text = row.required("TIME_PERIOD");
  if (text === "") return undefined;
  const read = readPeriod(text);
  if (read.ok) return read.period;
  row.refuse("TIME_PERIOD", read.code, read);
  return undefined;
}
