import { insets, isFloat, keepsWithNext, keepsWithPrevious, type Box } from "../../src/layout/box.ts";
import { gapBetween, itemsOf } from "../../src/layout/flow.ts";

/**
 * The lowest height at which a box may be cut, said by the rules and not by how layout looks for it; its whole height if it
 * must stay in one piece.
 */
export function smallestHead(box: Box): number {
  if (box.breakInside === "avoid") return box.height;
  const { top } = insets(box);
  switch (box.kind) {
    case "drawing":
      return box.height;
    case "lines": {
      const lines = itemsOf(box.lines);
      const first = lines.slice(0, box.orphans).reduce((sum, line) => sum + line.height, 0);
      return lines.length >= box.orphans + box.widows ? top + first : box.height;
    }
    case "stack":
      return Math.min(box.height, top + smallestOfStack(itemsOf(box.children)));
    case "columns":
      return Math.min(box.height, top + smallestHead(box.content));
    case "row": {
      const room = Math.max(0, ...box.cells.map((cell) => smallestHead(cell.box)));
      return box.cells.every((cell) => cell.box.height <= room + 0.01) ? box.height : top + room;
    }
    case "table": {
      const rows = itemsOf(box.rows);
      let y = box.height - insets(box).bottom - rows.reduce((sum, row) => sum + row.height, 0);
      for (const [i, row] of rows.entries()) {
        if (i >= 2 && rows.length - i >= 2 && !keepsWithNext(rows[i - 1]!) && !keepsWithPrevious(row)) return y;
        y += row.height;
      }
      return box.height;
    }
  }
}

function smallestOfStack(children: readonly Box[]): number {
  // Figures may wait for the next page.
  const first = children.findIndex((child) => !isFloat(child));
  const passing = first > 0 ? smallestOfFlow(children.slice(first)) : Infinity;
  return Math.min(passing, smallestOfFlow(children));
}

function smallestOfFlow(children: readonly Box[]): number {
  let y = 0;
  for (const [i, child] of children.entries()) {
    const [previous, next] = [children[i - 1], children[i + 1]];
    if (previous) y += gapBetween(previous, child);
    const inside = smallestHead(child);
    if (inside < child.height - 0.01) return y + inside;
    y += child.height;
    if (next && !keepsWithNext(child) && !keepsWithPrevious(next)) return y;
  }
  return Infinity;
}
