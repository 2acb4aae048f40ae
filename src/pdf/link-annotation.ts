import type { LinkItem } from "../layout/page.ts";
import type { Pt } from "../units.ts";
import { roundPlace, type PdfDictionary } from "./pdf-value.ts";
import { textString } from "./text-string.ts";

// Printed with the page, as PDF/A wants of every annotation (ISO 19005-3 6.3.2).
const printFlag = 4;

// A string of PDF/A holds twice as many bytes (ISO 19005-3 6.1.13); servers take half as many.
const longestUrl = 16_000;

/** A link's place on a page of `pageHeight`; `structParent` leads a reader from it to its Link element. */
export function linkAnnotation(link: LinkItem, pageHeight: Pt, structParent: number): PdfDictionary {
  const { x, y, width, height, target, contents } = link;
  return {
    Type: "Annot",
    Subtype: "Link",
    F: printFlag,
    Border: [0, 0, 0],
    Rect: [x, pageHeight - y - height, x + width, pageHeight - y].map(roundPlace),
    // ISO 14289-1 7.18.5
    Contents: textString(contents),
    StructParent: structParent,
    ...("url" in target
      ? { A: { S: "URI", URI: textString(asciiUrl(target.url).slice(0, longestUrl)) } }
      : { Dest: textString(target.destination) }),
  };
}

/** A URL in ASCII (ISO 32000-1 12.6.4.7): as written if it is that already, else percent-encoded and in Punycode. */
function asciiUrl(url: string): string {
  const trimmed = url.toWellFormed().trim();
  if (/^[\x21-\x7e]*$/.test(trimmed) && !/[<>"{}|\\^`]/.test(trimmed)) return trimmed;
  return URL.parse(trimmed)?.href.replaceAll(/[<>"{}|\\^`\s]/g, encodeURIComponent) ?? encodeURI(trimmed);
}
