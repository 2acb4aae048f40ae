import { compareTexts } from "./format-text.ts";
import type { PdfDictionary, PdfValue } from "./pdf-value.ts";
import { cleanText, textString } from "./text-string.ts";

/**
 * A name tree of one node (ISO 32000-1 7.9.6). Readers search it by halves, so it is sorted by bytes; pdfkit's own sorts
 * by the rules of the machine's locale.
 */
export function nameTree(entries: Iterable<readonly [string, PdfValue]>): PdfDictionary {
  const sorted = Array.from(entries, ([name, value]) => ({ name: cleanText(name), value })).toSorted((a, b) =>
    compareTexts(a.name, b.name),
  );
  return { Names: sorted.flatMap(({ name, value }) => [textString(name), value]) };
}
