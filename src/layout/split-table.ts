import type { Pt } from "../units.ts";
import { keepsWithNext, keepsWithPrevious, tableBox, topOfRows, type RowBox, type TableBox } from "./box.ts";
import { cutFrame, fits, type Parts } from "./cut.ts";
import { countOf, itemAt, replaceTop } from "./flow.ts";

/** Rows that a cut leaves on both sides at least, as it leaves lines of a paragraph. */
const rowsTogether = 2;

/** Between rows only; the head is repeated. */
export function splitTable(box: TableBox, available: Pt): Parts | null {
  let y = topOfRows(box);
  let lastBreak = 0;
  for (let i = 0, row = itemAt(box.rows, 0); row; row = itemAt(box.rows, ++i)) {
    if (rowsMayPart(box, i)) lastBreak = i;
    if (!fits(y + row.height, available)) break;
    y += row.height;
  }
  return lastBreak > 0 ? cutTable(box, { above: firstRows(box, lastBreak), leading: [], next: lastBreak }) : null;
}

function rowsMayPart({ rows }: TableBox, i: number): boolean {
  if (i < rowsTogether || countOf(rows) - i < rowsTogether) return false;
  return !keepsWithNext(itemAt(rows, i - 1)!) && !keepsWithPrevious(itemAt(rows, i)!);
}

export const firstRows = ({ rows }: TableBox, count: number): RowBox[] => Array.from({ length: count }, (_, i) => itemAt(rows, i)!);

/** `next`: the first row that lies below as it is; `leading` comes before it. */
export function cutTable(
  box: TableBox,
  { above, leading, next }: { above: readonly RowBox[]; leading: readonly RowBox[]; next: number },
): Parts {
  const frames = cutFrame(box);
  const rows = replaceTop(box.rows, next, leading);
  const group = groupThatGoesOn(box.group, above, itemAt(rows, 0));
  return {
    head: tableBox({ ...frames.above, rows: above }),
    tail: tableBox({ ...frames.below, rows, caption: null, headRepeated: true, group }),
  };
}

/** The last row above the cut that belongs to those after it, if these go on below. */
export function groupThatGoesOn(group: RowBox | null, above: readonly RowBox[], next: RowBox | undefined): RowBox | null {
  if (next && keepsWithNext(next)) return null;
  return above.findLast(keepsWithNext) ?? group;
}
