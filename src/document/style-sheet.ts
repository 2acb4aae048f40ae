import parseCss from "css-tree/parser";
import type { CssNode, Declaration, Rule, Selector, StyleSheet as CssStyleSheet } from "css-tree";
import { error, nearest, type Place, type Problem } from "../errors.ts";
import type { Pt } from "../units.ts";
import { cssProperties, type Property } from "./css-properties.ts";
import { toComponents, toPt, type Component, type Variables } from "./css-values.ts";
import { elementNames } from "./html-elements.ts";
import { initialInherited, initialOwn, type Edges, type Style } from "./style.ts";

/** `element`, `.class`, `element.class.class`: what one step of a descendant selector asks of an element. */
export interface CompoundSelector {
  readonly element: string | null;
  readonly classes: readonly string[];
}

export interface StyleDeclaration {
  readonly property: Property;
  readonly name: string;
  readonly value: readonly Component[];
  readonly where: Place;
}

export interface StyleRule {
  /** Outermost first; the last one is the element itself. */
  readonly selector: readonly CompoundSelector[];
  /** Classes weigh more than elements (CSS Selectors 4, 16); later rules win ties. */
  readonly specificity: number;
  readonly declarations: readonly StyleDeclaration[];
}

export interface StyleSheet {
  readonly rules: readonly StyleRule[];
  readonly variables: Variables;
  readonly page: { readonly width: Pt; readonly height: Pt; readonly margin: Edges<Pt> };
}

/** ISO 216 A4. */
const a4 = { width: 595.276, height: 841.89 };
const defaultPage = { ...a4, margin: { top: 48, right: 48, bottom: 48, left: 48 } };

/** A style sheet in the documented subset of CSS → rules in order; everything outside the subset is a problem. */
export function parseStyleSheet(css: string, file: string): { sheet: StyleSheet; problems: Problem[] } {
  const problems: Problem[] = [];
  const ast = parseCss(css, {
    positions: true,
    parseCustomProperty: true,
    onParseError: (cause) => {
      const at = cause as unknown as { line: number; column: number };
      problems.push(error("css-syntax", cause.message, { file, line: at.line, column: at.column }, "mend the style sheet"));
    },
  }) as CssStyleSheet;
  const context: Context = { file, problems, variables: readVariables(ast) };
  const rules = ast.children.toArray().flatMap((node) => (node.type === "Rule" && !isRoot(node) ? readRule(node, context) : []));
  const page = readPage(ast, context);
  for (const node of ast.children.toArray()) {
    if (node.type === "Atrule" && node.name !== "page") {
      problems.push(error("css-unsupported", `@${node.name} is not supported`, placeOf(node, file), "only @page is"));
    }
  }
  return { sheet: { rules, variables: context.variables, page }, problems };
}

interface Context {
  readonly file: string;
  readonly problems: Problem[];
  readonly variables: Variables;
}

const placeOf = (node: CssNode, file: string): Place =>
  node.loc ? { file, line: node.loc.start.line, column: node.loc.start.column } : { file };

const selectorsOf = (rule: Rule): Selector[] =>
  rule.prelude.type === "SelectorList" ? rule.prelude.children.toArray().filter((one): one is Selector => one.type === "Selector") : [];

function isRoot(rule: Rule): boolean {
  const [selector] = selectorsOf(rule);
  const [part] = selector?.children.toArray() ?? [];
  return part?.type === "PseudoClassSelector" && part.name === "root";
}

const declarationsOf = (rule: { block: Rule["block"] }): Declaration[] =>
  rule.block.children.toArray().filter((node): node is Declaration => node.type === "Declaration");

const valueNodes = (declaration: Declaration): CssNode[] =>
  declaration.value.type === "Value" ? declaration.value.children.toArray() : [declaration.value];

/** Custom properties of `:root`, in order: one may use those before it. */
function readVariables(ast: CssStyleSheet): Variables {
  const variables = new Map<string, readonly Component[]>();
  for (const node of ast.children.toArray()) {
    if (node.type !== "Rule" || !isRoot(node)) continue;
    for (const declaration of declarationsOf(node)) {
      if (declaration.property.startsWith("--")) variables.set(declaration.property, toComponents(valueNodes(declaration), variables));
    }
  }
  return variables;
}

function readRule(rule: Rule, context: Context): StyleRule[] {
  const declarations = declarationsOf(rule).flatMap((declaration) => readDeclaration(declaration, context));
  return selectorsOf(rule).flatMap((selector) => {
    const compounds = readSelector(selector, context);
    if (!compounds) return [];
    const specificity = compounds.reduce((sum, { element, classes }) => sum + (element ? 1 : 0) + classes.length * 1000, 0);
    return [{ selector: compounds, specificity, declarations }];
  });
}

