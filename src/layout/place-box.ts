import type { PathItem, PathSegment, Rectangle, TextItem } from "../graphics.ts";
import type { Pt } from "../units.ts";
import {
  chipExtent,
  insets,
  repeatedRows,
  type Box,
  type ColumnsBox,
  type DrawingBox,
  type Frame,
  type Line,
  type LineRun,
  type LinesBox,
  type Owner,
  type RowBox,
  type StackBox,
  type TableBox,
} from "./box.ts";
import { gapBetween, itemsOf } from "./flow.ts";
import type { PageItem, PlacedValue, Tag } from "./page.ts";
import { numberOf, placeAgain } from "./placed-again.ts";
import { headingDestination } from "./structure.ts";
import { pointTargets } from "./value-boxes.ts";

/** What placing a box leaves behind on a page. */
export interface Placing {
  readonly items: PageItem[];
  readonly values: PlacedValue[];
  readonly columns: Rectangle[];
  /** Sections that begin here, for the running head. */
  readonly sections: { readonly title: string; readonly y: Pt }[];
  readonly figureBoxes: Map<number, { x: Pt; y: Pt; width: Pt; height: Pt }>;
  /** The number of a structure element, by the node that it stands for. */
  readonly elementOf: ReadonlyMap<Owner, number>;
  /** The numbers that were asked for: what is placed depends on them. */
  readonly asked: { readonly owner: Owner; readonly number: number }[];
  /** All that is placed is decoration: a running head or foot, or a repeated table head. */
  readonly artifact: Extract<Tag, { artifact: unknown }> | null;
}

export interface Spot {
  readonly x: Pt;
  readonly y: Pt;
  /** The height of the row the box stands in; its background and borders reach that far. */
  readonly stretch?: Pt;
}

const background: Tag = { artifact: "Background" };
const layout: Tag = { artifact: "Layout" };

function elementOf(owner: Owner, into: Placing): number {
  const number = numberOf(owner, into);
  into.asked.push({ owner, number });
  return number;
}

const nameOf = (anchor: Frame["anchors"][number], into: Placing): string =>
  typeof anchor === "string" ? anchor : headingDestination(elementOf(anchor, into));

/** Puts `box` with its top left corner at (x, y). */
export const placeBox = (box: Box, spot: Spot, into: Placing): void => placeAgain(box, spot, into, () => placeAnew(box, spot, into));

function placeAnew(box: Box, { x, y, stretch }: Spot, into: Placing): void {
  const left = x + box.marginLeft;
  const height = Math.max(box.height, stretch ?? 0);
  if (box.section) into.sections.push({ title: box.section, y });
  for (const anchor of box.anchors) {
    if (!into.artifact) into.items.push({ kind: "destination", name: nameOf(anchor, into), x: left, y, tag: layout });
  }
  if (isDrawn(box)) placeFrame(box, { x: left, y, height }, into);
  const { padding, border } = box;
  const inner = { x: left + padding.left + (border.left?.width ?? 0), y: y + padding.top + (border.top?.width ?? 0) };
  switch (box.kind) {
    case "lines":
      return placeLines(box, inner, into);
    case "stack":
      return placeStack(box, inner, into);
    case "row":
      return placeRow(box, { ...inner, height }, into);
    case "columns":
      return placeColumns(box, inner, into);
    case "table":
      return placeTable(box, inner, into);
    case "drawing":
      return placeDrawing(box, inner, into);
  }
}

const isDrawn = ({ backgroundColor, border }: Frame): boolean =>
  backgroundColor !== null || border.top !== null || border.right !== null || border.bottom !== null || border.left !== null;

