import { error } from "../errors.ts";
import type { Block, Cell, Container, Paragraph, Row, Table } from "./document.ts";
import type { HtmlNode } from "./html-tree.ts";
import { buildInlines } from "./inlines.ts";
import { base, enter, type Scope } from "./scope.ts";
import { inherit, initialOwn } from "./style.ts";

const elements = (node: HtmlNode): HtmlNode[] => node.children.filter((child): child is HtmlNode => child.kind === "element");

/** How the blocks inside a cell are built; handed in because they may be tables again. */
type BuildBlocks = (node: HtmlNode, scope: Scope) => Block[];

/** A table with at most one head and any number of bodies; every row must fill the same number of columns. */
export function buildTable(node: HtmlNode, scope: Scope, buildBlocks: BuildBlocks): Table {
  let caption: Paragraph | null = null;
  let [head, body]: [Row[], Row[]] = [[], []];
  for (const part of elements(node)) {
    const inner = enter(part, scope);
    if (part.name === "caption") caption = { kind: "paragraph", ...base(part, inner), inlines: buildInlines(part.children, inner) };
    else if (part.name === "thead") head = head.concat(buildRows(part, inner, buildBlocks));
    else if (part.name === "tbody") body = body.concat(buildRows(part, inner, buildBlocks));
    else scope.problems.push(error("html-table", `<${part.name}> can't stand in a table`, part.where, "use caption, thead and tbody"));
  }
  const columns = [...head, ...body].reduce((most, row) => Math.max(most, widthOf(row)), 0);
  for (const row of [...head, ...body]) {
    if (widthOf(row) !== columns)
      scope.problems.push(
        error("html-table", `a row has ${widthOf(row)} columns where others have ${columns}`, node.where, "add cells or a colspan"),
      );
  }
  return { kind: "table", ...base(node, scope), caption, head, body, columns };
}

const widthOf = (row: Row): number => row.cells.reduce((sum, cell) => sum + cell.columnSpan, 0);

function buildRows(part: HtmlNode, scope: Scope, buildBlocks: BuildBlocks): Row[] {
  return elements(part).flatMap((row) => {
    if (row.name !== "tr") {
      scope.problems.push(error("html-table", `<${row.name}> can't stand in <${part.name}>`, row.where, "put it in a <tr>"));
      return [];
    }
    const inner = enter(row, scope);
    return [
      {
        ...base(row, inner),
        cells: elements(row).flatMap((cell) => buildCell(cell, { ...inner, inHead: part.name === "thead", buildBlocks })),
      },
    ];
  });
}

function buildCell(node: HtmlNode, row: Scope & { inHead: boolean; buildBlocks: BuildBlocks }): Cell[] {
  if (node.name !== "td" && node.name !== "th") {
    row.problems.push(error("html-table", `<${node.name}> can't stand in a row`, node.where, "use <th> or <td>"));
    return [];
  }
  const scope = enter(node, row);
  const columnSpan = Number(node.attributes["colspan"] ?? 1);
  if (!Number.isInteger(columnSpan) || columnSpan < 1 || columnSpan > 100) {
    row.problems.push(
      error("html-table", `colspan="${node.attributes["colspan"]}" is no column count`, node.where, "write a number from 1 to 100"),
    );
    return [];
  }
  const scopeName = node.attributes["scope"] ?? (row.inHead ? "col" : "row");
  const attributes = {
    ...(node.name === "th" && { scope: scopeName === "col" ? ("Column" as const) : ("Row" as const) }),
    ...(columnSpan > 1 && { colSpan: columnSpan }),
  };
  // The cell itself is tagged; a lone paragraph inside it would only add noise for a screen reader.
  const children = row.buildBlocks(node, scope).map(plain);
  const body: Container = { kind: "container", role: null, style: { ...inherit(scope.style), ...initialOwn }, lang: scope.lang, children };
  return [{ ...base(node, scope), attributes, columnSpan, body }];
}

const plain = (block: Block, _: number, all: readonly Block[]): Block =>
  all.length === 1 && block.kind === "paragraph" && block.role === "P" ? { ...block, role: null } : block;
