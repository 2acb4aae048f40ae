import { formatText } from "./format-text.ts";
import { PdfSource } from "./pdf-value.ts";

// A string may be 32,767 bytes long (ISO 19005-3 6.1.13); UTF-16 takes two for most characters, four for some.
const longestString = 16_000;

/**
 * Text without what a text string or an XML file cannot hold: lone surrogates and noncharacters become U+FFFD, controls
 * and line ends a space. Info and XMP both get this text, so they always agree.
 */
export function cleanText(text: string): string {
  if (text.length <= longestString && !unfit.test(text)) return text;
  const clean = text
    .toWellFormed()
    .replace(/\r\n|\p{Cc}/gu, " ")
    .replace(/\p{Noncharacter_Code_Point}/gu, "\ufffd");
  return clean.length <= longestString ? clean : `${clean.slice(0, longestString - 1).toWellFormed()}…`;
}

const unfit = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;

/** `text` as a PDF text string (ISO 32000-1 7.9.2.2). Thousands of links name a few hundred sources, in every edition. */
export function textString(text: string): PdfSource {
  const known = strings.get(text);
  if (known) return known;
  const string = new PdfSource(formatText(cleanText(text)));
  if (text.length > longestKept) return string;
  if (strings.size >= mostKept) strings.clear();
  strings.set(text, string);
  return string;
}

const strings = new Map<string, PdfSource>();
const longestKept = 200;
const mostKept = 10_000;
