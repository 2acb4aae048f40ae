/** Standard structure types of ISO 32000-1 14.8.4 that a brief uses. */
export type StructureRole =
  | "Document"
  | "Part"
  | "Sect"
  | "Div"
  | "Aside"
  | "BlockQuote"
  | "Caption"
  | "TOC"
  | "TOCI"
  | "Index"
  | "P"
  | "H1"
  | "H2"
  | "H3"
  | "H4"
  | "H5"
  | "H6"
  | "L"
  | "LI"
  | "Lbl"
  | "LBody"
  | "Table"
  | "THead"
  | "TBody"
  | "TR"
  | "TH"
  | "TD"
  | "Span"
  | "Link"
  | "Note"
  | "Reference"
  | "Figure";

/** Attributes of a structure element (ISO 32000-1 14.8.5). */
export interface StructureAttributes {
  readonly scope?: "Row" | "Column" | "Both";
  readonly colSpan?: number;
  readonly rowSpan?: number;
  /** Ids of the header cells of an irregular table. */
  readonly headers?: readonly string[];
  readonly listNumbering?: "None" | "Disc" | "Decimal";
}
