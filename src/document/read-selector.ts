import type { CssNode, Selector } from "css-tree";
import { nearest } from "../errors.ts";
import { placeOf, refuse, written, type CssContext } from "./css-context.ts";
import { elementNames } from "./html-elements.ts";
import type { CompoundSelector, StyleRule } from "./style-rule.ts";

const forms = "use element, .class, element.class, or these separated by a space";

/** A selector → its steps, or undefined if it is not one of the supported forms. */
export function readSelector(selector: Selector, context: CssContext): Pick<StyleRule, "selector" | "specificity" | "where"> | undefined {
  const steps: { element: string | null; classes: string[] }[] = [{ element: null, classes: [] }];
  for (const part of selector.children.toArray()) {
    const step = steps.at(-1)!;
    if (part.type === "TypeSelector" && elementNames.has(part.name)) step.element = part.name;
    else if (part.type === "ClassSelector") step.classes.push(part.name);
    else if (part.type === "Combinator" && part.name === " ") steps.push({ element: null, classes: [] });
    else {
      refuse(part, context, ["css-selector", `the selector "${written(part, context).trim()}" is not supported`, hintFor(part)]);
      return undefined;
    }
  }
  return { selector: steps, specificity: specificityOf(steps), where: placeOf(selector, context) };
}

function hintFor(part: CssNode): string {
  if (part.type === "PseudoClassSelector" && part.name === "root") return "write :root alone, for custom properties";
  const guess = part.type === "TypeSelector" && part.name !== "*" ? nearest(part.name, elementNames) : undefined;
  return guess ? `did you mean "${guess}"?` : forms;
}

const specificityOf = (steps: readonly CompoundSelector[]): number =>
  steps.reduce((sum, { element, classes }) => sum + (element ? 1 : 0) + classes.length * 1000, 0);
