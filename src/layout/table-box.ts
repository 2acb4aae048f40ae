import type { Block, Cell, Container, Row, Table } from "../document/document.ts";
import type { TextMetrics } from "../graphics.ts";
import type { Pt } from "../units.ts";
import { insets, plainFrame, stack, type Box, type LinesBox, type RowBox, type TableBox } from "./box.ts";
import { intrinsicWidths } from "./fill-lines.ts";
import { buildParagraph, contentWidth, frameOf, resolveExtent, rowBox, type BoxContext } from "./frame.ts";
import { paragraphSpans, plainText, spanWidth } from "./spans.ts";
import { tableBox } from "./split-box.ts";

export interface TableContext {
  readonly available: Pt;
  readonly element: number;
  readonly context: BoxContext;
  /** How blocks inside cells are built; handed in because they may be tables. */
  readonly buildBox: (block: Block, available: Pt, owner: number, context: BoxContext) => Box;
}

/** A table at the available width: column widths from its cells, figures aligned on their decimal sign. */
export function buildTableBox(table: Table, { available, element, context, buildBox }: TableContext): TableBox {
  const frame = frameOf(table, available, element);
  const caption = table.caption ? captionBox(table, frame.width, context) : null;
  const widths = columnWidths(table, contentWidth(frame), context);
  const decimals = decimalColumns(table, widths, context);
  const row = (one: Row): RowBox => buildRow(one, { widths, decimals, element, context, buildBox });
  return tableBox({
    ...frame,
    kind: "table",
    caption,
    head: table.head.map(row),
    headRepeated: false,
    group: null,
    rowsTogether: 2,
    rows: table.body.map(row),
  });
}

function captionBox(table: Table, width: Pt, context: BoxContext): LinesBox | null {
  if (!table.caption) return null;
  return buildParagraph(table.caption, width, context.structure.elementOf.get(table.caption) ?? 0, context);
}

interface RowContext extends Omit<TableContext, "available"> {
  readonly widths: readonly Pt[];
  readonly decimals: ReadonlyMap<Cell, Pt>;
}

function buildRow(row: Row, { widths, decimals, element, context, buildBox }: RowContext): RowBox {
  const width = widths.reduce((sum, one) => sum + one, 0);
  const rowElement = context.structure.elementOf.get(row) ?? element;
  let [column, x] = [0, 0];
  const cells = row.cells.map((cell): RowBox["cells"][number] => {
    const cellWidth = widths.slice(column, column + cell.columnSpan).reduce((sum, one) => sum + one, 0);
    const owner = context.structure.elementOf.get(cell) ?? rowElement;
    // A width on a cell is the column's: it has been used.
    const frame = frameOf({ ...cell, style: { ...cell.style, width: null } }, cellWidth, owner);
    const inner = contentWidth(frame);
    const indent = decimals.get(cell);
    const children = cell.body.children.map((child) =>
      child.kind === "paragraph" && indent !== undefined
        ? buildParagraph(child, inner, context.structure.elementOf.get(child) ?? owner, { ...context, indent })
        : buildBox(child, inner, owner, context),
    );
    const { verticalAlign } = cell.style;
    const align = verticalAlign === "middle" || verticalAlign === "bottom" ? verticalAlign : "top";
    const placed = { x, align, box: stack(children, { ...frame, width: cellWidth }) } as const;
    x += cellWidth;
    column += cell.columnSpan;
    return placed;
  });
  const style = frameOf(row, width, rowElement);
  return rowBox(
    {
      ...plainFrame(width),
      border: style.border,
      backgroundColor: style.backgroundColor,
      breakAfter: style.breakAfter,
      breakBefore: style.breakBefore,
      anchors: style.anchors,
    },
    cells,
  );
}

interface Widths {
  readonly min: Pt;
  readonly max: Pt;
}

/** Fixed columns first; the others share what is left between their narrowest and widest (CSS 2.2, 17.5.2.2). */
function columnWidths(table: Table, whole: Pt, context: BoxContext): Pt[] {
  const fixed: (Pt | undefined)[] = Array.from({ length: table.columns });
  const flexible: Widths[] = Array.from({ length: table.columns }, () => ({ min: 0, max: 0 }));
  const decimals = Array.from({ length: table.columns }, () => ({ before: 0, after: 0, insets: 0 }));
  for (const row of [...table.head, ...table.body]) {
    let column = 0;
    for (const cell of row.cells) {
      if (cell.columnSpan === 1) {
        if (cell.style.width) fixed[column] ??= resolveExtent(cell.style.width, whole);
        else flexible[column] = widest(flexible[column]!, cellWidths(cell, context));
        widenForDecimals(decimals[column]!, cell, context);
      }
      column += cell.columnSpan;
    }
  }
  // The longest integer part and the longest fraction of a column may stand in different rows.
  const aligned = flexible.map((widths, i) => {
    const { before, after, insets: around } = decimals[i]!;
    return widest(widths, { min: before + after + around, max: before + after + around });
  });
  return distribute(fixed, aligned, whole);
}

