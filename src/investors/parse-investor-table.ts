import { cleanText } from "../dataset/clean-text.ts";
import type { RawRow } from "../dataset/csv-table.ts";
import { error, type Problem } from "../errors.ts";
import type { IsoDate } from "../units.ts";
import { investorColumns, matchHeader, type InvestorColumn } from "./investor-columns.ts";
import { maskAddressesIn } from "./mask-address.ts";
import { parseAddress } from "./parse-address.ts";
import { parseInvestor, type Cells, type ParsedInvestor } from "./parse-investor.ts";
import { readTable } from "./read-table.ts";

export interface TableRow extends ParsedInvestor {
  readonly line: number;
}

export interface HeaderMapping {
  /** As the file has it. */
  readonly header: string;
  /** Undefined: nothing is read from there. */
  readonly column: InvestorColumn | undefined;
}

export interface InvestorTable {
  readonly file: string;
  readonly headers: readonly HeaderMapping[];
  readonly rows: readonly TableRow[];
  /** What is wrong with the file as a whole; if there is anything, there are no rows. */
  readonly problems: readonly Problem[];
}

/** A CSV or XLSX file of investors. Every row of it that has anything in it is among the rows. */
export async function parseInvestorTable(bytes: Uint8Array, file: string, today: IsoDate): Promise<InvestorTable> {
  const table = await readTable(bytes, file);
  if (!table.ok) return { file, headers: [], rows: [], problems: [table.problem] };
  const [header, ...body] = table.rows;
  if (!header) return { file, headers: [], rows: [], problems: [] };
  const mapping = mapHeaders(header, file);
  if (mapping.problems.length > 0) return { file, headers: mapping.headers, rows: [], problems: mapping.problems };
  const rows = body.map((row) => parseRow(row, mapping.headers, { file, today }));
  return { file, headers: mapping.headers, rows, problems: [] };
}

function mapHeaders({ line, cells }: RawRow, file: string): { headers: readonly HeaderMapping[]; problems: readonly Problem[] } {
  const columns = cells.map(matchHeader);
  const fault = (code: string, message: string, hint: string) => error(code, message, { file, line }, hint);
  // Said without showing the row: it is a person's.
  if (!columns.includes("address") && cells.some((cell) => parseAddress(cell).ok)) {
    const problem = fault("missing-header", "the first row holds an address, not the names of columns", `put a row above it: ${example}`);
    return { headers: [], problems: [problem] };
  }
  if (columns.every((column) => column === undefined))
    return { headers: [], problems: [fault("missing-header", "the first row names no column that is known", `name them: ${example}`)] };
  const headers = cells.map((cell, i) => ({ header: shownHeader(cell), column: columns[i] }));
  const problems = investorColumns.flatMap((column) => {
    const named = headers.filter((one) => one.column === column).map(({ header }) => `"${header}"`);
    if (named.length > 1)
      return [fault("duplicate-column", `${named.join(" and ")} are both read as ${column}`, "keep one, or rename the other")];
    return [];
  });
  if (!columns.includes("address"))
    problems.unshift(fault("missing-column", "no column holds the mail addresses", "head it address or email"));
  return { headers, problems };
}

const example = investorColumns.join(",");

/** Enough to find a column by; a header may hold anything. */
const shownHeader = (cell: string): string => maskAddressesIn(cleanText(cell.toWellFormed()).text.normalize("NFC")).slice(0, 40);

interface RowContext {
  readonly file: string;
  readonly today: IsoDate;
}

function parseRow({ line, cells }: RawRow, headers: readonly HeaderMapping[], { file, today }: RowContext): TableRow {
  // Spreadsheets leave empty cells at the end of rows.
  const used = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
  if (used > headers.length || cells.length < headers.length) {
    const message = `the row has ${Math.max(used, Math.min(cells.length, headers.length))} cells, the header ${headers.length}`;
    const hint = "put a cell that holds a comma or semicolon in quotes, and leave no cell out";
    return { line, given: {}, problems: [error("row-length", message, { file, line }, hint)] };
  }
  const named: Cells = Object.fromEntries(headers.flatMap(({ column }, i) => (column === undefined ? [] : [[column, cells[i] ?? ""]])));
  return { line, ...parseInvestor(named, { file, line }, today) };
}
