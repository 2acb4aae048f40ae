import type { LinkItem } from "../layout/page.ts";
import type { Pt } from "../units.ts";
import { formatPlaces } from "./format-number.ts";
import type { ObjectWriter } from "./open-pdf.ts";
import { roundPlace } from "./pdf-value.ts";
import { textString } from "./text-string.ts";

// Printed with the page, as PDF/A wants of every annotation (ISO 19005-3 6.3.2).
const printFlag = 4;

// A string of PDF/A holds twice as many bytes (ISO 19005-3 6.1.13); servers take half as many.
const longestUrl = 16_000;

/** A link's place on a page of `pageHeight`; `structParent` leads a reader from it to its Link element. */
export function linkAnnotation(
  pdf: ObjectWriter,
  link: LinkItem,
  { pageHeight, structParent }: { pageHeight: Pt; structParent: number },
): string {
  const { x, y, width, height, target, contents } = link;
  const box = formatPlaces(roundPlace(x), roundPlace(pageHeight - y - height), roundPlace(x + width), roundPlace(pageHeight - y));
  const leadsTo = "url" in target ? `/A ${pdf.shared(uriAction(target.url))}` : `/Dest${textString(target.destination).source}`;
  // Contents: ISO 14289-1 7.18.5
  return `<</Type/Annot/Subtype/Link/F ${printFlag}/Border[0 0 0]/Contents ${pdf.shared(textString(contents).source)}${leadsTo}/Rect[${box}]/StructParent ${structParent}>>`;
}

const uriAction = (url: string): string => `<</S/URI/URI${textString(asciiUrl(url).slice(0, longestUrl)).source}>>`;

/** A URL in ASCII (ISO 32000-1 12.6.4.7): as written if it is that already, else percent-encoded and in Punycode. */
function asciiUrl(url: string): string {
  const trimmed = url.toWellFormed().trim();
  if (/^[\x21-\x7e]*$/.test(trimmed) && !/[<>"{}|\\^`]/.test(trimmed)) return trimmed;
  return URL.parse(trimmed)?.href.replaceAll(/[<>"{}|\\^`\s]/g, encodeURIComponent) ?? encodeURI(trimmed);
}
