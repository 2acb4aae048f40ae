import type { Raw, Ref } from "./raw.ts";
import { destinationNames } from "./check-catalog.ts";
import { entries, entry, nameOf, textOf, type PdfFile } from "./read-pdf.ts";

const printFlag = 4;
const forbiddenFlags = 1 + 2 + 32 + 256;

/** ISO 14289-1 7.18, ISO 19005-3 6.3: tab order, and links that say where they lead. */
export function checkPage(file: PdfFile, page: Ref): string[] {
  const known = destinationNames(file);
  return [
    ...(nameOf(entry(file, page, "Tabs")) === "S" ? [] : ["UA 7.18.3: tabs do not follow the structure"]),
    ...["MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox"].flatMap((box) => {
      const sides = entries(file, page, box);
      return sides.length === 0 && box !== "MediaBox" ? [] : sizeFindings(sides);
    }),
    ...entries(file, page, "Annots").flatMap((annotation) => annotationFindings(file, annotation, known)),
  ];
}

function sizeFindings(box: Raw[]): string[] {
  const [left = NaN, bottom = NaN, right = NaN, top = NaN] = box.map(Number);
  const fine = [right - left, top - bottom].every((size) => size >= 3 && size <= 14_400);
  return fine ? [] : ["6.1.13: the page's size is out of bounds"];
}

function annotationFindings(file: PdfFile, annotation: Raw, known: ReadonlySet<string>): string[] {
  const flags = Number(entry(file, annotation, "F") ?? 0);
  const [x1, y1, x2, y2] = entries(file, annotation, "Rect").map(Number);
  return [
    ...(nameOf(entry(file, annotation, "Subtype")) === "Link" ? [] : ["an annotation is no link"]),
    ...(flags & printFlag && !(flags & forbiddenFlags) ? [] : ["A 6.3.2: an annotation is not printed, or hidden"]),
    ...(textOf(entry(file, annotation, "Contents"))?.trim() ? [] : ["UA 7.18.5: a link has no Contents"]),
    ...(x1! < x2! && y1! < y2! ? [] : ["a link has no area"]),
    ...(leadsSomewhere(file, annotation, known) ? [] : ["a link leads nowhere"]),
  ];
}

function leadsSomewhere(file: PdfFile, annotation: Raw, known: ReadonlySet<string>): boolean {
  const destination = entry(file, annotation, "Dest");
  if (destination instanceof Uint8Array) return known.has(Buffer.from(destination).toString("hex"));
  const action = entry(file, annotation, "A");
  // ISO 19005-3 6.5.1
  if (nameOf(entry(file, action, "S")) !== "URI" || entry(file, action, "Next") !== null) return false;
  const address = entry(file, action, "URI");
  // ISO 32000-1 12.6.4.7: seven bits
  return address instanceof Uint8Array && address.length > 0 && address.every((byte) => byte > 0x20 && byte < 0x7f);
}
