import type { Paragraph } from "../document/document.ts";
import type { Border, Edges, Style } from "../document/style.ts";
import type { Color, Drawing, FontId, ValueBox } from "../graphics.ts";
import type { Pt } from "../units.ts";
import { flowOf, heightOf, itemAt, lastOf, type Flow } from "./flow.ts";

/**
 * A box is a block that knows its width and height but not yet its page: the galley. Pagination only cuts boxes and
 * never measures text again. Nor does it know the numbers of its structure elements: where it stands in a document is
 * asked when it is placed, so that a box is the same in each document that has the same block.
 */

/** The node of the document whose structure element something belongs to. */
export type Owner = object;

/** The frame drawn round a box, and how it behaves at page ends. */
export interface Frame {
  /** Outer width: content, padding and borders. */
  readonly width: Pt;
  readonly padding: Edges<Pt>;
  readonly border: Edges<Border | null>;
  readonly borderRadius: Pt;
  readonly backgroundColor: Color | null;
  readonly marginTop: Pt;
  readonly marginBottom: Pt;
  readonly marginLeft: Pt;
  readonly minHeight: Pt;
  readonly breakBefore: Style["breakBefore"];
  readonly breakAfter: Style["breakAfter"];
  readonly breakInside: Style["breakInside"];
  /** May move to the next column or page and let the text go on without it. */
  readonly floats: boolean;
  /** Destinations that point at the top of the box: names, and headings, whose names depend on where they stand. */
  readonly anchors: readonly (string | Paragraph)[];
  /** The section that starts with this box, for the running head. */
  readonly section: string | null;
  /** A row of a grid, whose cells are columns of the page. */
  readonly grid?: true;
}

/** A run of text on a line, in one style, of one structure element: that of its owner. */
export interface LineRun {
  readonly x: Pt;
  readonly width: Pt;
  readonly text: string;
  readonly font: FontId;
  readonly size: Pt;
  readonly color: Color;
  readonly letterSpacing: Pt;
  readonly tabular: boolean;
  /** Above the line's baseline. */
  readonly rise: Pt;
  readonly underline: boolean;
  readonly owner: Owner;
  readonly link: LinkTarget | null;
  readonly anchor: string | null;
  /** The box of a chip: what is drawn behind the run, with its padding. */
  readonly chip: Chip | null;
}
export interface LinkTarget {
  /** The Link, which may hold elements that the run is part of. */
  readonly owner: Owner;
  readonly href: string;
  readonly contents: string;
}
export interface Chip {
  readonly padding: Edges<Pt>;
  readonly border: Border | null;
  readonly borderRadius: Pt;
  readonly backgroundColor: Color | null;
}

/** A chip hugs its text: from just above the capitals to just below the baseline, plus padding. */
export const chipExtent = ({ padding }: Chip, size: Pt): { above: Pt; below: Pt } => ({
  above: size * 0.78 + padding.top,
  below: size * 0.22 + padding.bottom,
});

export interface Line {
  readonly height: Pt;
  /** From the top of the line to its baseline. */
  readonly baseline: Pt;
  readonly runs: readonly LineRun[];
  /** Where its figures stand, from its top left corner. */
  readonly values: readonly ValueBox[];
}

export interface LinesBox extends Frame {
  readonly kind: "lines";
  readonly height: Pt;
  readonly lines: Flow<Line>;
  readonly orphans: number;
  readonly widows: number;
}
export interface StackBox extends Frame {
  readonly kind: "stack";
  readonly height: Pt;
  readonly children: Flow<Box>;
}
/** Boxes side by side that share a top edge: a row of a grid or a table, or a list item with its marker. */
export interface RowBox extends Frame {
  readonly kind: "row";
  readonly height: Pt;
  readonly cells: readonly { readonly x: Pt; readonly box: Box; readonly align: "top" | "middle" | "bottom" }[];
}
/** Content that flows through columns of equal width, balanced where it ends. */
export interface ColumnsBox extends Frame {
  readonly kind: "columns";
  readonly height: Pt;
  /** What flows, in one piece, and as it is poured when the box is not cut. */
  readonly content: StackBox;
  readonly columns: readonly StackBox[];
  readonly columnCount: number;
  readonly columnWidth: Pt;
  readonly columnGap: Pt;
  /** The height of a page. What is higher will be cut, so that balancing it would be work for nothing. */
  readonly limit: Pt;
}
export interface TableBox extends Frame {
  readonly kind: "table";
  readonly height: Pt;
  readonly caption: LinesBox | null;
  readonly head: readonly RowBox[];
  /** The head has been shown on an earlier page: it is decoration now. */
  readonly headRepeated: boolean;
  /** The heading of the group that goes on, when a cut parted it from its rows; decoration like the head. */
  readonly group: RowBox | null;
  readonly rows: Flow<RowBox>;
}
export interface DrawingBox extends Frame {
  readonly kind: "drawing";
  readonly height: Pt;
  readonly drawing: Drawing;
  readonly owner: Owner;
}
export type Box = LinesBox | StackBox | RowBox | ColumnsBox | TableBox | DrawingBox;

const noEdges = { top: 0, right: 0, bottom: 0, left: 0 };
const noBorder = { top: null, right: null, bottom: null, left: null };

