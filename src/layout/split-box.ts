import type { Pt } from "../units.ts";
import {
  endsPage,
  gapBetween,
  insets,
  keepsWithNext,
  keepsWithPrevious,
  plainFrame,
  stack,
  startsPage,
  type Box,
  type ColumnsBox,
  type Frame,
  type LinesBox,
  type RowBox,
  type StackBox,
  type TableBox,
} from "./box.ts";
import { balanceColumns, columnsBox, fillColumns, type ColumnsShape } from "./columns.ts";
import { rowBox } from "./frame.ts";

/** A box cut in two: what fits in the height that was left, and what goes on after it. */
export interface Parts {
  readonly head: Box;
  readonly tail: Box;
}

/** Rounding must not push out what fits exactly. */
const tolerance = 0.01;
export const fits = (height: Pt, available: Pt): boolean => height <= available + tolerance;

/** Cuts `box` so that the head is at most `available` high; null if no allowed cut leaves anything above it. */
export function splitBox(box: Box, available: Pt): Parts | null {
  if (box.breakInside === "avoid") return null;
  switch (box.kind) {
    case "lines":
      return splitLines(box, available);
    case "stack":
      return splitStack(box, available);
    case "row":
      return splitRow(box, available);
    case "columns":
      return splitColumns(box, available);
    case "table":
      return splitTable(box, available);
    case "drawing":
      return null;
  }
}

/** The frames of the two parts: no margin, padding or border at the cut (CSS Fragmentation 3, 5.4: slice). */
function cutFrame<F extends Frame>(box: F): { above: F; below: F } {
  const { padding, border } = box;
  return {
    above: {
      ...box,
      padding: { ...padding, bottom: 0 },
      border: { ...border, bottom: null },
      marginBottom: 0,
      minHeight: 0,
      breakAfter: "auto",
    },
    below: {
      ...box,
      padding: { ...padding, top: 0 },
      border: { ...border, top: null },
      marginTop: 0,
      minHeight: 0,
      breakBefore: "auto",
      anchors: [],
      section: null,
    },
  };
}

function splitLines(box: LinesBox, available: Pt): Parts | null {
  const { lines, orphans, widows } = box;
  let [count, used] = [0, insets(box).top];
  while (count < lines.length && fits(used + lines[count]!.height, available)) used += lines[count++]!.height;
  count = Math.min(count, lines.length - widows);
  if (count < orphans || count < 1) return null;
  const { above, below } = cutFrame(box);
  const part = (frame: Frame, some: LinesBox["lines"]): LinesBox => ({ ...linesBoxOf(frame, some), orphans, widows });
  return { head: part(above, lines.slice(0, count)), tail: part(below, lines.slice(count)) };
}

function linesBoxOf(frame: Frame, lines: LinesBox["lines"]): Omit<LinesBox, "orphans" | "widows"> {
  const { top, bottom } = insets(frame);
  return { ...frame, kind: "lines", lines, height: lines.reduce((sum, line) => sum + line.height, 0) + top + bottom };
}

/** The last place before the overflow where a cut is allowed, trying first to cut the child that crosses the edge. */
function splitStack(box: StackBox, available: Pt): Parts | null {
  const { children } = box;
  const { above, below } = cutFrame(box);
  const cut = (heads: readonly Box[], tails: readonly Box[]): Parts => ({ head: stack(heads, above), tail: stack(tails, below) });
  let [y, lastBreak] = [insets(box).top, 0];
  for (let i = 0; i < children.length; i++) {
    const child = children[i]!;
    const previous = children[i - 1];
    const gap = previous ? gapBetween(previous, child) : 0;
    if (previous && mayBreakBetween(previous, child)) lastBreak = i;
    if (previous && (startsPage(child) || endsPage(previous))) return cut(children.slice(0, i), children.slice(i));
    const bottom = i === children.length - 1 ? insets(box).bottom : 0;
    if (fits(y + gap + child.height + bottom, available)) {
      y += gap + child.height;
      continue;
    }
    const inner = splitBox(child, available - y - gap);
    if (child.floats && (!previous || !keepsWithNext(previous))) {
      const moved = goOnWithout(children.slice(i + 1), available - y - (previous?.marginBottom ?? 0));
      if (moved) return cut([...children.slice(0, i), ...moved.above], [child, ...moved.below]);
    }
    if (inner) return cut([...children.slice(0, i), inner.head], [inner.tail, ...children.slice(i + 1)]);
    return lastBreak > 0 ? cut(children.slice(0, lastBreak), children.slice(lastBreak)) : null;
  }
  return null;
}

