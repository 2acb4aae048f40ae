import type { PdfText } from "./pdf-value.ts";

// A string may be 32,767 bytes long (ISO 19005-3 6.1.13); UTF-16 takes two for most characters, four for some.
const longestString = 16_000;

/**
 * Text without what a text string or an XML file cannot hold: lone surrogates and noncharacters become U+FFFD, controls
 * and line ends a space. Info and XMP both get this text, so they always agree.
 */
export function cleanText(text: string): string {
  const clean = text
    .toWellFormed()
    .replace(/\r\n|\p{Cc}/gu, " ")
    .replace(/\p{Noncharacter_Code_Point}/gu, "\ufffd");
  return clean.length <= longestString ? clean : `${clean.slice(0, longestString - 1).toWellFormed()}…`;
}

/** `text` as a PDF text string (ISO 32000-1 7.9.2.2). pdfkit writes String objects so: ASCII as it is, all else as UTF-16BE. */
export const textString = (text: string): PdfText => new String(cleanText(text));

/** The bytes of `textString(text)`, by which name trees are sorted (ISO 32000-1 7.9.6). */
export function textBytes(text: string): Uint8Array {
  const clean = cleanText(text);
  // After cleaning, ASCII and PDFDocEncoding agree.
  if (/^[\x20-\x7e]*$/.test(clean)) return Buffer.from(clean, "latin1");
  return Buffer.from(`\ufeff${clean}`, "utf16le").swap16();
}
