import { rememberEach } from "../remember.ts";
import type { Pt } from "../units.ts";
import { insets, linesBox, rowBox, stack, type Box, type LinesBox, type RowBox } from "./box.ts";
import { splitColumns } from "./columns.ts";
import { cutFrame, fits, type Parts } from "./cut.ts";
import { countOf, itemAt, replaceTop } from "./flow.ts";
import { splitStack } from "./split-stack.ts";
import { splitTable } from "./split-table.ts";

/** Cuts `box` so that the head is at most `available` high; null if no allowed cut leaves anything above it. */
export function splitBox(box: Box, available: Pt): Parts | null {
  if (box.breakInside === "avoid") return null;
  const cuts = cutsOf(box);
  const known = cuts.find((one) => one.available === available);
  if (known) return known.parts;
  const parts = splitAnew(box, available);
  cuts.unshift({ available, parts });
  cuts.splice(mostCuts);
  return parts;
}

/** Editions that have a box have it cut at the same height, mostly; the parts are the very same ones then, as all that is made of them. */
const cutsOf = rememberEach<Box, { available: Pt; parts: Parts | null }[]>(() => []);
const mostCuts = 3;

function splitAnew(box: Box, available: Pt): Parts | null {
  switch (box.kind) {
    case "lines":
      return splitLines(box, available);
    case "stack":
      return splitStack(box, available, splitBox);
    case "row":
      return splitRow(box, available, splitBox);
    case "columns":
      return splitColumns(box, available, splitBox);
    case "table":
      return splitTable(box, available);
    case "drawing":
      return null;
  }
}

/** As many lines as fit, with at least `orphans` of them above the cut and `widows` below it. */
export function splitLines(box: LinesBox, available: Pt): Parts | null {
  const { lines, orphans, widows } = box;
  const total = countOf(lines);
  let [count, used] = [0, insets(box).top];
  while (count < total && fits(used + itemAt(lines, count)!.height, available)) used += itemAt(lines, count++)!.height;
  count = Math.min(count, total - widows);
  if (count < orphans || count < 1) return null;
  const { above, below } = cutFrame(box);
  const taken = Array.from({ length: count }, (_, i) => itemAt(lines, i)!);
  return { head: linesBox(above, taken, box), tail: linesBox(below, replaceTop(lines, count, []), box) };
}

/** Cells go on side by side: each is cut at the same height, or has ended above it. */
export function splitRow(box: RowBox, available: Pt, split: (cell: Box, room: Pt) => Parts | null): Parts | null {
  const room = available - insets(box).top;
  if (box.cells.every((cell) => fits(cell.box.height, room))) return null;
  const parts = box.cells.map(({ x, box: cell, align }) => {
    const inner = fits(cell.height, room) ? endCell(cell) : split(cell, room);
    return inner && { x, align, ...inner };
  });
  const whole = parts.filter((part) => part !== null);
  if (whole.length < parts.length) return null;
  const { above, below } = cutFrame(box);
  const side = (frame: typeof above, which: keyof Parts) =>
    rowBox(
      frame,
      whole.map(({ x, align, ...inner }) => ({ x, align, box: inner[which] })),
    );
  return { head: side(above, "head"), tail: side(below, "tail") };
}

/** A cell that ends above the cut: below it only its background and borders go on. */
export function endCell(cell: Box): Parts {
  const { above, below } = cutFrame(cell);
  return { head: { ...cell, border: above.border }, tail: stack([], { ...below, padding: { ...below.padding, bottom: 0 } }) };
}
