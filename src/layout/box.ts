import type { Border, Edges, Style } from "../document/style.ts";
import type { Color, Drawing, FontId } from "../graphics.ts";
import type { Pt } from "../units.ts";

/**
 * A box is a block that knows its width and height but not yet its page: the galley. Pagination only cuts boxes and
 * never measures text again.
 */

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
  /** Destinations that point at the top of the box. */
  readonly anchors: readonly string[];
  /** The section that starts with this box, for the running head. */
  readonly section: string | null;
}

/** A run of text on a line, in one style, of one structure element. */
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
  readonly element: number;
  readonly link: LinkTarget | null;
  readonly anchor: string | null;
  /** The box of a chip: what is drawn behind the run, with its padding. */
  readonly chip: Chip | null;
}
export interface LinkTarget {
  readonly href: string;
  readonly contents: string;
}
export interface Chip {
  readonly padding: Edges<Pt>;
  readonly border: Border | null;
  readonly borderRadius: Pt;
  readonly backgroundColor: Color | null;
}

export interface Line {
  readonly height: Pt;
  /** From the top of the line to its baseline. */
  readonly baseline: Pt;
  readonly runs: readonly LineRun[];
}

export interface LinesBox extends Frame {
  readonly kind: "lines";
  readonly height: Pt;
  readonly lines: readonly Line[];
  readonly orphans: number;
  readonly widows: number;
}
export interface StackBox extends Frame {
  readonly kind: "stack";
  readonly height: Pt;
  readonly children: readonly Box[];
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
  /** Rows that a cut leaves on both sides at least; 0: rows themselves may be cut. */
  readonly rowsTogether: number;
  readonly rows: readonly RowBox[];
}
export interface DrawingBox extends Frame {
  readonly kind: "drawing";
  readonly height: Pt;
  readonly drawing: Drawing;
  readonly element: number;
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

/** Adjoining margins of siblings collapse: the larger of two positive ones, the sum when one is negative (CSS 2.2, 8.3.1). */
export function gapBetween(above: Frame, below: Frame): Pt {
  const [a, b] = [above.marginBottom, below.marginTop];
  return Math.max(a, b, 0) + Math.min(a, b, 0);
}

export function stackHeight(children: readonly Box[], frame: Frame): Pt {
  const { top, bottom } = insets(frame);
  const content = children.reduce((sum, child, i) => sum + child.height + (i === 0 ? 0 : gapBetween(children[i - 1]!, child)), 0);
  return Math.max(content + top + bottom, frame.minHeight);
}

export const stack = (children: readonly Box[], frame: Frame): StackBox => ({
  ...frame,
  kind: "stack",
  children,
  height: stackHeight(children, frame),
});

/** Whether a page may end after `box` as far as the box itself is concerned; a container speaks for its last child. */
export function keepsWithNext(box: Box): boolean {
  if (box.breakAfter === "avoid") return true;
  if (box.kind === "row") return box.cells.length > 0 && box.cells.every((cell) => keepsWithNext(cell.box));
  const last = box.kind === "stack" ? box.children.at(-1) : undefined;
  return last !== undefined && keepsWithNext(last);
}

export function keepsWithPrevious(box: Box): boolean {
  if (box.breakBefore === "avoid") return true;
  const first = box.kind === "stack" ? box.children[0] : undefined;
  return first !== undefined && keepsWithPrevious(first);
}

export function startsPage(box: Box): boolean {
  if (box.breakBefore === "page") return true;
  const first = box.kind === "stack" ? box.children[0] : undefined;
  return first !== undefined && startsPage(first);
}

export function endsPage(box: Box): boolean {
  if (box.breakAfter === "page") return true;
  const last = box.kind === "stack" ? box.children.at(-1) : undefined;
  return last !== undefined && endsPage(last);
}