/** Background first, then borders as filled bars, so that hairlines keep their width at every zoom. */
function placeFrame(frame: Frame, { x, y, height }: { x: Pt; y: Pt; height: Pt }, { items, artifact }: Placing): void {
  const { width, backgroundColor, border, borderRadius } = frame;
  if (backgroundColor)
    items.push({ ...fillRectangle({ x, y, width, height }, backgroundColor, borderRadius), tag: artifact ?? background });
  const bar = (rectangle: Rectangle, color: string) => items.push({ ...fillRectangle(rectangle, color, 0), tag: artifact ?? layout });
  const { top, right, bottom, left } = border;
  if (top && top.width > 0) bar({ x, y, width, height: top.width }, top.color);
  if (bottom && bottom.width > 0) bar({ x, y: y + height - bottom.width, width, height: bottom.width }, bottom.color);
  if (left && left.width > 0) bar({ x, y, width: left.width, height }, left.color);
  if (right && right.width > 0) bar({ x: x + width - right.width, y, width: right.width, height }, right.color);
}

/** Bézier distance for a quarter circle of radius 1. */
const kappa = 0.5523;

export function rectanglePath({ x, y, width, height }: Rectangle, radius: Pt): PathSegment[] {
  const [right, bottom] = [x + width, y + height];
  const r = Math.min(radius, width / 2, height / 2);
  if (r <= 0) return [["M", x, y], ["L", right, y], ["L", right, bottom], ["L", x, bottom], ["Z"]];
  const k = r * (1 - kappa);
  return [
    ["M", x + r, y],
    ["L", right - r, y],
    ["C", right - k, y, right, y + k, right, y + r],
    ["L", right, bottom - r],
    ["C", right, bottom - k, right - k, bottom, right - r, bottom],
    ["L", x + r, bottom],
    ["C", x + k, bottom, x, bottom - k, x, bottom - r],
    ["L", x, y + r],
    ["C", x, y + k, x + k, y, x + r, y],
    ["Z"],
  ];
}

const fillRectangle = (rectangle: Rectangle, fill: string, radius: Pt): PathItem => ({
  kind: "path",
  segments: rectanglePath(rectangle, radius),
  fill,
});

function placeLines(box: LinesBox, { x, y }: Spot, into: Placing): void {
  let top = y;
  for (const line of itemsOf(box.lines)) {
    placeLine(line, { x, y: top }, into);
    top += line.height;
  }
}

function placeLine(line: Line, { x, y }: Spot, into: Placing): void {
  const baseline = y + line.baseline;
  for (const value of line.values) into.values.push({ ...value, kind: "text", x: x + value.x, y: y + value.y });
  for (const run of line.runs) {
    const tag: Tag = into.artifact ?? { element: elementOf(run.owner, into) };
    const left = x + run.x;
    if (run.anchor && !into.artifact) into.items.push({ kind: "destination", name: run.anchor, x: left, y, tag: layout });
    if (run.chip) placeChip(run, { x: left, y: baseline }, into);
    const start = left + (run.chip?.padding.left ?? 0);
    const { text, font, size, color, letterSpacing } = run;
    const item = { kind: "text", x: start, y: baseline - run.rise, text, font, size, color, tag } as const;
    // Most have neither.
    if (letterSpacing === 0 && !run.tabular) into.items.push(item);
    else into.items.push({ ...item, ...(letterSpacing !== 0 && { letterSpacing }), ...(run.tabular && { tabular: true }) });
    if (run.underline) into.items.push({ ...underline(run, left, baseline), tag: into.artifact ?? layout });
    if (run.link && run.width > 0 && !into.artifact) placeLink(run, { x: left, y, width: run.width, height: line.height }, into);
  }
}

function underline(run: LineRun, x: Pt, baseline: Pt): PathItem {
  const thickness = run.size * 0.05;
  return fillRectangle({ x, y: baseline - run.rise + run.size * 0.13, width: run.width, height: thickness }, run.color, 0);
}

function placeLink(run: LineRun, rectangle: Rectangle, into: Placing): void {
  const { owner, href, contents } = run.link!;
  const target = href.startsWith("#") ? { destination: href.slice(1) } : { url: href };
  into.items.push({ kind: "link", ...rectangle, target, contents, tag: { element: elementOf(owner, into) } });
}

