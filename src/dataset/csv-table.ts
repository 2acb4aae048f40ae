import { CsvError, parse } from "csv-parse/sync";
import { error, nearest, type Problem, warning } from "../errors.ts";
import { cleanText, needsCleaning } from "./clean-text.ts";

export interface TableRow<Column extends string> {
  /** Where the row begins in the file, 1-based. */
  readonly line: number;
  readonly cells: Readonly<Record<Column, string>>;
}

export interface Table<Column extends string> {
  readonly rows: readonly TableRow<Column>[];
  /** Rows that have too few or too many cells: what stands in the first ones is theirs still. */
  readonly rejected: readonly TableRow<Column>[];
  readonly problems: readonly Problem[];
  /** False if the file as a whole could not be read as this table, so that its rows are unknown. */
  readonly readable: boolean;
}

export interface RawRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A CSV file (RFC 4180; any line ends, with or without a byte order mark) with exactly these columns, in any order. */
export function parseTable<Column extends string>(text: string, file: string, columns: readonly Column[]): Table<Column> {
  const raw = readRows(text, file);
  if (!raw.ok) return unreadable([raw.problem]);
  const [header, ...body] = raw.rows;
  if (!header)
    return unreadable([error("csv-empty", "the file is empty", { file, line: 1 }, `begin with the columns ${columns.join(",")}`)]);
  const headerProblems = checkHeader(header, { file, columns });
  if (columns.some((column) => !header.cells.includes(column))) return unreadable(headerProblems);
  const positions = columns.map((column) => [column, header.cells.indexOf(column)] as const);
  if (isAtOdds(header, body)) return unreadable(headerProblems.length > 0 ? headerProblems : [headerAtOdds(header, body, file)]);
  const rows: TableRow<Column>[] = [];
  const rejected: TableRow<Column>[] = [];
  const problems = [...headerProblems];
  for (const { line, cells } of body) {
    const sound = cells.length === header.cells.length;
    if (!sound) problems.push(wrongLength({ line, cells }, header, file));
    (sound ? rows : rejected).push({ line, cells: cleanCells(cells, positions, { file, line, problems }) });
  }
  return { rows, rejected, problems, readable: true };
}

const unreadable = (problems: readonly Problem[]) => ({ rows: [], rejected: [], problems, readable: false });

/** Several rows that agree with each other, but not with the header: it is the header that is wrong. */
const isAtOdds = ({ cells }: RawRow, body: readonly RawRow[]): boolean =>
  body.length > 1 && body.every((row) => row.cells.length === body[0]?.cells.length && row.cells.length !== cells.length);

function headerAtOdds({ line, cells }: RawRow, body: readonly RawRow[], file: string): Problem {
  const message = `the header has ${cells.length} columns, every row ${body[0]?.cells.length ?? 0} cells`;
  return error("csv-row-length", message, { file, line }, "correct the header");
}

export type RawTable = { readonly ok: true; readonly rows: readonly RawRow[] } | { readonly ok: false; readonly problem: Problem };

/** Every row of a CSV text that has anything in it, whatever its length; or the first slip of its syntax. */
export function readRows(text: string, file: string, delimiter = ","): RawTable {
  const rows: RawRow[] = [];
  let lastLine = 0;
  const takeRow = (cells: string[], { lines }: { lines: number }) => {
    // A quoted cell may span lines; `lines` is where the row ends.
    if (cells.some((cell) => cell !== "")) rows.push({ line: lastLine + 1, cells });
    lastLine = lines;
    return null;
  };
  try {
    // Rows of another length are reported one by one by the caller, so the parser must not stop at the first.
    parse(text, { bom: true, delimiter, relax_column_count: true, on_record: takeRow });
    return { ok: true, rows };
  } catch (cause) {
    if (cause instanceof CsvError) return { ok: false, problem: syntaxProblem(cause, text, { file, delimiter }) };
    throw cause;
  }
}

function syntaxProblem(cause: CsvError, text: string, { file, delimiter }: { file: string; delimiter: string }): Problem {
  // `bytes` is where the last sound cell ended: the faulty one begins there, after its delimiter.
  const before = Buffer.from(text).subarray(0, Number(cause["bytes"])).toString();
  const start = before.length + (text[before.length] === delimiter ? 1 : 0);
  const line = text.slice(0, start).split("\n").length;
  const column = start - (text.lastIndexOf("\n", start - 1) + 1) + 1;
  const [name = cause.message] = cause.message.split(":");
  return error(
    "csv-syntax",
    `${name.toLowerCase()} in the cell that begins here`,
    { file, line, column },
    'put a cell that holds a comma or quote in quotes, and double a quote inside: "a ""b"""',
  );
}

interface HeaderContext {
  readonly file: string;
  readonly columns: readonly string[];
}

function checkHeader({ line, cells }: RawRow, { file, columns }: HeaderContext): Problem[] {
  if (cells.length === 1 && /[;\t]/.test(cells[0] ?? "")) {
    return [
      error(
        "csv-separator",
        "the columns are not separated by commas",
        { file, line },
        "save the table as comma-separated values (CSV UTF-8)",
      ),
    ];
  }
  const unknown = cells.filter((cell) => !columns.includes(cell));
  const missing = columns.filter((column) => !cells.includes(column));
  const misspelt = new Set(unknown.flatMap((cell) => nearest(cell, missing) ?? []));
  const twice = cells.filter((cell, i) => columns.includes(cell) && cells.indexOf(cell) !== i);
  return [
    ...unknown.map((cell) => error("unknown-column", `there is no column "${cell}"`, { file, line }, hintFor(cell, missing))),
    ...missing
      .filter((column) => !misspelt.has(column))
      .map((column) =>
        error(
          "missing-column",
          `the column ${column} is missing`,
          { file, line, field: column },
          `add it; the columns are ${columns.join(",")}`,
        ),
      ),
    ...twice.map((column) =>
      error("duplicate-column", `the column ${column} stands there twice`, { file, line, field: column }, "keep one"),
    ),
  ];
}

function hintFor(cell: string, missing: readonly string[]): string {
  const meant = nearest(cell, missing);
  return meant ? `did you mean "${meant}"?` : "take it out";
}

function wrongLength({ line, cells }: RawRow, header: RawRow, file: string): Problem {
  const message = `the row has ${cells.length} cells, the header ${header.cells.length}`;
  return error(
    "csv-row-length",
    message,
    { file, line },
    cells.length > header.cells.length ? "put a cell that holds a comma in quotes" : "add the missing commas",
  );
}

interface RowContext {
  readonly file: string;
  readonly line: number;
  readonly problems: Problem[];
}

function cleanCells<Column extends string>(
  cells: readonly string[],
  positions: readonly (readonly [Column, number])[],
  { file, line, problems }: RowContext,
): Record<Column, string> {
  const entries = positions.map(([column, position]): [Column, string] => {
    const cell = cells[position] ?? "";
    if (!needsCleaning(cell)) return [column, cell];
    const { text, removed } = cleanText(cell);
    if (removed.length > 0)
      problems.push(
        warning("text-cleaned", `${removed.join(", ")} taken out of the text`, { file, line, field: column }, "take it out of the file"),
      );
    return [column, text];
  });
  return Object.fromEntries(entries) as Record<Column, string>;
}
