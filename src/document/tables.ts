import type { Block, Cell, Container, Paragraph, Row, Table } from "./document.ts";
import type { HtmlNode } from "./html-tree.ts";
import { buildInlines } from "./inlines.ts";
import { base, enter, madeFrom, recalled, remade, tell, type Scope } from "./scope.ts";
import { anonymousStyle } from "./style.ts";

/** Elements of the names that a parent holds; others have been told. */
const elements = (node: HtmlNode, ...names: readonly string[]): HtmlNode[] =>
  node.children.filter((child): child is HtmlNode => child.kind === "element" && names.includes(child.name));

/** How the blocks inside a cell are built; handed in because they may be tables again. */
type BuildBlocks = (node: HtmlNode, scope: Scope) => Block[];

/** A table with at most one head and any number of bodies; every row must fill the same number of columns. */
export function buildTable(node: HtmlNode, scope: Scope, buildBlocks: BuildBlocks): Table {
  const rows = (part: string): BuiltRow[] =>
    elements(node, part).flatMap((group) => buildRows(group, { ...enter(group, scope), inHead: part === "thead", buildBlocks }));
  const [head, body] = [rows("thead"), rows("tbody")];
  tellOrder(node, scope);
  const columns = [...head, ...body].reduce((most, { row }) => Math.max(most, widthOf(row)), 0);
  for (const { row, from } of [...head, ...body]) {
    const width = widthOf(row);
    if (width === columns) continue;
    tell(scope, from, ["html-table", `a row fills ${width} of ${columns} columns`, "add cells or a colspan"]);
  }
  const built = { head: head.map(({ row }) => row), body: body.map(({ row }) => row) };
  return madeFrom(node, scope, { kind: "table", ...base(node, scope), caption: buildCaption(node, scope), ...built, columns });
}

const order = ["caption", "thead", "tbody"];

/** Out of order, words would be read in another order than they are written. */
function tellOrder(table: HtmlNode, scope: Scope): void {
  let last = "caption";
  for (const part of elements(table, ...order)) {
    if (order.indexOf(part.name) < order.indexOf(last)) {
      tell(scope, part, ["html-table", `<${part.name}> can't stand after <${last}>`, "put it before"]);
    } else last = part.name;
  }
}

interface BuiltRow {
  readonly row: Row;
  readonly from: HtmlNode;
}

const widthOf = (row: Row): number => row.cells.reduce((sum, cell) => sum + cell.columnSpan, 0);

function buildCaption(table: HtmlNode, scope: Scope): Paragraph | null {
  const [caption, ...others] = elements(table, "caption");
  for (const other of others) tell(scope, other, ["html-table", "the table has a caption already", "keep one of the two"]);
  if (!caption) return null;
  const inner = enter(caption, scope);
  const inlines = buildInlines(caption.children, inner);
  return madeFrom<Paragraph>(caption, scope, { kind: "paragraph", ...base(caption, inner), inlines });
}

type InTable = Scope & { readonly inHead: boolean; readonly buildBlocks: BuildBlocks };

function buildRows(group: HtmlNode, scope: InTable): BuiltRow[] {
  return elements(group, "tr").flatMap((from) => {
    const row = recalled(from, scope, (around) => buildRow(from, around));
    return row ? [{ from, row }] : [];
  });
}

/** null: it is not displayed. */
function buildRow(node: HtmlNode, group: InTable): Row | null {
  const scope = { ...group, ...enter(node, group) };
  if (scope.style.display === "none") return null;
  const cells = elements(node, "th", "td").map((cell) => buildCell(cell, scope));
  return madeFrom(node, scope, { ...base(node, scope), cells });
}

function buildCell(node: HtmlNode, row: InTable): Cell {
  const scope = enter(node, row);
  const asked = Number(node.attributes["colspan"] ?? 1);
  // What is no column count has been told.
  const columnSpan = Number.isInteger(asked) && asked >= 1 && asked <= 100 ? asked : 1;
  const scopeName = node.attributes["scope"] ?? (row.inHead ? "col" : "row");
  const attributes = {
    ...(node.name === "th" && { scope: scopeName === "col" ? ("Column" as const) : ("Row" as const) }),
    ...(columnSpan > 1 && { colSpan: columnSpan }),
  };
  // The cell itself is tagged; a lone paragraph inside it would only add noise for a screen reader.
  const blocks = row.buildBlocks(node, scope);
  const children = blocks.length === 1 ? blocks.map((block) => plain(block, scope)) : blocks;
  const body: Container = { kind: "container", role: null, style: anonymousStyle(scope.style), lang: scope.lang, children };
  return madeFrom(node, scope, { ...base(node, scope), attributes, columnSpan, body });
}

const plain = (block: Block, scope: Scope): Block =>
  block.kind === "paragraph" && block.role === "P" ? remade<Paragraph>(block, { role: null }, scope) : block;
