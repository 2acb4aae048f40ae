import { linkAnnotation } from "./link-annotation.ts";
import type { PdfPage, ObjectWriter } from "./open-pdf.ts";
import type { Mark } from "./paint-page.ts";
import { PdfSource, type PdfReference } from "./pdf-value.ts";

/** Something that a structure element points to: a marked-content sequence or an annotation (its object number) of a page. */
export type Content = { readonly element: number; readonly page: PdfReference } & (
  | { readonly mcid: number }
  | { readonly annotation: number }
);

/**
 * The way back, from content to structure (ISO 32000-1 14.7.4.4): for a page the elements of its sequences by their
 * number, for an annotation its element. The key of an entry is its place in the list.
 */
export type ParentTree = (number | readonly number[])[];

/** Adds a painted page's links, and its and their entries in the parent tree, whose keys begin with `firstKey`. */
export function tagPage(pdf: ObjectWriter, page: PdfPage, [marks, parents]: [readonly Mark[], ParentTree], firstKey = 0): Content[] {
  const { reference, height: pageHeight } = page;
  const numbered: number[] = [];
  for (const mark of marks) if ("mcid" in mark) numbered.push(mark.element);
  if (numbered.length > 0) reference.data["StructParents"] = firstKey + parents.push(numbered) - 1;
  const annotations: PdfSource[] = [];
  const contents: Content[] = [];
  for (const mark of marks) {
    const { element } = mark;
    if ("mcid" in mark) {
      contents.push({ element, page: reference, mcid: mark.mcid });
      continue;
    }
    const annotation = pdf.reserve(1);
    pdf.put(annotation, linkAnnotation(pdf, mark.link, { pageHeight, structParent: firstKey + parents.push(element) - 1 }), "link");
    annotations.push(new PdfSource(`${annotation} 0 R`));
    contents.push({ element, page: reference, annotation });
  }
  if (annotations.length > 0) reference.data["Annots"] = annotations;
  return contents;
}
