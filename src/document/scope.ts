import { error, type PlaceAt, type Problem } from "../errors.ts";
import type { Collected, DocumentMemory } from "./block-memory.ts";
import { computeStyle, type ComputedStyle, type RuleIndex } from "./compute-style.ts";
import { htmlElements } from "./html-elements.ts";
import type { HtmlNode } from "./html-tree.ts";
import type { StyleDeclaration } from "./style-rule.ts";
import type { Style } from "./style.ts";

/** Where the building of the document is: what it inherits and where problems go. */
export interface Scope extends Collected {
  readonly style: Style;
  readonly lang: string;
  readonly ancestors: readonly HtmlNode[];
  readonly index: RuleIndex;
  readonly problems: Problem[];
  /** Declarations already reported, so that each is reported once. */
  readonly reported: Set<StyleDeclaration>;
  readonly placeAt: PlaceAt;
  /** Where the HTML has what the document consists of, by offset; null: nobody asks. */
  readonly origins: Map<object, number> | null;
  /** null: everything is made anew. */
  readonly memory: DocumentMemory | null;
}

/** The scope inside `node`. */
export function enter(node: HtmlNode, outer: Scope): Scope {
  const computed = computeStyle(node, outer, outer.index);
  if (!outer.uses.has(computed)) use(computed, node, outer);
  return { ...outer, style: computed.style, lang: node.attributes["lang"] ?? outer.lang, ancestors: [...outer.ancestors, node] };
}

function use(computed: ComputedStyle, node: HtmlNode, { uses, reported, problems }: Scope): void {
  uses.set(computed, node.at);
  for (const [declaration, problem] of computed.faults) {
    if (!reported.has(declaration)) problems.push(problem);
    reported.add(declaration);
  }
}

/** What `make` makes of `node`, or made of the same HTML before. */
export const recalled = <Made, Around extends Scope>(node: HtmlNode, scope: Around, make: (scope: Around) => Made): Made =>
  scope.memory ? scope.memory.recall(node, scope, make) : make(scope);

export function base(node: HtmlNode, scope: Scope) {
  const role = htmlElements.get(node.name)?.role ?? null;
  return { role, style: scope.style, lang: scope.lang, ...(node.attributes["id"] && { id: node.attributes["id"] }) };
}

/** `made`, whose place in the HTML is kept for whoever finds fault with it. */
export function madeFrom<Made extends object>(node: HtmlNode, scope: Scope, made: Made): Made {
  scope.origins?.set(made, node.at);
  return made;
}

/** A copy of `made` with changes, from the same place. */
export function remade<Made extends object>(made: Made, change: Partial<Made>, { origins }: Scope): Made {
  const copy = { ...made, ...change };
  const origin = origins?.get(made);
  if (origin !== undefined) origins?.set(copy, origin);
  return copy;
}

export function tell({ problems, placeAt }: Scope, node: HtmlNode, [code, message, hint]: readonly [string, string, string]): void {
  problems.push(error(code, message, placeAt(node.at), hint));
}
