import type { StructureAttributes } from "../layout/page.ts";
import type { PdfDictionary } from "./pdf-value.ts";
import { textString } from "./text-string.ts";

/** A rectangle in PDF's own coordinates, y upwards: left, bottom, right, top. */
export type PdfBox = readonly [number, number, number, number];

/** The attribute objects of an element, by owner (ISO 32000-1 14.8.5); `box`: of a Figure. */
export function elementAttributes(attributes: StructureAttributes = {}, box?: PdfBox): PdfDictionary[] {
  const owners: PdfDictionary[] = [
    { O: "Layout", ...layoutAttributes(box) },
    { O: "List", ListNumbering: attributes.listNumbering },
    { O: "Table", ...tableAttributes(attributes) },
  ];
  return owners.filter((owner) => Object.values(owner).filter((value) => value !== undefined).length > 1);
}

// ISO 14289-1 7.3: a Figure says where it is; ISO 32000-1 table 343: BBox goes with placement.
const layoutAttributes = (box: PdfBox | undefined): PdfDictionary => (box ? { Placement: "Block", BBox: box } : {});

function tableAttributes({ scope, colSpan, rowSpan, headers }: StructureAttributes): PdfDictionary {
  return {
    Scope: scope,
    ColSpan: colSpan === 1 ? undefined : colSpan,
    RowSpan: rowSpan === 1 ? undefined : rowSpan,
    Headers: headers && headers.length > 0 ? headers.map(textString) : undefined,
  };
}
