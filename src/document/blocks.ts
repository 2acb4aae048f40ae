import type { Block, Container, ListItem, Paragraph } from "./document.ts";
import { htmlElements } from "./html-elements.ts";
import type { HtmlNode, HtmlText } from "./html-tree.ts";
import { buildInlines } from "./inlines.ts";
import { base, enter, madeFrom, recalled, tell, type Scope } from "./scope.ts";
import { anonymousStyle, type Style } from "./style.ts";
import { buildTable } from "./tables.ts";

export function container(node: HtmlNode, scope: Scope, children: readonly Block[]): Container {
  const title = node.attributes["title"]?.trim();
  return madeFrom(node, scope, { kind: "container", ...base(node, scope), ...(title && { title }), children });
}

const isBlank = (node: HtmlNode | HtmlText): boolean => node.kind === "text" && /^[ \t\r\n\f]*$/.test(node.text);
const isInline = (node: HtmlNode | HtmlText): boolean => node.kind === "text" || htmlElements.get(node.name)?.content === "inline";

/** The children of a block element; runs of inline content between blocks become anonymous paragraphs. */
export function buildBlocks(node: HtmlNode, scope: Scope): Block[] {
  const blocks: Block[] = [];
  let run: (HtmlNode | HtmlText)[] = [];
  const flush = () => {
    if (run.some((child) => !isBlank(child))) blocks.push(anonymousParagraph(run, scope));
    run = [];
  };
  for (const child of node.children) {
    if (isInline(child)) run.push(child);
    else if (child.kind === "element") {
      flush();
      blocks.push(...buildBlock(child, scope));
    }
  }
  flush();
  return blocks;
}

function anonymousParagraph(run: readonly (HtmlNode | HtmlText)[], scope: Scope): Paragraph {
  return {
    kind: "paragraph",
    role: "P",
    style: anonymousStyle(scope.style),
    lang: scope.lang,
    inlines: buildInlines(run, scope),
  };
}

const buildBlock = (node: HtmlNode, outer: Scope): Block[] => recalled(node, outer, (scope) => buildBlockAnew(node, scope));

function buildBlockAnew(node: HtmlNode, outer: Scope): Block[] {
  const scope = enter(node, outer);
  if (scope.style.display === "none") return [];
  if (scope.style.position !== "static" && outer.ancestors.length > 1) {
    tell(scope, node, ["html-running", `<${node.name}> can't be a running head or foot within another element`, "move it out"]);
  }
  if (node.name === "img") return [buildChart(node, scope)];
  if (node.name === "table") return [buildTable(node, scope, buildBlocks)];
  if (node.name === "ul" || node.name === "ol") return [buildList(node, scope)];
  const hasBlocks = node.children.some((child) => !isInline(child));
  if (hasBlocks) return [container(node, scope, buildBlocks(node, scope))];
  if (node.children.every(isBlank)) return [container(node, scope, [])];
  const { role, ...rest } = base(node, scope);
  return [madeFrom(node, scope, { kind: "paragraph", role: role ?? "P", ...rest, inlines: buildInlines(node.children, scope) })];
}

function buildChart(node: HtmlNode, scope: Scope): Block {
  const { src = "", alt = "" } = node.attributes;
  if (!src.startsWith("chart:")) {
    tell(scope, node, ["html-image", `<img src="${src}"> is no chart`, 'write src="chart:ID" with an id of data/charts.yaml']);
  }
  if (!alt.trim()) tell(scope, node, ["html-alt", `<img src="${src}"> has no alt text`, "say what the picture shows"]);
  return madeFrom(node, scope, { kind: "chart", ...base(node, scope), name: src.slice("chart:".length), alt });
}

const bullets: Readonly<Record<Style["listStyleType"], (index: number) => string>> = {
  none: () => "",
  disc: () => "•",
  square: () => "•",
  decimal: (index) => `${index + 1}.`,
};

function buildItem(node: HtmlNode, scope: Scope & { readonly marker: string }): ListItem {
  const isBlocks = node.children.some((child) => !isInline(child));
  const body: Container = {
    kind: "container",
    role: "LBody",
    style: anonymousStyle(scope.style),
    lang: scope.lang,
    children: isBlocks ? buildBlocks(node, scope) : [anonymousParagraph(node.children, scope)],
  };
  return madeFrom(node, scope, { kind: "item", ...base(node, scope), marker: scope.marker, body });
}

function buildList(node: HtmlNode, scope: Scope): Container {
  const items = node.children.flatMap((item) => (item.kind === "text" ? [] : [{ item, inner: enter(item, scope) }]));
  const shown = items.filter(({ inner }) => inner.style.display !== "none");
  const children = shown.map(({ item, inner }, index): Block => {
    const marker = bullets[inner.style.listStyleType](index);
    return recalled(item, { ...inner, marker }, (around) => buildItem(item, around));
  });
  const listNumbering = ({ none: "None", disc: "Disc", square: "Disc", decimal: "Decimal" } as const)[scope.style.listStyleType];
  return madeFrom(node, scope, { ...container(node, scope, children), attributes: { listNumbering } });
}
