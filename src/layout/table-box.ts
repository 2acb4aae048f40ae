import type { Block, Cell, Row, Table } from "../document/document.ts";
import type { Pt } from "../units.ts";
import { insets, plainFrame, rowBox, stack, tableBox, type Box, type Frame, type LinesBox, type RowBox, type TableBox } from "./box.ts";
import { columnWidths } from "./column-widths.ts";
import { decimalIndent, measureDecimals } from "./decimal-alignment.ts";
import { buildParagraph, contentWidth, frameOf, inside, type BoxContext } from "./frame.ts";

export interface TableContext {
  readonly available: Pt;
  readonly element: number;
  readonly context: BoxContext;
  /** How blocks inside cells are built; handed in because they may be tables. */
  readonly buildBox: (block: Block, available: Pt, owner: number, context: BoxContext) => Box;
}

/** A table at the available width: column widths from its cells, figures aligned on their decimal sign. */
export function buildTableBox(table: Table, { available, element, context, buildBox }: TableContext): TableBox {
  const frame = frameOf(table, available, element, context);
  const within = inside(frame, context);
  const decimals = measureDecimals(table.body, table.columns, context);
  const widths = columnWidths(table, contentWidth(frame), { decimals: decimals.columns, context });
  const indentOf = (cell: Cell, column: number, room: Pt): Pt | undefined => {
    const extent = decimals.cells.get(cell);
    return extent && decimalIndent(extent, decimals.columns[column]!, room);
  };
  const row = (one: Row): RowBox => buildRow(one, { widths, indentOf, element, context: within, buildBox });
  const caption = table.caption ? captionBox(table, contentWidth(frame), within) : null;
  return tableBox({ ...frame, caption, head: table.head.map(row), headRepeated: false, group: null, rows: table.body.map(row) });
}

function captionBox(table: Table, width: Pt, context: BoxContext): LinesBox | null {
  if (!table.caption) return null;
  return buildParagraph(table.caption, width, context.structure.elementOf.get(table.caption) ?? 0, context);
}

interface RowContext extends Omit<TableContext, "available"> {
  readonly widths: readonly Pt[];
  /** Where the text of an aligned cell starts. */
  readonly indentOf: (cell: Cell, column: number, room: Pt) => Pt | undefined;
}

function buildRow(row: Row, rowContext: RowContext): RowBox {
  const { widths, element, context } = rowContext;
  const owner = context.structure.elementOf.get(row) ?? element;
  const frame = rowFrame(row, { width: sum(widths), owner, context });
  // Borders at the sides of a row lie on its outer cells.
  let [column, x] = [0, 0 - insets(frame).left];
  const cells = row.cells.map((cell): RowBox["cells"][number] => {
    const width = sum(widths.slice(column, column + cell.columnSpan));
    const { verticalAlign } = cell.style;
    const align = verticalAlign === "middle" || verticalAlign === "bottom" ? verticalAlign : "top";
    const placed = { x, align, box: buildCell(cell, { ...rowContext, column, width, element: owner }) } as const;
    x += width;
    column += cell.columnSpan;
    return placed;
  });
  return rowBox(frame, cells);
}

const sum = (widths: readonly Pt[]): Pt => widths.reduce((total, one) => total + one, 0);

function rowFrame(row: Row, { width, owner, context }: { width: Pt; owner: number; context: BoxContext }): Frame {
  const { border, backgroundColor, breakAfter, breakBefore, anchors } = frameOf(row, width, owner, context);
  return { ...plainFrame(width), border, backgroundColor, breakAfter, breakBefore, anchors };
}

function buildCell(
  cell: Cell,
  { column, width, element, context, indentOf, buildBox }: RowContext & { readonly column: number; readonly width: Pt },
): Box {
  const owner = context.structure.elementOf.get(cell) ?? element;
  // A width on a cell is the column's: it has been used.
  const style = { ...cell.style, width: null, maxWidth: null };
  const frame = { ...frameOf({ ...cell, style }, width, owner, context), width, marginLeft: 0 };
  const room = contentWidth(frame);
  const indent = indentOf(cell, column, room);
  const within = inside(frame, context);
  const children = cell.body.children.map((child) =>
    child.kind === "paragraph" && indent !== undefined
      ? buildParagraph(child, room, context.structure.elementOf.get(child) ?? owner, { ...within, indent })
      : buildBox(child, room, owner, within),
  );
  return stack(children, frame);
}
