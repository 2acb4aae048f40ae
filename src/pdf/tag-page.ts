import { linkAnnotation } from "./link-annotation.ts";
import type { PdfPage, PdfWriter } from "./open-pdf.ts";
import type { Mark } from "./paint-page.ts";
import type { PdfReference } from "./pdf-value.ts";

/** Something that a structure element points to: a marked-content sequence or an annotation of a page. */
export type Content = { readonly element: number; readonly page: PdfReference } & (
  | { readonly mcid: number }
  | { readonly annotation: PdfReference }
);

/**
 * The way back, from content to structure (ISO 32000-1 14.7.4.4): for a page the elements of its sequences by their
 * number, for an annotation its element. The key of an entry is its place in the list.
 */
export type ParentTree = (number | readonly number[])[];

/** Adds a painted page's links, and its and their entries in the parent tree. */
export function tagPage(pdf: PdfWriter, page: PdfPage, [marks, parents]: [readonly Mark[], ParentTree]): Content[] {
  const dictionary = page.reference.data;
  const numbered = marks.filter((mark) => "mcid" in mark).map(({ element }) => element);
  if (numbered.length > 0) dictionary["StructParents"] = parents.push(numbered) - 1;
  const annotations: PdfReference[] = [];
  const contents = marks.map((mark): Content => {
    const { element } = mark;
    if ("mcid" in mark) return { element, page: page.reference, mcid: mark.mcid };
    const annotation = pdf.object(linkAnnotation(mark.link, page.height, parents.push(element) - 1));
    annotation.end();
    annotations.push(annotation);
    return { element, page: page.reference, annotation };
  });
  if (annotations.length > 0) dictionary["Annots"] = annotations;
  return contents;
}
