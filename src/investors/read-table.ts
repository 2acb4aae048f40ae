import { readRows, type RawRow } from "../dataset/csv-table.ts";
import { error, type Problem } from "../errors.ts";
import { matchHeader } from "./investor-columns.ts";

export type ReadTable =
  /** Rows that have anything in them; the first is the header. */
  { readonly ok: true; readonly rows: readonly RawRow[] } | { readonly ok: false; readonly problem: Problem };

/** A list of a hundred thousand people has some 20 MB; what is larger was not meant. */
const maxBytes = 50_000_000;

/** The rows of a CSV or XLSX file as text, told apart by what is in it, not by its name. */
export async function readTable(bytes: Uint8Array, file: string): Promise<ReadTable> {
  if (bytes.length > maxBytes)
    return refused("table-too-large", `the file has more than ${maxBytes / 1_000_000} MB`, { file, hint: "import it in parts" });
  const table = startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) ? await readWorkbook(bytes, file) : readText(bytes, file);
  if (!table.ok) return table;
  const rows = table.rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  if (rows.length > 0) return { ok: true, rows };
  return refused("table-empty", "the file is empty", { file, hint: "begin with the names of the columns, e.g. address,name,language" });
}

function refused(code: string, message: string, { file, hint, line }: { file: string; hint: string; line?: number }): ReadTable {
  return { ok: false, problem: error(code, message, { file, ...(line !== undefined && { line }) }, hint) };
}

const startsWith = (bytes: Uint8Array, octets: readonly number[]): boolean => octets.every((octet, i) => bytes[i] === octet);

/** What Excel saves as "Unicode text" is UTF-16. */
const littleEndianMark = [0xff, 0xfe];
/** Compound File Binary: Excel's format until 2003, and that of encrypted workbooks. */
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0];

function readText(bytes: Uint8Array, file: string): ReadTable {
  if (startsWith(bytes, compoundFile))
    return refused("encoding", "the file is an old or encrypted workbook", {
      file,
      hint: "save it as .xlsx without a password, or as CSV UTF-8",
    });
  const encoding = startsWith(bytes, littleEndianMark) ? "utf-16le" : "utf-8";
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return refused("encoding", "the file is not UTF-8 text", { file, hint: "save it as CSV UTF-8 or as .xlsx" });
  }
  return readDelimited(text, file);
}

const delimiters = [",", ";", "\t"] as const;

/** Separated by what makes most columns known. Excel may say which in a first line `sep=;`. */
function readDelimited(text: string, file: string): ReadTable {
  const said = /^sep=([,;\t])\r?\n/.exec(text);
  // The line stays, empty, so that lines keep their numbers.
  if (said) return readRows(text.slice(said[0].length - 1), file, said[1]);
  // Up to the first line end outside quotes: a header may stand on several lines of its cell.
  const header = /^(?:\s*[\r\n])*(?:"[^"]*"|[^"\r\n])*/.exec(text)![0];
  const known = (delimiter: string): number => {
    const read = readRows(header, file, delimiter);
    return read.ok ? (read.rows[0]?.cells.filter((cell) => matchHeader(cell) !== undefined).length ?? 0) : 0;
  };
  const [best] = delimiters.map((delimiter) => ({ delimiter, count: known(delimiter) })).sort((a, b) => b.count - a.count);
  return readRows(text, file, best!.delimiter);
}

/** The first sheet. */
async function readWorkbook(bytes: Uint8Array, file: string): Promise<ReadTable> {
  const { readSheet } = await import("read-excel-file/node");
  try {
    const rows = await readSheet(Buffer.from(bytes), { trim: false });
    return { ok: true, rows: rows.map((cells, i) => ({ line: i + 1, cells: cells.map(cellText) })) };
  } catch {
    return refused("workbook", "the workbook can't be read", {
      file,
      hint: "open it in a spreadsheet and save it as .xlsx or as CSV UTF-8",
    });
  }
}

function cellText(value: unknown): string {
  if (value instanceof Date) {
    // A day, as the spreadsheet shows it: Excel's days have no zone and are read as UTC.
    return Number.isNaN(value.getTime()) ? "" : value.toISOString().slice(0, 10);
  }
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}
