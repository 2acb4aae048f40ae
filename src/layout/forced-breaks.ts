import { rememberEach } from "../remember.ts";
import { endsPage, rowBox, stack, startsPage, tableBox, type Box, type RowBox, type StackBox, type TableBox } from "./box.ts";
import { cutFrame } from "./cut.ts";
import { itemsOf } from "./flow.ts";
import { groupThatGoesOn } from "./split-table.ts";

/** Cuts `box` wherever a page break was asked for, however deep inside; each part begins a page. */
export function cutAtForcedBreaks(box: Box): readonly Box[] {
  if (!holdsBreak(box)) return [box];
  switch (box.kind) {
    case "lines":
    case "drawing":
    // Columns were cut when they were built, for they are balanced between breaks.
    case "columns":
      return [box];
    case "stack":
      return cutStackAtBreaks(box);
    case "row":
      return cutRow(box);
    case "table":
      return cutTableAtBreaks(box);
  }
}

/** Whether a page break was asked for anywhere in it: boxes that documents share are looked through once. */
const holdsBreak: (box: Box) => boolean = rememberEach(
  (box) => box.breakBefore === "page" || box.breakAfter === "page" || boxesIn(box).some(holdsBreak),
);

function boxesIn(box: Box): readonly Box[] {
  switch (box.kind) {
    case "lines":
    case "drawing":
      return [];
    case "stack":
      return itemsOf(box.children);
    case "columns":
      return [box.content];
    case "row":
      return box.cells.map((cell) => cell.box);
    case "table":
      return itemsOf(box.rows);
  }
}

/** The same for what flows through columns. */
export function cutStackAtBreaks(box: StackBox): readonly StackBox[] {
  if (!holdsBreak(box)) return [box];
  const children = itemsOf(box.children);
  const parts = groups(children.map(cutAtForcedBreaks));
  if (parts.length === 1) return [box];
  return parts.map((part, i) => stack(part, partFrame(box, i, parts.length)));
}

/** Pieces of boxes in order → what stands on one page together: a new group at each piece that begins a page. */
function groups<T extends Box>(pieces: readonly (readonly T[])[]): T[][] {
  const all: T[][] = [[]];
  for (const parts of pieces) {
    for (const [i, part] of parts.entries()) {
      const last = all.at(-1)!;
      const previous = last.at(-1);
      if (previous && (i > 0 || startsPage(part) || endsPage(previous))) all.push([part]);
      else last.push(part);
    }
  }
  return all;
}

/** The frame of part `i` of `count`: cut above unless it is the first, below unless it is the last. */
function partFrame<F extends Box>(box: F, i: number, count: number): F {
  const below = i === 0 ? box : cutFrame(box).below;
  return i === count - 1 ? below : cutFrame(below).above;
}

/** Cells side by side are cut each at its own breaks, and go on together. */
function cutRow(box: RowBox): readonly RowBox[] {
  const parts = box.cells.map((cell) => cutAtForcedBreaks(cell.box));
  const count = Math.max(1, ...parts.map((part) => part.length));
  if (count === 1) return [box];
  return Array.from({ length: count }, (_, i) =>
    rowBox(
      partFrame(box, i, count),
      box.cells.map((cell, c) => ({ ...cell, box: parts[c]![i] ?? stack([], partFrame(cell.box, i, count)) })),
    ),
  );
}

function cutTableAtBreaks(box: TableBox): readonly TableBox[] {
  const parts = groups(itemsOf(box.rows).map(cutRow));
  if (parts.length === 1) return [box];
  let group = box.group;
  return parts.map((rows, i) => {
    if (i > 0) group = groupThatGoesOn(group, parts[i - 1]!, rows[0]);
    const caption = i === 0 ? box.caption : null;
    return tableBox({ ...partFrame(box, i, parts.length), rows, caption, group, headRepeated: box.headRepeated || i > 0 });
  });
}
