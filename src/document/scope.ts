import type { Problem } from "../errors.ts";
import { computeStyle, type RuleIndex } from "./compute-style.ts";
import { htmlElements } from "./html-elements.ts";
import type { HtmlNode } from "./html-tree.ts";
import type { Style } from "./style.ts";

/** Where the building of the document is: what it inherits and where problems go. */
export interface Scope {
  readonly style: Style;
  readonly lang: string;
  readonly ancestors: readonly HtmlNode[];
  readonly index: RuleIndex;
  readonly problems: Problem[];
}

/** The scope inside `node`. */
export function enter(node: HtmlNode, outer: Scope): Scope {
  const { style, problems } = computeStyle(node, outer, outer.index);
  outer.problems.push(...problems);
  return { ...outer, style, lang: node.attributes["lang"] ?? outer.lang, ancestors: [...outer.ancestors, node] };
}

export function base(node: HtmlNode, scope: Scope) {
  const role = htmlElements.get(node.name)?.role ?? null;
  return { role, style: scope.style, lang: scope.lang, ...(node.attributes["id"] && { id: node.attributes["id"] }) };
}
