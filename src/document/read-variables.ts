import type { CssNode, Rule, StyleSheet as CssStyleSheet } from "css-tree";
import type { Place } from "../errors.ts";
import { placeOf, refuse, valueNodes, type CssContext } from "./css-context.ts";
import { toComponents, type Component } from "./css-values.ts";
import { plainDeclarations, refuseOverwritten } from "./read-declarations.ts";

/** The custom properties of a style sheet. */
export class CssVariables {
  readonly values = new Map<string, readonly Component[]>();
  readonly places = new Map<string, Place>();
  /** Those that a declaration uses. */
  readonly used = new Set<string>();

  get(name: string): readonly Component[] | undefined {
    this.used.add(name);
    return this.values.get(name);
  }
}

/** `:root`, and nothing else. */
export function isRoot(node: CssNode): node is Rule {
  if (node.type !== "Rule" || node.prelude.type !== "SelectorList") return false;
  const selectors = node.prelude.children.toArray();
  const [part, ...others] = selectors.flatMap((selector) => (selector.type === "Selector" ? selector.children.toArray() : []));
  return selectors.length === 1 && others.length === 0 && part?.type === "PseudoClassSelector" && part.name === "root";
}

/** Reads the custom properties of `:root` into `variables`, in order: one may use those before it. */
export function readVariables(ast: CssStyleSheet, variables: CssVariables, context: CssContext): void {
  const rules = ast.children.toArray().filter(isRoot);
  const declarations = rules.flatMap((rule) => plainDeclarations(rule.block, context));
  refuseOverwritten(declarations, context);
  for (const declaration of declarations) {
    const { property } = declaration;
    if (property.startsWith("--")) {
      variables.values.set(property, toComponents(valueNodes(declaration), variables));
      variables.places.set(property, placeOf(declaration, context));
    } else {
      const message = `:root holds custom properties only, not ${property}`;
      refuse(declaration, context, ["css-unsupported", message, "set it on main or body"]);
    }
  }
}
