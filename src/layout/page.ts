import type { StructureAttributes, StructureRole } from "../document/structure-role.ts";
import type { PathItem, Rectangle, TextItem, ValueBox } from "../graphics.ts";
import type { Pt } from "../units.ts";

export type { StructureAttributes, StructureRole };

/** A node of the tag tree, in reading order; what is drawn for it names it by `index`. */
export interface StructureElement {
  /** Unique in the document; also the position in reading order. */
  readonly index: number;
  readonly role: StructureRole;
  /** BCP 47, only where it differs from the parent's. */
  readonly lang?: string;
  readonly alt?: string;
  readonly actualText?: string;
  readonly title?: string;
  /** Named by `headers` of other cells, or by Note's required ID (ISO 14289-1 7.9). */
  readonly id?: string;
  readonly attributes?: StructureAttributes;
  readonly children: readonly StructureElement[];
}

/** Real content belongs to a structure element; everything else is an artifact (ISO 32000-1 14.8.2.2). */
export type Tag =
  | { readonly element: number }
  | { readonly artifact: "Pagination" | "Layout" | "Background"; readonly attached?: "Top" | "Bottom" };

export interface LinkItem {
  readonly kind: "link";
  readonly x: Pt;
  readonly y: Pt;
  readonly width: Pt;
  readonly height: Pt;
  readonly target: { readonly url: string } | { readonly destination: string };
  /** Says where it leads, for those who can't see it (ISO 14289-1 7.18.5). */
  readonly contents: string;
}

/** A place that links and the outline can name. */
export interface DestinationItem {
  readonly kind: "destination";
  readonly name: string;
  readonly x: Pt;
  readonly y: Pt;
}

export interface ImageItem {
  readonly kind: "image";
  readonly x: Pt;
  readonly y: Pt;
  readonly width: Pt;
  readonly height: Pt;
  readonly data: Uint8Array;
}

export type PageItem = (PathItem | TextItem | LinkItem | DestinationItem | ImageItem) & { readonly tag: Tag };

/** Where a figure is printed: in words, or as a point, bar or part of a chart. Nothing is painted for it. */
export interface PlacedValue extends ValueBox {
  readonly kind: "text" | "point";
}

export interface Page {
  readonly width: Pt;
  readonly height: Pt;
  /** What a reader's page box shows: "1", "2", … */
  readonly label: string;
  /** In painting order, which within an element is reading order. */
  readonly items: readonly PageItem[];
  /** In the order of the items; a figure that is parted by a line end stands twice. */
  readonly values: readonly PlacedValue[];
  readonly grid: PageGrid;
}

/** What the page is laid out on. Nothing is painted for it. */
export interface PageGrid {
  /** What the margins leave. */
  readonly body: Rectangle;
  /** Where text runs in columns, or stands in the cells of a grid. */
  readonly columns: readonly Rectangle[];
}

export interface OutlineEntry {
  readonly title: string;
  readonly destination: string;
  readonly children: readonly OutlineEntry[];
}

/** The whole document, placed: what pdf/ turns into bytes. */
export interface PlacedDocument {
  readonly lang: string;
  readonly pages: readonly Page[];
  readonly structure: StructureElement;
  readonly outline: readonly OutlineEntry[];
  /** Bounding box of each Figure, by element index: its page (0-based) and rectangle in page coordinates. */
  readonly figureBoxes: ReadonlyMap<number, { page: number; x: Pt; y: Pt; width: Pt; height: Pt }>;
}
