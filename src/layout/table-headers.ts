import type { Cell, Row, Table } from "../document/document.ts";

/** How a cell of an irregular table names its headers (ISO 32000-1 table 349). */
export interface LinkedCell {
  /** The name of a header. */
  readonly id?: string;
  /** The headers that apply to the cell, from the outermost inwards. */
  readonly headers?: readonly string[];
}

interface Header {
  readonly id: string;
  readonly first: number;
  /** The column after its last one. */
  readonly end: number;
}

/** What heads the cells of a row: headers of the head, groups that the row is in, headers in the row itself. */
interface Headings {
  readonly above: readonly Header[];
  readonly beside: ReadonlyMap<Cell, Header>;
}

/**
 * The headers of each cell of a table with a header that spans columns: over some columns of the head, or over all of them
 * as the name of a group of rows. What such a header heads, Row and Column cannot say (ISO 14289-1 7.5). Empty for others.
 */
export function linkCells({ head, body, columns }: Table, prefix: string): Map<Cell, LinkedCell> {
  const linked = new Map<Cell, LinkedCell>();
  const isIrregular = [...head, ...body].some(({ cells }) => cells.some((cell) => cell.role === "TH" && cell.columnSpan > 1));
  if (!isIrregular) return linked;
  const above: Header[] = [];
  for (const [y, row] of head.entries()) {
    const own = headersOf(row, `${prefix}-${y}`);
    linkRow(row, { above, beside: own }, linked);
    above.push(...own.values());
  }
  const groups: Header[] = [];
  let hasRows = false;
  for (const [y, row] of body.entries()) {
    const own = headersOf(row, `${prefix}-${head.length + y}`);
    const isGroup = row.cells.length === 1 && own.size === 1 && columns > 1;
    // A name right after another is of a group within it.
    if (isGroup && hasRows) groups.length = 0;
    linkRow(row, { above: isGroup ? groups : [...above, ...groups], beside: own }, linked);
    if (isGroup) groups.push(...own.values());
    hasRows = !isGroup;
  }
  return linked;
}

function linkRow({ cells }: Row, { above, beside }: Headings, linked: Map<Cell, LinkedCell>): void {
  let column = 0;
  for (const cell of cells) {
    const end = column + cell.columnSpan;
    const first = column;
    const id = beside.get(cell)?.id;
    const over = above.filter((header) => header.first < end && header.end > first);
    const headers = [...over, ...(id === undefined ? beside.values() : [])].map((header) => header.id);
    linked.set(cell, { ...(id !== undefined && { id }), ...(headers.length > 0 && { headers }) });
    column = end;
  }
}

function headersOf({ cells }: Row, prefix: string): Map<Cell, Header> {
  const headers = new Map<Cell, Header>();
  let first = 0;
  for (const cell of cells) {
    const end = first + cell.columnSpan;
    if (cell.role === "TH") headers.set(cell, { id: `${prefix}-${first}`, first, end });
    first = end;
  }
  return headers;
}
