import { error, type Problem } from "../errors.ts";
import { takesEffect } from "./applies-to.ts";
import { longhandsOf } from "./css-properties.ts";
import { htmlElements } from "./html-elements.ts";
import type { HtmlNode } from "./html-tree.ts";
import type { CompoundSelector, StyleDeclaration, StyleRule } from "./style-rule.ts";
import type { StyleSheet } from "./style-sheet.ts";
import { inherit, initialOwn, type Style } from "./style.ts";

/** Rules by what their last step asks for, so that an element meets only rules that may fit it. */
export interface RuleIndex {
  readonly byElement: ReadonlyMap<string, readonly StyleRule[]>;
  readonly byClass: ReadonlyMap<string, readonly StyleRule[]>;
  readonly order: ReadonlyMap<StyleRule, number>;
  /** Declarations already reported, so that each is reported once. */
  readonly reported: Set<StyleDeclaration>;
  /**
   * Styles by the parent's style and the element's name and classes. The same parent style means the same line of
   * ancestors, for every other line computes a style object of its own.
   */
  readonly computed: WeakMap<Style, Map<string, Style>>;
  readonly usage: StyleUsage;
}

/** What of a style sheet a document uses. */
export interface StyleUsage {
  /** Those that fit an element. */
  readonly rules: Set<StyleRule>;
  /** Those that an element heeds, if no other overrides them. */
  readonly heeded: Set<StyleDeclaration>;
  /** Those that no other overrides on some element. */
  readonly decisive: Set<StyleDeclaration>;
  /** The classes of all elements, with the offset of the first that has each. */
  readonly classes: Map<string, number>;
}

export function indexRules(sheet: StyleSheet): RuleIndex {
  const [byElement, byClass] = [new Map<string, StyleRule[]>(), new Map<string, StyleRule[]>()];
  for (const rule of sheet.rules) {
    const { element, classes } = rule.selector.at(-1)!;
    const [map, key] = classes[0] === undefined ? [byElement, element ?? ""] : [byClass, classes[0]];
    map.set(key, [...(map.get(key) ?? []), rule]);
  }
  return {
    byElement,
    byClass,
    order: new Map(sheet.rules.map((rule, index) => [rule, index])),
    reported: new Set(),
    computed: new WeakMap(),
    usage: { rules: new Set(), heeded: new Set(), decisive: new Set(), classes: new Map() },
  };
}

const matches = (node: HtmlNode, { element, classes }: CompoundSelector): boolean =>
  (element === null || element === node.name) && classes.every((name) => node.classes.includes(name));

/** Whether the steps before the last are found among the ancestors, innermost last. */
function ancestorsMatch(ancestors: readonly HtmlNode[], steps: readonly CompoundSelector[]): boolean {
  let at = ancestors.length - 1;
  for (let step = steps.length - 1; step >= 0; step--) {
    while (at >= 0 && !matches(ancestors[at]!, steps[step]!)) at--;
    if (at < 0) return false;
    at--;
  }
  return true;
}

function rulesFor(node: HtmlNode, ancestors: readonly HtmlNode[], index: RuleIndex): StyleRule[] {
  const candidates = [node.classes.flatMap((name) => index.byClass.get(name) ?? []), index.byElement.get(node.name) ?? []].flat();
  return candidates
    .filter(({ selector }) => matches(node, selector.at(-1)!) && ancestorsMatch(ancestors, selector.slice(0, -1)))
    .sort((a, b) => a.specificity - b.specificity || index.order.get(a)! - index.order.get(b)!);
}

/** Font size first: `em` in the other properties refers to it. */
const bySizeFirst = (a: StyleDeclaration, b: StyleDeclaration): number => Number(b.name === "font-size") - Number(a.name === "font-size");

/** The computed style of `node`: inherited, then the user agent's, then the sheet's in cascade order. */
export function computeStyle(
  node: HtmlNode,
  parent: { style: Style; ancestors: readonly HtmlNode[] },
  index: RuleIndex,
): { style: Style; problems: Problem[] } {
  const siblings = index.computed.get(parent.style) ?? new Map<string, Style>();
  index.computed.set(parent.style, siblings);
  const key = `${node.name}.${node.classes.join(".")}`;
  const known = siblings.get(key);
  if (known) return { style: known, problems: [] };
  const problems: Problem[] = [];
  const style: Style = { ...inherit(parent.style), ...initialOwn, ...htmlElements.get(node.name)?.style };
  const rules = rulesFor(node, parent.ancestors, index);
  const declarations = rules.flatMap((rule) => rule.declarations);
  recordUsage(node, { rules, declarations }, index.usage);
  for (const declaration of declarations.sort(bySizeFirst)) {
    const change = declaration.property.apply(declaration.value, style);
    if (change) Object.assign(style, change);
    else if (!index.reported.has(declaration)) {
      index.reported.add(declaration);
      problems.push(
        error("css-value", `${declaration.name} can't take this value`, declaration.where, `it takes ${declaration.property.syntax}`),
      );
    }
  }
  siblings.set(key, style);
  return { style, problems };
}

/** Notes what an element uses; `declarations` in cascade order. */
function recordUsage(
  node: HtmlNode,
  { rules, declarations }: { rules: readonly StyleRule[]; declarations: readonly StyleDeclaration[] },
  { rules: fitting, heeded, decisive, classes }: StyleUsage,
): void {
  for (const name of node.classes) if (!classes.has(name)) classes.set(name, node.at);
  for (const rule of rules) fitting.add(rule);
  if (declarations.every((declaration) => decisive.has(declaration))) return;
  const content = htmlElements.get(node.name)?.content ?? "block";
  const decided = new Set<string>();
  for (const declaration of declarations.toReversed()) {
    const { name, value } = declaration;
    if (!takesEffect(name, value, content)) continue;
    heeded.add(declaration);
    const parts = longhandsOf(name);
    if (parts.some((part) => !decided.has(part))) decisive.add(declaration);
    for (const part of parts) decided.add(part);
  }
}
