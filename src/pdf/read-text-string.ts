import { PdfSource, type PdfValue } from "./pdf-value.ts";

/** The text of a literal text string as `formatText` writes it (ISO 32000-1 7.9.2.2). */
export function readTextString(value: PdfValue | undefined): string {
  if (!(value instanceof PdfSource) || !value.source.startsWith("(")) throw new Error("a text is missing from the PDF");
  const bytes = value.source.slice(1, -1).replaceAll(/\\(.)/g, (_, byte: string) => (byte === "r" ? "\r" : byte));
  if (!bytes.startsWith("\xfe\xff")) return bytes;
  return Buffer.from(bytes.slice(2), "latin1").swap16().toString("utf16le");
}
