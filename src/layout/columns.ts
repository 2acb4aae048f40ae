import type { Pt } from "../units.ts";
import { insets, stack, type ColumnsBox, type Frame, type StackBox } from "./box.ts";
import { cutFrame, fits, tolerance, type Parts, type Split } from "./cut.ts";

export interface ColumnsShape {
  readonly frame: Frame;
  readonly count: number;
  readonly columnWidth: Pt;
  readonly columnGap: Pt;
  /** The height of a page. */
  readonly limit: Pt;
}

interface Poured {
  readonly columns: readonly StackBox[];
  readonly rest: StackBox | null;
}

/** Pours `content` through `count` columns of `height`; what does not fit is the rest. */
function pour(content: StackBox, { count, height, split }: { count: number; height: Pt; split: Split }): Poured {
  const columns: StackBox[] = [];
  let rest: StackBox | null = content;
  while (rest && columns.length < count) {
    if (fits(rest.height, height)) return { columns: [...columns, rest], rest: null };
    const parts = split(rest, height);
    if (parts?.head.kind !== "stack" || parts.tail.kind !== "stack") break;
    columns.push(parts.head);
    rest = parts.tail;
  }
  return { columns, rest };
}

const highestOf = (columns: readonly StackBox[]): Pt => Math.max(0, ...columns.map((column) => column.height));

/** The lowest columns of at most `highest` that do what is asked for, found to half a point by bisection. */
function lowest(content: StackBox, options: { count: number; highest: Pt; split: Split }, enough: (poured: Poured) => boolean): Poured {
  const { count, highest, split } = options;
  let [low, high] = [Math.min(content.height / count, highest), highest];
  let best = pour(content, { count, height: highest, split });
  // Heights only shrink; 20 halvings of any page-sized height are far below half a point.
  for (let i = 0; i < 20 && high - low > 0.5; i++) {
    const middle = (low + high) / 2;
    const trial = pour(content, { count, height: middle, split });
    if (enough(trial)) [high, best] = [highestOf(trial.columns), trial];
    else low = middle;
  }
  return best;
}

/** As even as the content allows: the first column is as low as it can be, then the next of what is left. */
function balance(content: StackBox, count: number, split: Split): readonly StackBox[] {
  const { columns } = lowest(content, { count, highest: content.height, split }, ({ rest }) => rest === null);
  const [first, ...others] = columns;
  if (!first || others.length < 2) return columns;
  const { rest } = pour(content, { count: 1, height: highestOf(columns), split });
  return rest ? [first, ...balance(rest, count - 1, split)] : columns;
}

/** `content` in columns that end at the same height; one that no page holds is left as it is until it is cut. */
export function balanceColumns(content: StackBox, shape: ColumnsShape, split: Split): ColumnsBox {
  const { top, bottom } = insets(shape.frame);
  const least = content.height / shape.count;
  if (least > shape.limit) return { ...columnsBox(content, [content], shape), height: least + top + bottom };
  return columnsBox(content, balance(content, shape.count, split), shape);
}

function columnsBox(content: StackBox, columns: readonly StackBox[], { frame, count, ...shape }: ColumnsShape): ColumnsBox {
  const { top, bottom } = insets(frame);
  const height = highestOf(columns) + top + bottom;
  return { ...frame, ...shape, kind: "columns", content, columns, columnCount: count, height };
}

/**
 * Fills the columns to the height that is left. Where something unbreakable ends them before all are full, what stands
 * above it is balanced.
 */
export function splitColumns(box: ColumnsBox, available: Pt, split: Split): Parts | null {
  const { content, columnCount: count } = box;
  const height = available - insets(box).top;
  const full = pour(content, { count, height, split });
  const { above, below } = cutFrame(box);
  const shape = { count, columnWidth: box.columnWidth, columnGap: box.columnGap, limit: box.limit };
  // Figures that move on may make lower columns hold what the balanced ones seemed not to.
  if (!full.rest) return { head: columnsBox(content, full.columns, { ...shape, frame: box }), tail: stack([], below) };
  if (full.columns.length === 0) return null;
  const left = full.rest.height + tolerance;
  const poured =
    full.columns.length === count
      ? full
      : lowest(content, { count, highest: height, split }, ({ rest }) => rest !== null && rest.height <= left);
  return {
    head: columnsBox(content, poured.columns, { ...shape, frame: above }),
    tail: balanceColumns(poured.rest ?? full.rest, { ...shape, frame: below }, split),
  };
}