/** A frame that draws nothing. */
export const plainFrame = (width: Pt): Frame => ({
  width,
  padding: noEdges,
  border: noBorder,
  borderRadius: 0,
  backgroundColor: null,
  marginTop: 0,
  marginBottom: 0,
  marginLeft: 0,
  minHeight: 0,
  breakBefore: "auto",
  breakAfter: "auto",
  breakInside: "auto",
  floats: false,
  anchors: [],
  section: null,
});

const thickness = (border: Border | null): Pt => border?.width ?? 0;
/** What padding and border take from each side. */
export const insets = ({ padding, border }: Pick<Frame, "padding" | "border">): Edges<Pt> => ({
  top: padding.top + thickness(border.top),
  right: padding.right + thickness(border.right),
  bottom: padding.bottom + thickness(border.bottom),
  left: padding.left + thickness(border.left),
});

/** Boxes one under the other. */
export function stack(children: readonly Box[] | Flow<Box>, frame: Frame): StackBox {
  const flow = "shared" in children ? children : flowOf(children, { margins: true });
  const { top, bottom } = insets(frame);
  return { ...frame, kind: "stack", children: flow, height: Math.max(heightOf(flow) + top + bottom, frame.minHeight) };
}

/** Boxes side by side. */
export function rowBox(frame: Frame, cells: RowBox["cells"]): RowBox {
  const { top, bottom } = insets(frame);
  const height = Math.max(...cells.map((cell) => cell.box.height), 0) + top + bottom;
  return { ...frame, kind: "row", cells, height: Math.max(height, frame.minHeight) };
}

export function linesBox(
  frame: Frame,
  lines: readonly Line[] | Flow<Line>,
  { orphans, widows }: Pick<LinesBox, "orphans" | "widows">,
): LinesBox {
  const flow = "shared" in lines ? lines : flowOf(lines);
  const { top, bottom } = insets(frame);
  return { ...frame, kind: "lines", lines: flow, height: Math.max(heightOf(flow) + top + bottom, frame.minHeight), orphans, widows };
}

/** A table with its height made anew. */
export function tableBox(box: Omit<TableBox, "height" | "kind" | "rows"> & { readonly rows: readonly RowBox[] | Flow<RowBox> }): TableBox {
  const rows = "shared" in box.rows ? box.rows : flowOf(box.rows);
  return { ...box, kind: "table", rows, height: topOfRows(box) + heightOf(rows) + insets(box).bottom };
}

/** The head, and the heading of a group that goes on. */
export const repeatedRows = ({ head, group }: Pick<TableBox, "head" | "group">): readonly RowBox[] => (group ? [...head, group] : head);

/** What stands above the rows of a table: padding, caption, head. */
export function topOfRows(box: Pick<TableBox, "padding" | "border" | "caption" | "head" | "group">): Pt {
  const caption = box.caption ? box.caption.height + box.caption.marginBottom : 0;
  return insets(box).top + caption + repeatedRows(box).reduce((sum, row) => sum + row.height, 0);
}

/** Whether `holds` of the first or the last box inside `box`, as far as breaks are concerned: a container speaks through them. */
function holdsAtEdge(box: Box, edge: (flow: Flow<Box>) => Box | undefined, holds: (box: Box) => boolean): boolean {
  if (box.kind === "row") return box.cells.some((cell) => holds(cell.box));
  if (box.kind !== "stack" && box.kind !== "columns") return false;
  const inner = edge(box.kind === "stack" ? box.children : box.content.children);
  return inner !== undefined && holds(inner);
}

const firstOf = (flow: Flow<Box>): Box | undefined => itemAt(flow, 0);

/** Whether a page may not end after `box`. */
export const keepsWithNext = (box: Box): boolean => box.breakAfter === "avoid" || holdsAtEdge(box, lastOf, keepsWithNext);

export const keepsWithPrevious = (box: Box): boolean => box.breakBefore === "avoid" || holdsAtEdge(box, firstOf, keepsWithPrevious);

export const startsPage = (box: Box): boolean => box.breakBefore === "page" || holdsAtEdge(box, firstOf, startsPage);

export const endsPage = (box: Box): boolean => box.breakAfter === "page" || holdsAtEdge(box, lastOf, endsPage);

const drawsFrame = ({ border, backgroundColor, padding, section }: Frame): boolean =>
  backgroundColor !== null || section !== null || [...Object.values(border), ...Object.values(padding)].some(Boolean);

/** A figure that may move on alone, or containers of nothing else. */
export function isFloat(box: Box): boolean {
  if (box.floats) return true;
  if (drawsFrame(box)) return false;
  if (box.kind === "columns") return isFloat(box.content);
  if (box.kind === "stack") return itemAt(box.children, 0) !== undefined && allFloat(box.children);
  if (box.kind !== "row") return false;
  const full = box.cells.filter((cell) => !isVoid(cell.box));
  return full.length > 0 && full.every((cell) => isFloat(cell.box));
}

/** Looks no further than the first thing that is no float. */
function allFloat(flow: Flow<Box>): boolean {
  for (let i = 0, child = itemAt(flow, 0); child; child = itemAt(flow, ++i)) if (!isFloat(child)) return false;
  return true;
}

/** Whether nothing stands in `box`, whatever is drawn round it. */
export function isVoid(box: Box): boolean {
  if (box.kind === "stack") return itemAt(box.children, 0) === undefined;
  if (box.kind === "columns") return isVoid(box.content);
  return box.kind === "row" && box.cells.every((cell) => isVoid(cell.box));
}
