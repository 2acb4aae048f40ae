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
import { decimalExtent, decimalIndent, measureDecimals, type DecimalColumn, type DecimalExtent } from "./decimal-alignment.ts";
import { buildParagraph, contentWidth, frameOf, inside, ownerOf, type BoxContext } from "./frame.ts";
import { rememberBuilt } from "./remembered.ts";

export interface TableContext {
  readonly available: Pt;
  readonly context: BoxContext;
  /** How blocks inside cells are built; handed in because they may be tables. */
  readonly buildBox: (block: Block, available: Pt, around: Owner, context: BoxContext) => Box;
}

/** A table at the available width: column widths from its cells, figures aligned on their decimal sign. */
export function buildTableBox(table: Table, { available, context, buildBox }: TableContext): TableBox {
  const frame = frameOf(table, available, context);
  const within = inside(frame, context);
  const decimals = measureDecimals(table.body, table.columns, context);
  const widths = columnWidths(table, contentWidth(frame), { decimals, context });
  const rows = (all: readonly Row[], aligned: readonly DecimalColumn[]): RowBox[] => {
    const given = [widths, aligned.map(({ before }) => before), aligned.map(({ after }) => after)] as const;
    return all.map((row) => buildRow(row, given, { ...within, buildBox }));
  };
  const caption = table.caption ? captionBox(table.caption, contentWidth(frame), within) : null;
  // Figures in a head stand as its words do.
  const head = rows(table.head, []);
  return tableBox({ ...frame, caption, head, headRepeated: false, group: null, rows: rows(table.body, decimals) });
}

const captionBox = (caption: Paragraph, width: Pt, context: BoxContext): LinesBox => buildParagraph(caption, width, caption, context);

/** The columns of a table: how wide they are, what aligned figures need before and after their decimal sign. */
type InTable = readonly [widths: readonly Pt[], before: readonly Pt[], after: readonly Pt[]];

const buildRow = rememberBuilt("rows", (row: Row, [widths, before, after]: InTable, context: RowContext): RowBox => {
  const frame = rowFrame(row, { width: sum(widths), context });
  // Borders at the sides of a row lie on its outer cells.
  let [column, x] = [0, 0 - insets(frame).left];
  const cells = row.cells.map((cell): RowBox["cells"][number] => {
    const width = sum(widths.slice(column, column + cell.columnSpan));
    const { verticalAlign } = cell.style;
    const align = verticalAlign === "middle" || verticalAlign === "bottom" ? verticalAlign : "top";
    const decimal = before.length > 0 ? { before: before[column]!, after: after[column]! } : null;
    const placed = { x, align, box: buildCell(cell, { decimal, width, row, context }) } as const;
    x += width;
    column += cell.columnSpan;
    return placed;
  });
  return rowBox(frame, cells);
});

const sum = (widths: readonly Pt[]): Pt => widths.reduce((total, one) => total + one, 0);

function rowFrame(row: Row, { width, context }: { width: Pt; context: BoxContext }): Frame {
  const { border, backgroundColor, breakAfter, breakBefore, anchors } = frameOf(row, width, context);
  return { ...plainFrame(width), border, backgroundColor, breakAfter, breakBefore, anchors };
}

/** With how blocks in cells are built. */
type RowContext = BoxContext & Pick<TableContext, "buildBox">;

interface InRow {
  readonly context: RowContext;
  /** What figures in its column need that are aligned on their decimal sign. */
  readonly decimal: DecimalExtent | null;
  readonly width: Pt;
  readonly row: Row;
}

function buildCell(cell: Cell, { decimal, width, row, context }: InRow): Box {
  const owner = ownerOf(cell, row);
  // A width on a cell is the column's: it has been used.
  const style = { ...cell.style, width: null, maxWidth: null };
  const frame = { ...frameOf({ ...cell, style }, width, context), width, marginLeft: 0 };
  const room = contentWidth(frame);
  const extent = decimal && decimalExtent(cell, context);
  const indent = extent && decimalIndent(extent, decimal, room);
  const within = inside(frame, context);
  const children = cell.body.children.map((child) =>
    child.kind === "paragraph" && indent !== null && indent !== undefined
      ? buildParagraph(child, room, owner, { ...within, indent })
      : context.buildBox(child, room, owner, within),
  );
  return stack(children, frame);
}
