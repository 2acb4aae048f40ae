import { error, type Problem } from "../errors.ts";
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
  outer.problems.push(...problems, ...checkId(node));
  return { ...outer, style, lang: languageOf(node, outer), ancestors: [...outer.ancestors, node] };
}

/** A name is written into the PDF, where characters that show nothing would make two names one. */
function checkId({ attributes: { id = "" }, where }: HtmlNode): Problem[] {
  if (!/[\s\p{C}]/u.test(id)) return [];
  return [error("html-id", `the id "${id}" holds a space or a character that shows nothing`, where, "use letters, digits and hyphens")];
}

/** The language of an element, which readers are told by its tag (RFC 3066; ISO 14289-1 7.2). */
function languageOf({ attributes: { lang }, where }: HtmlNode, outer: Scope): string {
  if (lang === undefined) return outer.lang;
  if (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(lang)) return lang;
  outer.problems.push(error("html-lang", `lang="${lang}" names no language`, where, 'write a tag like "vi", "en" or "zh-Hant"'));
  return outer.lang;
}

export function base(node: HtmlNode, scope: Scope) {
  const role = htmlElements.get(node.name)?.role ?? null;
  return { role, style: scope.style, lang: scope.lang, ...(node.attributes["id"] && { id: node.attributes["id"] }) };
}