/** The blocks after a figure that has moved on: as many as fill the place it left. */
function goOnWithout(blocks: readonly Box[], room: Pt): { above: readonly Box[]; below: readonly Box[] } | null {
  const [first] = blocks;
  if (!first || first.floats) return null;
  const rest = stack(blocks, plainFrame(first.width));
  if (fits(rest.height, room)) return { above: blocks, below: [] };
  const parts = splitStack(rest, room);
  if (parts?.head.kind !== "stack" || parts.tail.kind !== "stack") return null;
  return { above: parts.head.children, below: parts.tail.children };
}

const mayBreakBetween = (above: Box, below: Box): boolean => !keepsWithNext(above) && !keepsWithPrevious(below);

/** Cells go on side by side: each is cut at the same height, or has ended above it. */
function splitRow(box: RowBox, available: Pt): Parts | null {
  const room = available - insets(box).top;
  const parts = box.cells.map(({ x, box: cell, align }) => {
    if (fits(cell.height, room)) return { x, align, head: cell, tail: stack([], { ...cell, minHeight: 0, section: null, anchors: [] }) };
    const inner = splitBox(cell, room);
    return inner && { x, align, ...inner };
  });
  const whole = parts.filter((part) => part !== null);
  if (whole.length < parts.length || whole.length === 0) return null;
  const { above, below } = cutFrame(box);
  return {
    head: rowBox(
      above,
      whole.map(({ x, align, head }) => ({ x, align, box: head })),
    ),
    tail: rowBox(
      below,
      whole.map(({ x, align, tail }) => ({ x, align, box: tail })),
    ),
  };
}

function splitColumns(box: ColumnsBox, available: Pt): Parts | null {
  const { above, below } = cutFrame(box);
  const { content, columnWidth, columnGap } = box;
  const count = box.columnCount;
  const { columns, rest } = fillColumns(content, { count, height: available - insets(box).top, split: splitBox });
  // A rest of nothing would be a box that fits, which is never cut; too few columns would leave a hole.
  if (!rest || columns.length < count) return null;
  const shape = { count, columnWidth, columnGap };
  const taken = stack(
    columns.flatMap((column) => column.children),
    content,
  );
  return { head: columnsBox(taken, columns, { ...shape, frame: above }), tail: rebalance(rest, { ...shape, frame: below }) };
}

const rebalance = (rest: StackBox, shape: ColumnsShape): ColumnsBox => balanceColumns(rest, shape, splitBox);

/** Between rows only, unless a single row is taller than the page; the head is repeated. */
function splitTable(box: TableBox, available: Pt): Parts | null {
  const headHeight = repeatedRows(box).reduce((sum, row) => sum + row.height, 0);
  let y = insets(box).top + (box.caption ? box.caption.height + box.caption.marginBottom : 0) + headHeight;
  let lastBreak = 0;
  for (let i = 0; i < box.rows.length; i++) {
    const row = box.rows[i]!;
    if (rowsMayPart(box, i)) lastBreak = i;
    if (fits(y + row.height, available)) {
      y += row.height;
      continue;
    }
    if (lastBreak > 0) return cutTable(box, box.rows.slice(0, lastBreak), box.rows.slice(lastBreak));
    const inner = box.rowsTogether === 0 ? splitRow(row, available - y) : null;
    return inner && cutTable(box, [inner.head as RowBox], [inner.tail as RowBox, ...box.rows.slice(1)]);
  }
  return null;
}

/** A cut before row `i` leaves at least two rows on both sides, as lines of a paragraph do. */
function rowsMayPart({ rows, rowsTogether }: TableBox, i: number): boolean {
  const [above, below] = [rows[i - 1], rows[i]];
  if (above === undefined || below === undefined) return false;
  return mayBreakBetween(above, below) && i >= rowsTogether && rows.length - i >= rowsTogether;
}

function cutTable(box: TableBox, heads: readonly RowBox[], tails: readonly RowBox[]): Parts {
  const { above, below } = cutFrame(box);
  const tail = tableBox({ ...below, rows: tails, caption: null, headRepeated: true, group: groupThatGoesOn(box, heads, tails) });
  return { head: tableBox({ ...above, rows: heads }), tail };
}

/** The last row that belongs to those after it, if these go on below the cut. */
function groupThatGoesOn({ group }: TableBox, heads: readonly RowBox[], tails: readonly RowBox[]): RowBox | null {
  if (tails[0] && keepsWithNext(tails[0])) return null;
  return heads.findLast(keepsWithNext) ?? group;
}

/** The head, and the heading of a group that goes on. */
export const repeatedRows = ({ head, group }: Pick<TableBox, "head" | "group">): readonly RowBox[] => (group ? [...head, group] : head);

/** A table with its height made anew. */
export function tableBox(box: Omit<TableBox, "height">): TableBox {
  const { top, bottom } = insets(box);
  const caption = box.caption ? box.caption.height + box.caption.marginBottom : 0;
  const rows = [...repeatedRows(box), ...box.rows].reduce((sum, row) => sum + row.height, 0);
  return { ...box, height: top + caption + rows + bottom };
}
