import { parseTable } from "./csv-table.ts";
import { readPeriod } from "./explain-period.ts";
import { keepFirst, type ParsedRows } from "./keep-first.ts";
import { type RowReader, rowReader } from "./row-reader.ts";
import type { Source } from "./schema.ts";

const sourceColumns = ["SOURCE", "PUBLISHER", "TITLE", "LANGUAGE", "PUBLISHED", "URL", "RELIABILITY", "NOTE"] as const;
type Column = (typeof sourceColumns)[number];

const reliabilities = ["high", "medium", "low"] as const;

/** `sources.csv`: the rows that are whole, and everything that is wrong with the others. */
export function parseSources(text: string, file: string): ParsedRows<Source> {
  const table = parseTable(text, file, sourceColumns);
  const rows = table.rows.map((row) => {
    const reader = rowReader(row, file);
    return { id: row.cells.SOURCE.trim(), line: row.line, value: readSource(reader), problems: reader.problems };
  });
  return keepFirst(rows, table, { file, field: "SOURCE", kind: "source" });
}

function readSource(row: RowReader<Column>): Source | undefined {
  const id = row.required("SOURCE");
  const words = { publisher: row.required("PUBLISHER"), title: row.required("TITLE"), language: readLanguage(row) };
  const [publishedOn, url, note] = [readDay(row), readAddress(row), row.optional("NOTE")];
  const reliability = row.oneOf("RELIABILITY", reliabilities, "reliability");
  if (row.problems.length > 0 || !reliability) return undefined;
  return { id, ...words, ...(publishedOn && { publishedOn }), ...(url && { url }), reliability, ...(note && { note }), line: row.line };
}

/** BCP 47, as far as a page's language goes: `vi`, `zh-Hant`. */
function readLanguage(row: RowReader<Column>): string {
  const language = row.required("LANGUAGE");
  if (language !== "" && !/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(language)) {
    row.refuse("LANGUAGE", "unknown-language", {
      message: `"${language}" is not a language tag`,
      hint: "write the language of the title, e.g. vi, en or fr",
    });
  }
  return language;
}

function readDay(row: RowReader<Column>): string | undefined {
  const text = row.optional("PUBLISHED");
  if (text === undefined) return undefined;
  const read = readPeriod(text);
  if (!read.ok) row.refuse("PUBLISHED", read.code, read);
  else if (read.period.kind === "interval" || read.period.kind === "quarter") {
    row.refuse("PUBLISHED", "period-format", {
      message: `"${text}" is not a day, month or year`,
      hint: "write 2024-09-26, 2024-09 or 2024",
    });
  }
  return text;
}

function readAddress(row: RowReader<Column>): string | undefined {
  const text = row.optional("URL");
  if (text !== undefined && (!/^https?:\/\/\S+$/.test(text) || !URL.canParse(text))) {
    row.refuse("URL", "invalid-url", {
      message: `"${text}" is not the address of a web page`,
      hint: "begin with https:// or leave the cell empty",
    });
  }
  return text;
}
