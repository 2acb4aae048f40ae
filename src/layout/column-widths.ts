import type { Block, Cell, Table } from "../document/document.ts";
import type { Pt } from "../units.ts";
import { insets } from "./box.ts";
import type { DecimalColumn } from "./decimal-alignment.ts";
import { intrinsicWidths } from "./fill-lines.ts";
import { resolveExtent, type BoxContext } from "./frame.ts";
import { rememberMeasured } from "./remembered.ts";
import { paragraphSpans } from "./spans.ts";

interface Widths {
  readonly min: Pt;
  readonly max: Pt;
}

/** Fixed columns first; the others share what is left between their narrowest and widest (CSS 2.2, 17.5.2.2). */
export function columnWidths(
  table: Table,
  whole: Pt,
  { decimals, context }: { decimals: readonly DecimalColumn[]; context: BoxContext },
): Pt[] {
  const fixed: (Pt | undefined)[] = Array.from({ length: table.columns });
  // The longest integer part and the longest fraction of a column may stand in different rows.
  const flexible: Widths[] = decimals.map(({ before, after, around }) => ({ min: before + after + around, max: before + after + around }));
  const spanning: { from: number; to: number; min: Pt }[] = [];
  for (const row of [...table.head, ...table.body]) {
    let column = 0;
    for (const cell of row.cells) {
      const next = column + cell.columnSpan;
      const widths = cellWidths(cell, context);
      if (cell.columnSpan > 1) spanning.push({ from: column, to: next, min: widths.min });
      else if (cell.style.width) fixed[column] ??= resolveExtent(cell.style.width, whole);
      else flexible[column] = widest(flexible[column]!, widths);
      column = next;
    }
  }
  for (const cell of spanning) widen(flexible, fixed, cell);
  return distribute(fixed, flexible, whole);
}

const widest = (a: Widths, b: Widths): Widths => ({ min: Math.max(a.min, b.min), max: Math.max(a.max, b.max) });

/** Makes the columns that a cell spans wide enough for its longest word. */
function widen(flexible: Widths[], fixed: readonly (Pt | undefined)[], { from, to, min }: { from: number; to: number; min: Pt }): void {
  const columns = Array.from({ length: to - from }, (_, i) => from + i);
  const open = columns.filter((i) => fixed[i] === undefined);
  const lacking = min - columns.reduce((sum, i) => sum + (fixed[i] ?? flexible[i]!.min), 0);
  if (lacking <= 0) return;
  for (const i of open) {
    const wider = flexible[i]!.min + lacking / open.length;
    flexible[i] = widest(flexible[i]!, { min: wider, max: wider });
  }
}

/** Columns that together are as wide as the table, whatever is asked for. */
function distribute(fixed: readonly (Pt | undefined)[], flexible: readonly Widths[], whole: Pt): Pt[] {
  const open = flexible.filter((_, i) => fixed[i] === undefined);
  const sum = (key: keyof Widths) => open.reduce((total, one) => total + one[key], 0);
  const [min, max] = [sum("min"), sum("max")];
  const asked = fixed.reduce((total: number, width) => total + (width ?? 0), 0);
  // Fixed columns may not take the share of the others.
  const taken = Math.min(asked, whole - Math.min(min, (whole * open.length) / Math.max(fixed.length, 1)));
  const room = whole - taken;
  const shares =
    min > room
      ? fairShares(
          open.map((one) => one.min),
          room,
        )
      : open.map((one) => share(one, { min, max, room, count: open.length }));
  let next = 0;
  return fixed.map((width) => (width === undefined ? shares[next++]! : asked === 0 ? 0 : (width * taken) / asked));
}

function share({ min: low, max: high }: Widths, { min, max, room, count }: { min: Pt; max: Pt; room: Pt; count: number }): Pt {
  if (max === 0) return room / count;
  if (max <= room) return high + ((room - max) * high) / max;
  return low + ((room - min) * (high - low)) / Math.max(max - min, 1e-9);
}

/** Columns whose longest words do not fit side by side: the narrow ones keep theirs, the others share what is left evenly. */
function fairShares(wanted: readonly Pt[], room: Pt): Pt[] {
  const shares = wanted.map(() => 0);
  let left = room;
  const narrowFirst = wanted.map((width, index) => ({ width, index })).sort((a, b) => a.width - b.width);
  for (const [i, { width, index }] of narrowFirst.entries()) {
    shares[index] = Math.min(width, left / (narrowFirst.length - i));
    left -= shares[index];
  }
  return shares;
}

const cellWidths = rememberMeasured("cell widths", (cell: Cell, context: BoxContext): Widths => {
  const { left, right } = insets(cell.style);
  const { min, max } = blockWidths(cell.body, context);
  // Cells have no margins (CSS 2.2, 17.5.1).
  return { min: min + left + right, max: max + left + right };
});

function around({ style }: Pick<Block, "style">, { min, max }: Widths): Widths {
  const { left, right } = insets(style);
  const sides = left + right + style.margin.left + style.margin.right;
  return { min: min + sides, max: max + sides };
}

function blockWidths(block: Block, context: BoxContext): Widths {
  switch (block.kind) {
    case "paragraph": {
      const spans = paragraphSpans(block, block, context);
      return around(block, intrinsicWidths(spans, context.metrics));
    }
    case "container":
      return around(
        block,
        block.children.reduce((widths, child) => widest(widths, blockWidths(child, context)), { min: 0, max: 0 }),
      );
    case "item":
      return around(block, blockWidths(block.body, context));
    // A chart or a table in a cell takes the room it is given.
    case "chart":
    case "table":
      return { min: 40, max: 200 };
  }
}
