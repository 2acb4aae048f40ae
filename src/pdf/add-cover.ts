import type { Page, PlacedDocument } from "../layout/page.ts";
import { assertPaintable } from "./assert-paintable.ts";
import { openCanvas } from "./canvas.ts";
import { coverObjects, type CoverFonts, fontsOfCover, writerOf } from "./cover-fonts.ts";
import { formatPlace } from "./format-number.ts";
import { formatValue } from "./format-value.ts";
import { structureRoles } from "./list-elements.ts";
import { type BaseObject, listOf, type PdfBase } from "./open-base.ts";
import type { ObjectWriter, PdfPage } from "./open-pdf.ts";
import { paintPage } from "./paint-page.ts";
import { isDictionary } from "./parse-value.ts";
import type { PdfObjects } from "./pdf-objects.ts";
import { PdfSource, type PdfDictionary, type PdfValue } from "./pdf-value.ts";
import { pruneStructure } from "./prune-structure.ts";
import { tagPage, type ParentTree } from "./tag-page.ts";
import { writeElements, writeLeaf } from "./write-structure.ts";
import { writeUpdate } from "./write-file.ts";

/**
 * A PDF of ours with a page in front, which is a section of the document: its own fonts, tags and links, and a page label of
 * its own, so that all others keep theirs. The base stands in it as it is, byte for byte (ISO 32000-1 7.5.6), so that it takes
 * no longer than the page alone. The same base and page give the same bytes.
 *
 * @param cover of one page, without figures; its links lead to addresses or to places of the base.
 */
export async function addCover(base: PdfBase, cover: PlacedDocument, fonts: CoverFonts): Promise<Buffer> {
  assertPaintable(cover, base.destinations);
  const [page, ...others] = cover.pages;
  if (!page || others.length > 0) throw new Error(`a cover has one page, not ${cover.pages.length}`);
  const objects = coverObjects(fonts.taken);
  const pdf = writerOf(objects);
  const { pdfPage, finish } = openPage(pdf, page, base.pages.number);
  const faces = fontsOfCover(pdf, fonts);
  const marks = paintPage(page, openCanvas(pdfPage, faces), structureRoles(cover.structure));
  const firstKey = Number(base.structure.entries["ParentTreeNextKey"]);
  const parents: ParentTree = [];
  const contents = tagPage(pdf, pdfPage, [marks, parents], firstKey);
  faces.write();
  finish();
  const filled = new Set(contents.map(({ element }) => element));
  const structure = pruneStructure({ ...cover.structure, role: "Sect" }, (index) => filled.has(index));
  const { referenceOf } = writeElements(pdf, { ...cover, structure }, { contents, parent: `${base.document.number} 0 R` });
  const leaf = writeLeaf(pdf, parents, { firstKey, referenceOf });
  const first = new PdfSource(referenceOf(structure.index));
  change(objects, base.pages, ({ Kids: kids, Count: count }) => ({
    Kids: [new PdfSource(pdfPage.reference.source), ...listOf(kids)],
    Count: Number(count) + 1,
  }));
  change(objects, base.document, ({ K: kids }) => ({ K: [first, ...(Array.isArray(kids) ? kids : [kids ?? null])] }));
  change(objects, base.parentTree, ({ Kids: kids }) => ({ Kids: [...listOf(kids), leaf] }));
  change(objects, base.structure, () => ({ ParentTreeNextKey: firstKey + parents.length }));
  change(objects, base.catalog, ({ PageLabels: labels }) => ({ PageLabels: withCover(labels) }));
  const own = await objects.finish();
  const update = { objects: [...fonts.objects, ...own.objects], streams: [...fonts.streams, ...(await Promise.all(own.streams))] };
  return Buffer.concat([base.bytes, writeUpdate({ base, ...update, next: objects.next })]);
}

function change(objects: PdfObjects, { number, entries }: BaseObject, changed: (entries: PdfDictionary) => PdfDictionary): void {
  objects.replace(number, formatValue({ ...entries, ...changed(entries) }));
}

/** A page, open to be painted; pdfkit makes those of whole documents. */
function openPage(pdf: ObjectWriter, { width, height }: Page, parent: number): { pdfPage: PdfPage; finish: () => void } {
  const content = pdf.object({});
  const fonts: PdfDictionary = {};
  const reference = pdf.object({
    Type: "Page",
    Parent: new PdfSource(`${parent} 0 R`),
    MediaBox: [0, 0, width, height],
    Contents: content,
    Resources: { Font: fonts },
    Tabs: "S",
  });
  // Items are placed from the top left; pdfkit turns its pages over in the same way.
  const chunks: Uint8Array[] = [Buffer.from(`1 0 0 -1 0 ${formatPlace(height)} cm\n`)];
  const pdfPage: PdfPage = {
    reference,
    width,
    height,
    write: (operators) => void chunks.push(...operators),
    useFont: (name, font) => (fonts[name] ??= font),
    drawImage: () => {
      throw new Error("a cover has no pictures");
    },
  };
  const finish = (): void => {
    content.end(Buffer.concat(chunks));
    reference.end();
  };
  return { pdfPage, finish };
}

/** The labels of the pages (ISO 32000-1 12.4.2), all one further on: the cover is page i. */
function withCover(labels: PdfValue | undefined): PdfDictionary {
  const ranges = isDictionary(labels) ? listOf(labels["Nums"]) : [];
  return { Nums: [0, { S: "r" }, ...ranges.map((value) => (typeof value === "number" ? value + 1 : value))] };
}