function readSelector(selector: Selector, { file, problems }: Context): CompoundSelector[] | undefined {
  const compounds: { element: string | null; classes: string[] }[] = [{ element: null, classes: [] }];
  for (const part of selector.children.toArray()) {
    const current = compounds.at(-1)!;
    if (part.type === "TypeSelector" && elementNames.has(part.name)) current.element = part.name;
    else if (part.type === "ClassSelector") current.classes.push(part.name);
    else if (part.type === "Combinator" && part.name === " ") compounds.push({ element: null, classes: [] });
    else {
      const name = "name" in part && typeof part.name === "string" ? part.name : part.type;
      const guess = part.type === "TypeSelector" ? nearest(name, elementNames) : undefined;
      const hint = guess ? `did you mean "${guess}"?` : "use element, .class, element.class, or these separated by a space";
      problems.push(error("css-selector", `the selector "${name}" is not supported`, placeOf(part, file), hint));
      return undefined;
    }
  }
  return compounds;
}

/** In one of these any value that a property takes at all can stand: what `em` and percentages come to depends on the size. */
const plainStyles = [9, 48].map((fontSize): Style => ({ ...initialInherited, ...initialOwn, fontSize }));

function readDeclaration(declaration: Declaration, { file, problems, variables }: Context): StyleDeclaration[] {
  const where = placeOf(declaration, file);
  const name = declaration.property;
  const property = cssProperties.get(name);
  if (!property) {
    const guess = nearest(name, cssProperties.keys());
    problems.push(
      error(
        "css-property",
        `"${name}" is not a supported property`,
        where,
        guess ? `did you mean "${guess}"?` : "the README lists the supported ones",
      ),
    );
    return [];
  }
  const value = toComponents(valueNodes(declaration), variables);
  const unknown = value.find((component) => component.kind === "other");
  if (unknown?.kind === "other" && unknown.value.startsWith("var(")) {
    problems.push(error("css-variable", `${unknown.value} is not defined`, where, "define it in :root"));
    return [];
  }
  // Told even where no element of any edition has the rule.
  if (!plainStyles.some((style) => property.apply(value, style))) {
    problems.push(error("css-value", `${name} can't take this value`, where, `it takes ${property.syntax}`));
    return [];
  }
  return [{ property, name, value, where }];
}

function readPage(ast: CssStyleSheet, { file, problems, variables }: Context): StyleSheet["page"] {
  const rules = ast.children.toArray().filter((one) => one.type === "Atrule" && one.name === "page");
  const node = rules.at(-1);
  if (!node) return defaultPage;
  const page: { -readonly [Key in keyof StyleSheet["page"]]: StyleSheet["page"][Key] } = { ...defaultPage };
  // As everywhere in CSS, what comes later wins.
  const declarations = rules.flatMap((rule) => (rule.type === "Atrule" ? (rule.block?.children.toArray() ?? []) : []));
  for (const declaration of declarations) {
    if (declaration.type !== "Declaration") continue;
    const value = toComponents(valueNodes(declaration), variables);
    const lengths = value.map((component) => toPt(component, 9));
    const [top, right = top, bottom = top, left = right] = lengths;
    const [first] = value;
    if (declaration.property === "size" && first?.kind === "word" && first.value === "a4") Object.assign(page, a4);
    else if (declaration.property === "size" && lengths.length === 2 && top && right) Object.assign(page, { width: top, height: right });
    else if (declaration.property === "margin" && top !== undefined && right !== undefined && bottom !== undefined && left !== undefined) {
      page.margin = { top, right, bottom, left };
    } else
      problems.push(
        error(
          "css-page",
          `@page can't take this ${declaration.property}`,
          placeOf(declaration, file),
          "it takes size: A4 | <length>{2} and margin: <length>{1,4}",
        ),
      );
  }
  if (Math.max(page.width, page.height) > largestPage) {
    problems.push(error("css-page", `the page is larger than ${largestPage} pt`, placeOf(node, file), "PDF/A takes no larger one"));
    return defaultPage;
  }
  if (hasRoom(page)) return page;
  problems.push(error("css-page", "the margins of the page are negative or leave no room", placeOf(node, file), "leave an inch each way"));
  return defaultPage;
}

/** ISO 19005-3 6.1.13. */
const largestPage: Pt = 14_400;

/** An inch each way holds a few words. */
const leastRoom: Pt = 72;

function hasRoom({ width, height, margin: { top, right, bottom, left } }: StyleSheet["page"]): boolean {
  return Math.min(top, right, bottom, left) >= 0 && width - left - right >= leastRoom && height - top - bottom >= leastRoom;
}
