import type { Pt } from "../units.ts";
import { insets, isVoid, keepsWithNext, plainFrame, repeatedRows, stack, tableBox, topOfRows, type Box, type ColumnsBox } from "./box.ts";
import type { LinesBox, RowBox, StackBox, TableBox } from "./box.ts";
import { balanceColumns, splitColumns } from "./columns.ts";
import { cutFrame, fits, type Parts } from "./cut.ts";
import { countOf, gapBetween, itemAt, itemsOf } from "./flow.ts";
import { endCell, splitBox, splitLines, splitRow } from "./split-box.ts";
import { cutStack } from "./split-stack.ts";
import { cutTable, firstRows } from "./split-table.ts";

interface Need {
  readonly available: Pt;
  /** Nothing stands above on this page: something must be taken, or the document would never end. */
  readonly alone: boolean;
}

/**
 * Cuts a box of which nothing that may be cut fits an empty page. Break rules give way one box at a time, from the outside
 * in, and only where the page ends; null if nothing can be cut at all.
 */
export function forceSplit(box: Box, need: Need): Parts | null {
  switch (box.kind) {
    case "drawing":
      return null;
    case "lines":
      return forceLines(box, need);
    case "stack":
      return forceStack(box, need);
    case "row":
      return forceRow(box, need);
    case "columns":
      return forceColumns(box, need);
    case "table":
      return forceTable(box, need);
  }
}

/** A line that is higher than the page is taken nevertheless. */
function forceLines(box: LinesBox, { available, alone }: Need): Parts | null {
  const loose = { ...box, orphans: 1, widows: 1 };
  const first = alone && countOf(box.lines) > 1 ? itemAt(box.lines, 0)! : null;
  return splitLines(loose, available) ?? (first && splitLines(loose, insets(box).top + first.height));
}

/** First without the rule that keeps it whole, then by force inside the child that crosses the page's end, then before it. */
function forceStack(box: StackBox, { available, alone }: Need): Parts | null {
  const allowed = box.breakInside === "avoid" ? splitBox({ ...box, breakInside: "auto" }, available) : null;
  if (allowed) return allowed;
  const { index, top } = crossing(box, available);
  const child = itemAt(box.children, index);
  if (!child) return null;
  const above = Array.from({ length: index }, (_, i) => itemAt(box.children, i)!);
  const room = { available: available - top, alone: alone && index === 0 };
  const inner = splitBox(child, room.available) ?? forceSplit(child, room);
  if (inner) return cutStack(box, { above: [...above, inner.head], leading: [inner.tail], next: index + 1 });
  if (index > 0) return cutStack(box, { above, leading: [], next: index });
  return alone && countOf(box.children) > 1 ? cutStack(box, { above: [child], leading: [], next: 1 }) : null;
}

/** The first child that does not fit, and where it would begin. */
function crossing(box: StackBox, available: Pt): { index: number; top: Pt } {
  let y = insets(box).top;
  let previous: Box | undefined;
  const count = countOf(box.children);
  for (let index = 0; index < count; index++) {
    const child = itemAt(box.children, index)!;
    const top = y + (previous ? gapBetween(previous, child) : 0);
    const bottom = index === count - 1 ? insets(box).bottom : 0;
    if (!fits(top + child.height + bottom, available)) return { index, top };
    y = top + child.height;
    previous = child;
  }
  return { index: count, top: y };
}

function forceRow(box: RowBox, need: Need): Parts | null {
  const parts = splitRow(box, need.available, (cell, available) => {
    const inner = splitBox(cell, available) ?? forceSplit(cell, { ...need, available });
    return inner ?? (need.alone ? endCell(cell) : null);
  });
  return parts && !isVoid(parts.tail) ? parts : null;
}

function forceColumns(box: ColumnsBox, { available, alone }: Need): Parts | null {
  const force = (content: Box, height: Pt) => splitBox(content, height) ?? forceSplit(content, { available: height, alone });
  const parts = splitColumns({ ...box, breakInside: "auto" }, available, force);
  if (parts?.tail.kind !== "columns") return parts;
  // Only what ends this page is forced.
  const { content, columnCount: count, columnWidth, columnGap, limit } = parts.tail;
  return { ...parts, tail: balanceColumns(content, { frame: parts.tail, count, columnWidth, columnGap, limit }, splitBox) };
}

/**
 * After the last row that fits. Where none does, a repeated head makes room, then the row is cut, then the head goes on like
 * the rows and is not repeated.
 */
function forceTable(box: TableBox, { available, alone }: Need): Parts | null {
  const { count, top } = rowsThatFit(box, available);
  const place = lastPlace(box, count);
  if (place > 0) return cutTable(box, { above: firstRows(box, place), leading: [], next: place });
  const next = itemAt(box.rows, count);
  const freed = count === 0 && box.headRepeated ? withoutHead(box, available) : null;
  if (freed || !next) return freed;
  const unfolded = alone && count === 0 ? unfold(box) : null;
  // A row that fits a page by itself stays whole, even if the head must stand on the page before.
  if (unfolded && fits(next.height, available)) return forceSplit(unfolded, { available, alone });
  const inner = forceRow(next, { available: available - top, alone: alone && count === 0 && !unfolded });
  if (inner)
    return cutTable(box, { above: [...firstRows(box, count), inner.head as RowBox], leading: [inner.tail as RowBox], next: count + 1 });
  if (unfolded) return forceSplit(unfolded, { available, alone });
  const taken = count === 0 && alone && countOf(box.rows) > 1 ? 1 : count;
  return taken > 0 ? cutTable(box, { above: firstRows(box, taken), leading: [], next: taken }) : null;
}

/** A page without the repeated head, if that lets whole rows stand on it. */
function withoutHead(box: TableBox, available: Pt): Parts | null {
  const bare = tableBox({ ...box, head: [], group: null });
  const place = lastPlace(bare, rowsThatFit(bare, available).count);
  if (place === 0) return null;
  const above = firstRows(box, place);
  const { tail } = cutTable(box, { above, leading: [], next: place });
  return { head: tableBox({ ...cutFrame(bare).above, rows: above }), tail };
}

function rowsThatFit(box: TableBox, available: Pt): { count: number; top: Pt } {
  let [count, top] = [0, topOfRows(box)];
  for (let row = itemAt(box.rows, 0); row && fits(top + row.height, available); row = itemAt(box.rows, ++count)) top += row.height;
  return { count, top };
}

/** The last place between the first `count` rows and what follows that parts no row from the one it belongs to. */
function lastPlace({ rows }: TableBox, count: number): number {
  let place = Math.min(count, countOf(rows) - 1);
  while (place > 0 && keepsWithNext(itemAt(rows, place - 1)!)) place--;
  return place;
}

/** A table with its caption and head as boxes like the others; null if it has none. */
function unfold(box: TableBox): Box | null {
  if (!box.caption && repeatedRows(box).length === 0) return null;
  const rows = [...(box.headRepeated ? [] : box.head), ...itemsOf(box.rows)];
  const table = tableBox({ ...box, ...plainFrame(box.width), caption: null, head: [], group: null, rows });
  return stack([...(box.caption ? [box.caption] : []), table], box);
}