function widenForDecimals(column: { before: Pt; after: Pt; insets: Pt }, cell: Cell, context: BoxContext): void {
  const measured = cell.style.textAlign === "decimal" ? measureDecimal(cell, context.metrics) : null;
  if (!measured) return;
  const { left, right } = insets(cell.style);
  column.before = Math.max(column.before, measured.before);
  column.after = Math.max(column.after, measured.after);
  column.insets = Math.max(column.insets, left + right);
}

const widest = (a: Widths, b: Widths): Widths => ({ min: Math.max(a.min, b.min), max: Math.max(a.max, b.max) });

function distribute(fixed: readonly (Pt | undefined)[], flexible: readonly Widths[], whole: Pt): Pt[] {
  const taken = fixed.reduce((sum: number, width) => sum + (width ?? 0), 0);
  const room = Math.max(whole - taken, 0);
  const open = flexible.filter((_, i) => fixed[i] === undefined);
  const sum = (key: keyof Widths) => open.reduce((total, one) => total + one[key], 0);
  const [min, max] = [sum("min"), sum("max")];
  const flexed = ({ min: low, max: high }: Widths): Pt => {
    if (max <= room) return max === 0 ? room / open.length : high + ((room - max) * high) / max;
    if (min <= room) return low + ((room - min) * (high - low)) / Math.max(max - min, 1e-9);
    return (low / min) * room;
  };
  return flexible.map((widths, i) => fixed[i] ?? flexed(widths));
}

function cellWidths(cell: Cell, context: BoxContext): Widths {
  const { left, right } = insets(cell.style);
  const { min, max } = blockWidths(cell.body, context);
  return { min: min + left + right, max: max + left + right };
}

function blockWidths(block: Block | Container, context: BoxContext): Widths {
  switch (block.kind) {
    case "paragraph": {
      const spans = paragraphSpans(block, 0, { elementOf: context.structure.elementOf, fields: context.fields });
      return intrinsicWidths(spans, context.metrics);
    }
    case "container":
      return block.children.map((child) => blockWidths(child, context)).reduce(widest, { min: 0, max: 0 });
    case "item":
      return blockWidths(block.body, context);
    // A chart or a table in a cell takes the room it is given.
    case "chart":
    case "table":
      return { min: 40, max: 200 };
  }
}

/** The decimal sign by language (Unicode CLDR). */
const decimalSign: Readonly<Record<string, string>> = { vi: ",", en: "." };

/** Where the text of each cell aligned on its decimal sign starts, so that the signs of a column stand in one line. */
function decimalColumns(table: Table, widths: readonly Pt[], context: BoxContext): Map<Cell, Pt> {
  const columns: { cell: Cell; before: Pt; after: Pt; room: Pt }[][] = widths.map(() => []);
  for (const row of table.body) {
    let column = 0;
    for (const cell of row.cells) {
      const measured = cell.style.textAlign === "decimal" ? measureDecimal(cell, context.metrics) : null;
      const { left, right } = insets(cell.style);
      if (measured) columns[column]!.push({ cell, ...measured, room: widths[column]! - left - right });
      column += cell.columnSpan;
    }
  }
  const starts = new Map<Cell, Pt>();
  for (const cells of columns) {
    const before = Math.max(0, ...cells.map((one) => one.before));
    const after = Math.max(0, ...cells.map((one) => one.after));
    for (const one of cells) if (before + after <= one.room + 0.01) starts.set(one.cell, one.room - after - one.before);
  }
  return starts;
}

function measureDecimal(cell: Cell, metrics: TextMetrics): { before: Pt; after: Pt } | null {
  const [block] = cell.body.children;
  if (cell.body.children.length !== 1 || block?.kind !== "paragraph") return null;
  const text = plainText(block.inlines);
  const last = text.lastIndexOf(decimalSign[cell.lang] ?? ".");
  const at = last > 0 && /\d/.test(text.slice(last + 1, last + 2)) ? last : text.search(/\d[^\d]*$/) + 1 || text.length;
  const [span] = paragraphSpans(block, 0, { elementOf: new Map(), fields: { page: "", pages: "", section: "" } });
  if (!span) return null;
  return { before: spanWidth(text.slice(0, at), span, metrics), after: spanWidth(text.slice(at), span, metrics) };
}
