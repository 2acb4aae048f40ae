import type { Block, Cell, Paragraph, Row, Table } from "../document/document.ts";
import type { Pt } from "../units.ts";
import {
  insets,
  plainFrame,
  rowBox,
  stack,
  tableBox,
  type Box,
  type Frame,
  type LinesBox,
  type Owner,
  type RowBox,
  type TableBox,
} from "./box.ts";
import { columnWidths } from "./column-widths.ts";
import { decimalIndent, measureDecimals } from "./decimal-alignment.ts";
import { buildParagraph, contentWidth, frameOf, inside, ownerOf, type BoxContext } from "./frame.ts";

export interface TableContext {
  readonly available: Pt;
  readonly owner: Owner;
  readonly context: BoxContext;
  /** How blocks inside cells are built; handed in because they may be tables. */
  readonly buildBox: (block: Block, available: Pt, around: Owner, context: BoxContext) => Box;
}

/** A table at the available width: column widths from its cells, figures aligned on their decimal sign. */
export function buildTableBox(table: Table, { available, owner, context, buildBox }: TableContext): TableBox {
  const frame = frameOf(table, available, context);
  const within = inside(frame, context);
  const decimals = measureDecimals(table.body, table.columns, context);
  const widths = columnWidths(table, contentWidth(frame), { decimals: decimals.columns, context });
  const indentOf = (cell: Cell, column: number, room: Pt): Pt | undefined => {
    const extent = decimals.cells.get(cell);
    return extent && decimalIndent(extent, decimals.columns[column]!, room);
  };
  const row = (one: Row): RowBox => buildRow(one, { widths, indentOf, owner, context: within, buildBox });
  const caption = table.caption ? captionBox(table.caption, contentWidth(frame), within) : null;
  return tableBox({ ...frame, caption, head: table.head.map(row), headRepeated: false, group: null, rows: table.body.map(row) });
}

const captionBox = (caption: Paragraph, width: Pt, context: BoxContext): LinesBox => buildParagraph(caption, width, caption, context);

interface RowContext extends Omit<TableContext, "available"> {
  readonly widths: readonly Pt[];
  /** Where the text of an aligned cell starts. */
  readonly indentOf: (cell: Cell, column: number, room: Pt) => Pt | undefined;
}

function buildRow(row: Row, rowContext: RowContext): RowBox {
  const { widths, context } = rowContext;
  const owner = ownerOf(row, rowContext.owner);
  const frame = rowFrame(row, { width: sum(widths), context });
  // Borders at the sides of a row lie on its outer cells.
  let [column, x] = [0, 0 - insets(frame).left];
  const cells = row.cells.map((cell): RowBox["cells"][number] => {
    const width = sum(widths.slice(column, column + cell.columnSpan));
    const { verticalAlign } = cell.style;
    const align = verticalAlign === "middle" || verticalAlign === "bottom" ? verticalAlign : "top";
    const placed = { x, align, box: buildCell(cell, { ...rowContext, column, width, owner }) } as const;
    x += width;
    column += cell.columnSpan;
    return placed;
  });
  return rowBox(frame, cells);
}

const sum = (widths: readonly Pt[]): Pt => widths.reduce((total, one) => total + one, 0);

function rowFrame(row: Row, { width, context }: { width: Pt; context: BoxContext }): Frame {
  const { border, backgroundColor, breakAfter, breakBefore, anchors } = frameOf(row, width, context);
  return { ...plainFrame(width), border, backgroundColor, breakAfter, breakBefore, anchors };
}

function buildCell(
  cell: Cell,
  { column, width, owner: around, context, indentOf, buildBox }: RowContext & { readonly column: number; readonly width: Pt },
): Box {
  const owner = ownerOf(cell, around);
  // A width on a cell is the column's: it has been used.
  const style = { ...cell.style, width: null, maxWidth: null };
  const frame = { ...frameOf({ ...cell, style }, width, context), width, marginLeft: 0 };
  const room = contentWidth(frame);
  const indent = indentOf(cell, column, room);
  const within = inside(frame, context);
  const children = cell.body.children.map((child) =>
    child.kind === "paragraph" && indent !== undefined
      ? buildParagraph(child, room, owner, { ...within, indent })
      : buildBox(child, room, owner, within),
  );
  return stack(children, frame);
}
