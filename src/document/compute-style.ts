import { error, type Problem } from "../errors.ts";
import { rememberEachKept } from "../kept-graph.ts";
import { rememberEach } from "../remember.ts";
import { takesEffect } from "./applies-to.ts";
import { cssProperties, longhandsOf } from "./css-properties.ts";
import { htmlElements } from "./html-elements.ts";
import type { HtmlNode } from "./html-tree.ts";
import type { CompoundSelector, StyleDeclaration, StyleRule } from "./style-rule.ts";
import type { StyleSheet } from "./style-sheet.ts";
import { inherit, initialInherited, initialOwn, type Style } from "./style.ts";

/** Rules by what their last step asks for, so that an element meets only rules that may fit it; and what came of them. */
export interface RuleIndex {
  readonly byElement: ReadonlyMap<string, readonly StyleRule[]>;
  readonly byClass: ReadonlyMap<string, readonly StyleRule[]>;
  readonly order: ReadonlyMap<StyleRule, number>;
  /** What a document starts from. */
  readonly root: Style;
  /**
   * Styles by the parent's style and the element's name and classes. The same parent style means the same line of
   * ancestors, for every other line computes a style object of its own.
   */
  readonly computed: (parent: Style) => Map<string, ComputedStyle>;
}

/** The style of an element, and what of the sheet it comes from. */
export interface ComputedStyle {
  readonly style: Style;
  readonly classes: readonly string[];
  readonly rules: readonly StyleRule[];
  readonly heeded: readonly StyleDeclaration[];
  readonly decisive: readonly StyleDeclaration[];
  /** Declarations whose value does not fit. */
  readonly faults: ReadonlyMap<StyleDeclaration, Problem>;
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

const rootStyle = rememberEachKept<StyleSheet, Style>("root styles", () => ({ ...initialInherited, ...initialOwn }));
const computedStyles = rememberEachKept<Style, Map<string, ComputedStyle>>("computed styles", () => new Map());

/** The rules of a sheet, and the styles of all documents that have it. */
export const indexRules = rememberEach<StyleSheet, RuleIndex>((sheet) => {
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
    root: rootStyle(sheet),
    computed: computedStyles,
  };
});

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
export function computeStyle(node: HtmlNode, parent: { style: Style; ancestors: readonly HtmlNode[] }, index: RuleIndex): ComputedStyle {
  const siblings = index.computed(parent.style);
  const key = `${node.name} ${node.classes.join(" ")}`;
  const known = siblings.get(key);
  if (known) return known;
  const computed = computeAnew(node, parent, index);
  siblings.set(key, computed);
  return computed;
}

function computeAnew(node: HtmlNode, parent: { style: Style; ancestors: readonly HtmlNode[] }, index: RuleIndex): ComputedStyle {
  const style: Style = { ...inherit(parent.style), ...initialOwn, ...htmlElements.get(node.name)?.style };
  const rules = rulesFor(node, parent.ancestors, index);
  const declarations = rules.flatMap((rule) => rule.declarations);
  const faults = new Map<StyleDeclaration, Problem>();
  for (const declaration of declarations.toSorted(bySizeFirst)) {
    const { name, value, where } = declaration;
    const property = cssProperties.get(name)!;
    const change = property.apply(value, style);
    if (change) Object.assign(style, change);
    else faults.set(declaration, error("css-value", `${name} can't take this value`, where, `it takes ${property.syntax}`));
  }
  return { style, classes: node.classes, rules, ...effectsOf(node, declarations), faults };
}

/** What an element uses of `declarations`, which are in cascade order. */
function effectsOf(node: HtmlNode, declarations: readonly StyleDeclaration[]): Pick<ComputedStyle, "heeded" | "decisive"> {
  const content = htmlElements.get(node.name)?.content ?? "block";
  const heeded = declarations.filter(({ name, value }) => takesEffect(name, value, content));
  const decided = new Set<string>();
  const decisive = heeded.toReversed().filter(({ name }) => {
    const parts = longhandsOf(name);
    const decides = parts.some((part) => !decided.has(part));
    for (const part of parts) decided.add(part);
    return decides;
  });
  return { heeded, decisive };
}

/** What a document uses of its sheet: its styles, each with the offset of the first element that has it. */
export function usageOf(uses: ReadonlyMap<ComputedStyle, number>): StyleUsage {
  const usage: StyleUsage = { rules: new Set(), heeded: new Set(), decisive: new Set(), classes: new Map() };
  for (const [{ classes, rules, heeded, decisive }, at] of uses) {
    for (const name of classes) if (!usage.classes.has(name)) usage.classes.set(name, at);
    for (const rule of rules) usage.rules.add(rule);
    for (const declaration of heeded) usage.heeded.add(declaration);
    for (const declaration of decisive) usage.decisive.add(declaration);
  }
  return usage;
}
