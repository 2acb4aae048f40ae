import { error, type Problem } from "../errors.ts";
import { htmlElements } from "./html-elements.ts";
import type { HtmlNode } from "./html-tree.ts";

/** What each part belongs in: anywhere else the tag tree could not hold it (ISO 32000-1 14.8.4.3, ISO 14289-1 7.2). */
const wholes: Readonly<Record<string, readonly string[]>> = {
  li: ["ul", "ol"],
  caption: ["table"],
  thead: ["table"],
  tbody: ["table"],
  tr: ["thead", "tbody"],
  th: ["tr"],
  td: ["tr"],
};

// Lists, tables and rows tell themselves what they can't hold.
const tellers = new Set(["ul", "ol", "table", "thead", "tbody", "tr"]);

const holdsWordsOnly = (name: string): boolean => /^(h[1-4]|caption)$/.test(name) || htmlElements.get(name)?.content === "inline";

/** Elements that stand where they can't. `isFragment`: the outermost may stand in anything, as those of a partial do. */
export function checkNesting(root: HtmlNode, { isFragment = false } = {}): Problem[] {
  return root.children.flatMap((child) =>
    child.kind === "text" ? [] : [...(isFragment ? [] : misplaced(child, root.name)), ...checkNesting(child)],
  );
}

function misplaced({ name, where }: HtmlNode, parent: string): Problem[] {
  if (tellers.has(parent) || !htmlElements.has(name)) return [];
  const message = `<${name}> can't stand in <${parent}>`;
  const whole = wholes[name];
  if (whole) return whole.includes(parent) ? [] : [error("html-nesting", message, where, `put it in a <${whole.join("> or <")}>`)];
  const isWords = htmlElements.get(name)?.content === "inline";
  return isWords || !holdsWordsOnly(parent)
    ? []
    : [error("html-nesting", message, where, `<${parent}> takes words, strong, em, a and the like`)];
}
