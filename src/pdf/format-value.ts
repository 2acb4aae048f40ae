import { formatText } from "./format-text.ts";
import { formatNumber } from "./format-number.ts";
import { PdfObject } from "./pdf-object.ts";
import { PdfSource } from "./pdf-value.ts";

/** A value as it stands in the file, one byte a character (ISO 32000-1 7.3). pdfkit's text strings are String objects. */
export function formatValue(value: unknown): string {
  if (typeof value === "string") return `/${value}`;
  if (typeof value === "number") return formatNumber(value);
  if (value === null || value === undefined || typeof value === "boolean") return String(value ?? null);
  if (value instanceof PdfObject || value instanceof PdfSource) return value.source;
  if (Array.isArray(value)) return `[${value.map(formatValue).join(" ")}]`;
  if (value instanceof Uint8Array) return `<${Buffer.from(value).toString("hex")}>`;
  const primitive = typeof value === "object" ? value.valueOf() : undefined;
  if (typeof primitive === "string") return formatText(primitive);
  if (typeof value === "object") return `<<${formatEntries(value)}>>`;
  throw new Error(`${typeof value} is no kind of PDF value`);
}

/** The entries of a dictionary, one after the other; those without value are left out. */
export function formatEntries(dictionary: object): string {
  let entries = "";
  for (const [key, value] of Object.entries(dictionary)) {
    if (value === undefined) continue;
    const source = formatValue(value);
    // A name, a string, an array and a dictionary end the key before them.
    entries += `/${key}${/^[/([<]/.test(source) ? "" : " "}${source}`;
  }
  return entries;
}
