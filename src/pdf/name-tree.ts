import type { PdfDictionary, PdfValue } from "./pdf-value.ts";
import { textBytes, textString } from "./text-string.ts";

/**
 * A name tree of one node (ISO 32000-1 7.9.6). Readers search it by halves, so it is sorted by bytes; pdfkit's own sorts
 * by the rules of the machine's locale.
 */
export function nameTree(entries: Iterable<readonly [string, PdfValue]>): PdfDictionary {
  const sorted = Array.from(entries, ([name, value]) => ({ bytes: textBytes(name), name, value })).toSorted((a, b) =>
    Buffer.compare(a.bytes, b.bytes),
  );
  return { Names: sorted.flatMap(({ name, value }) => [textString(name), value]) };
}