function placeChip(run: LineRun, { x, y }: Spot, { items, artifact }: Placing): void {
  const { border, borderRadius, backgroundColor } = run.chip!;
  const { above, below } = chipExtent(run.chip!, run.size);
  const rectangle = { x, y: y - above, width: run.width, height: above + below };
  const path: PathItem = {
    kind: "path",
    segments: rectanglePath(rectangle, borderRadius),
    ...(backgroundColor && { fill: backgroundColor }),
    ...(border && { stroke: { color: border.color, width: border.width } }),
  };
  items.push({ ...path, tag: artifact ?? background });
}

function placeStack(box: StackBox, { x, y }: Spot, into: Placing): void {
  let top = y;
  let previous: Box | undefined;
  for (const child of itemsOf(box.children)) {
    if (previous) top += gapBetween(previous, child);
    placeBox(child, { x, y: top }, into);
    top += child.height;
    previous = child;
  }
}

function placeRow(box: RowBox, { x, y, height }: Spot & { height: Pt }, into: Placing): void {
  const { top, bottom } = insets(box);
  const inner = height - top - bottom;
  for (const cell of box.cells) {
    if (box.grid) into.columns.push({ x: x + cell.x, y, width: cell.box.marginLeft + cell.box.width, height: inner });
    const slack = inner - cell.box.height;
    const shift = cell.align === "middle" ? slack / 2 : cell.align === "bottom" ? slack : 0;
    const spot = shift > 0 ? { x: x + cell.x, y: y + shift } : { x: x + cell.x, y, stretch: inner };
    placeBox(cell.box, spot, into);
  }
}

function placeColumns(box: ColumnsBox, { x, y }: Spot, into: Placing): void {
  const height = Math.max(...box.columns.map((column) => column.height), 0);
  for (const [i, column] of box.columns.entries()) {
    const left = x + i * (box.columnWidth + box.columnGap);
    into.columns.push({ x: left, y, width: box.columnWidth, height });
    placeBox(column, { x: left, y }, into);
  }
}

function placeTable(box: TableBox, { x, y }: Spot, into: Placing): void {
  let top = y;
  if (box.caption) {
    placeBox(box.caption, { x, y: top }, into);
    top += box.caption.height + box.caption.marginBottom;
  }
  // ISO 14289-1 7.5 and 14.8.2.2: a head shown again on the next page is an artifact.
  const head: Placing = box.headRepeated ? { ...into, artifact: into.artifact ?? { artifact: "Pagination" } } : into;
  for (const row of repeatedRows(box)) {
    placeBox(row, { x, y: top }, head);
    top += row.height;
  }
  for (const row of itemsOf(box.rows)) {
    placeBox(row, { x, y: top }, into);
    top += row.height;
  }
}

function placeDrawing(box: DrawingBox, { x, y }: Spot, into: Placing): void {
  const element = elementOf(box.owner, into);
  const tag: Tag = into.artifact ?? { element };
  for (const item of box.drawing.items) into.items.push({ ...moved(item, x, y), tag });
  const points = (box.drawing.points ?? []).map((point) => ({ ...point, x: point.x + x, y: point.y + y }));
  for (const target of pointTargets(points)) into.values.push({ ...target, kind: "point" });
  // Shown again in the repeated head of a table it is no figure.
  if (!into.artifact) into.figureBoxes.set(element, { x, y, width: box.drawing.width, height: box.drawing.height });
}

function moved(item: PathItem | TextItem, x: Pt, y: Pt): PathItem | TextItem {
  if (item.kind === "text") return { ...item, x: item.x + x, y: item.y + y };
  const shift = (segments: readonly PathSegment[]) => segments.map((segment) => movedSegment(segment, x, y));
  return { ...item, segments: shift(item.segments), ...(item.clip && { clip: shift(item.clip) }) };
}

function movedSegment(segment: PathSegment, x: Pt, y: Pt): PathSegment {
  switch (segment[0]) {
    case "Z":
      return segment;
    case "C":
      return ["C", segment[1] + x, segment[2] + y, segment[3] + x, segment[4] + y, segment[5] + x, segment[6] + y];
    default:
      return [segment[0], segment[1] + x, segment[2] + y];
  }
}
