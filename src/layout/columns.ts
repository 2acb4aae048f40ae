import type { Pt } from "../units.ts";
import { insets, type Box, type ColumnsBox, type Frame, type StackBox } from "./box.ts";

export interface ColumnsShape {
  readonly frame: Frame;
  readonly count: number;
  readonly columnWidth: Pt;
  readonly columnGap: Pt;
}

/** Cuts a box at a height; handed in because columns may hold columns. */
type Split = (box: Box, available: Pt) => { head: Box; tail: Box } | null;

/** Pours `content` through columns of `height`; what does not fit is the rest. */
export function fillColumns(
  content: StackBox,
  { count, height, split }: { count: number; height: Pt; split: Split },
): { columns: StackBox[]; rest: StackBox | null } {
  const columns: StackBox[] = [];
  let rest: StackBox | null = content;
  while (rest && columns.length < count) {
    if (rest.height <= height + 0.01) return { columns: [...columns, rest], rest: null };
    const parts = split(rest, height);
    if (!parts) break;
    columns.push(parts.head as StackBox);
    rest = parts.tail as StackBox;
  }
  return { columns, rest };
}

/** The lowest columns that hold all of `content`, found to half a point by bisection. */
export function balanceColumns(content: StackBox, shape: ColumnsShape, split: Split): ColumnsBox {
  let [low, high] = [content.height / shape.count, content.height];
  let best = fillColumns(content, { count: shape.count, height: high, split });
  // Heights only shrink; 20 halvings of any page-sized height are far below half a point.
  for (let i = 0; i < 20 && high - low > 0.5; i++) {
    const middle = (low + high) / 2;
    const trial = fillColumns(content, { count: shape.count, height: middle, split });
    if (trial.rest) low = middle;
    else [high, best] = [Math.max(...trial.columns.map((column) => column.height)), trial];
  }
  return columnsBox(content, best.columns, shape);
}

export function columnsBox(
  content: StackBox,
  columns: readonly StackBox[],
  { frame, count, columnWidth, columnGap }: ColumnsShape,
): ColumnsBox {
  const { top, bottom } = insets(frame);
  const height = Math.max(...columns.map((column) => column.height), 0) + top + bottom;
  return { ...frame, kind: "columns", content, columns, columnCount: count, columnWidth, columnGap, height };
}
