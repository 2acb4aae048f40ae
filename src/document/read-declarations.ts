import type { Block, Declaration } from "css-tree";
import { nearest } from "../errors.ts";
import { placeOf, refuse, valueNodes, type CssContext } from "./css-context.ts";
import { cssProperties, longhandsOf } from "./css-properties.ts";
import { toComponents, type Component } from "./css-values.ts";
import { explainValue } from "./explain-value.ts";
import type { StyleDeclaration } from "./style-rule.ts";
import { initialInherited, initialOwn, type Style } from "./style.ts";

/** The declarations of a rule; all that would not take effect is told. */
export function readDeclarations(block: Block, context: CssContext): StyleDeclaration[] {
  const declarations = plainDeclarations(block, context);
  refuseOverwritten(declarations, context);
  return declarations.flatMap((declaration) => readDeclaration(declaration, context));
}

/** The declarations of a block. What else stands there, and what is asked for beyond a value, is told. */
export function plainDeclarations(block: Block, context: CssContext): Declaration[] {
  return block.children.toArray().flatMap((node) => {
    if (node.type === "Rule" || node.type === "Atrule") {
      refuse(node, context, ["css-unsupported", "a rule inside a rule is not supported", "write it on its own"]);
    }
    if (node.type !== "Declaration") return [];
    if (node.important) {
      refuse(node, context, ["css-unsupported", "!important is not supported", "a later or more specific rule wins"]);
    }
    return [node];
  });
}

/** Of two values for the same thing in one rule the first is never used. */
export function refuseOverwritten(declarations: readonly Declaration[], context: CssContext): void {
  const later = new Map<string, Declaration>();
  for (const declaration of declarations.toReversed()) {
    const parts = longhandsOf(declaration.property);
    const winners = parts.map((part) => later.get(part));
    const [winner] = winners;
    if (winner && !winners.includes(undefined)) {
      const { line } = placeOf(winner, context);
      const message = `${declaration.property} is overwritten by ${winner.property} in line ${line}`;
      refuse(declaration, context, ["css-duplicate", message, "keep one of the two"]);
    }
    for (const part of parts) if (!later.has(part)) later.set(part, declaration);
  }
}

/** A value with its variables replaced; undefined, and told, if one of them gives nothing. */
export function resolveValue(declaration: Declaration, context: CssContext): Component[] | undefined {
  // A value that can't be read has been told.
  if (declaration.value.type === "Raw") return undefined;
  const value = toComponents(valueNodes(declaration), context.variables);
  const parts = value.flatMap((component) => (component.kind === "call" ? component.arguments : [component]));
  const unresolved = parts.find((component) => component.kind === "unresolved");
  if (!unresolved) return value;
  refuse(declaration, context, ["css-variable", `${unresolved.value} ${unresolved.reason}`, unresolved.hint]);
  return undefined;
}

/** In one of these any value that a property takes at all can stand: what `em` and percentages come to depends on the size. */
const plainStyles = [9, 48].map((fontSize): Style => ({ ...initialInherited, ...initialOwn, fontSize }));

function readDeclaration(declaration: Declaration, context: CssContext): StyleDeclaration[] {
  const name = declaration.property;
  const property = cssProperties.get(name);
  if (!property) {
    refuse(declaration, context, ["css-property", `"${name}" is not a supported property`, hintFor(name)]);
    return [];
  }
  const value = resolveValue(declaration, context);
  if (!value) return [];
  // Told even where no element of any edition has the rule.
  if (!plainStyles.some((style) => property.apply(value, style))) {
    const message = `${name} can't take this value${explainValue(value, property.syntax)}`;
    refuse(declaration, context, ["css-value", message, `it takes ${property.syntax}`]);
    return [];
  }
  return [{ name, value, where: placeOf(declaration, context) }];
}

function hintFor(name: string): string {
  if (name.startsWith("--")) return "custom properties are set in :root";
  const known = [...cssProperties.keys()];
  const related = [
    known.filter((one) => one.startsWith(`${name}-`)),
    known.filter((one) => name.startsWith(`${one}-`)),
    // A prefix of a browser, or an older name.
    known.filter((one) => name.endsWith(`-${one}`)),
  ].find((names) => names.length > 0);
  if (related) return `use ${related.slice(0, 4).join(", ")}`;
  const guess = nearest(name, known);
  return guess ? `did you mean "${guess}"?` : "the README lists the supported ones";
}
