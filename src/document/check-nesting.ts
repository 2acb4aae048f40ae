import { error, type PlaceAt, type Problem } from "../errors.ts";
import { htmlElements } from "./html-elements.ts";
import type { HtmlNode, HtmlText } from "./html-tree.ts";

/** Words and elements where they can't stand: they would be lost, or come out of order in the tag tree. */
export function checkNesting(parent: HtmlNode, placeAt: PlaceAt): Problem[] {
  return parent.children.flatMap((child) => [...checkChild(child, parent, placeAt), ...checkInside(child, placeAt)]);
}

/** The same for a part of a document: what its outermost elements stand in is not known. */
export const checkNestingOfPart = (root: HtmlNode, placeAt: PlaceAt): Problem[] =>
  root.children.flatMap((child) => checkInside(child, placeAt));

function checkInside(node: HtmlNode | HtmlText, placeAt: PlaceAt): Problem[] {
  if (node.kind === "text") return [];
  return [...checkNesting(node, placeAt), ...(node.name === "a" ? linksIn(node) : []).map(({ at }) => linkInLink(placeAt(at)))];
}

const linksIn = (node: HtmlNode): HtmlNode[] =>
  node.children.flatMap((child) => (child.kind === "text" ? [] : child.name === "a" ? [child] : linksIn(child)));

const linkInLink = (place: ReturnType<PlaceAt>): Problem =>
  error("html-nesting", "<a> can't stand in <a>", place, "end the first link before it");

function checkChild(child: HtmlNode | HtmlText, parent: HtmlNode, placeAt: PlaceAt): Problem[] {
  const hint = child.kind === "text" ? hintForWords(child, parent) : hintForElement(child, parent);
  if (hint === null) return [];
  return [error("html-nesting", `${shown(child)} can't stand in <${parent.name}>`, placeAt(child.at), hint)];
}

function shown(child: HtmlNode | HtmlText): string {
  if (child.kind === "element") return `<${child.name}>`;
  const words = child.text.trim();
  return `"${words.length > 40 ? `${words.slice(0, 40)}…` : words}"`;
}

const isField = (node: HtmlNode): boolean => node.attributes["data-field"] !== undefined;
const emptyField = "leave it empty: the finished pages fill it in";

/** What to do with words where they can't stand; null: they may. */
function hintForWords({ text }: HtmlText, parent: HtmlNode): string | null {
  if (/^[ \t\r\n\f]*$/.test(text)) return null;
  if (isField(parent)) return emptyField;
  const holds = htmlElements.get(parent.name)?.holds;
  return holds === undefined || holds === "words" || holds === "blocks" ? null : homeInside(parent.name);
}

function hintForElement(node: HtmlNode, parent: HtmlNode): string | null {
  const element = htmlElements.get(node.name);
  const holds = parent.name === "body" ? "blocks" : htmlElements.get(parent.name)?.holds;
  if (!element || holds === undefined) return null;
  if (isField(parent)) return emptyField;
  if (typeof holds !== "string" && holds.includes(node.name)) return null;
  const homes = [...htmlElements].filter(([, one]) => typeof one.holds !== "string" && one.holds.includes(node.name));
  if (homes.length > 0) return `put it in a ${homes.map(([name]) => `<${name}>`).join(" or ")}`;
  if (typeof holds !== "string") return homeInside(parent.name);
  return holds === "words" && element.content !== "inline" ? `end the <${parent.name}> before it` : null;
}

/** Where words and blocks go in an element that doesn't hold them itself. */
function homeInside(parent: string): string {
  if (parent === "ul" || parent === "ol") return "put it in an <li>";
  return parent === "table" ? "put it in a cell or the <caption>" : "put it in a <th> or <td>";
}
