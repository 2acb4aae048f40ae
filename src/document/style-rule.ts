import type { Place } from "../errors.ts";
import type { Component } from "./css-values.ts";

/** `element`, `.class`, `element.class.class`: what one step of a descendant selector asks of an element. */
export interface CompoundSelector {
  readonly element: string | null;
  readonly classes: readonly string[];
}

export interface StyleDeclaration {
  readonly name: string;
  readonly value: readonly Component[];
  readonly where: Place;
}

/** One selector of a rule, with the rule's declarations. */
export interface StyleRule {
  /** Outermost first; the last one is the element itself. */
  readonly selector: readonly CompoundSelector[];
  readonly where: Place;
  /** Classes weigh more than elements (CSS Selectors 4, 16); later rules win ties. */
  readonly specificity: number;
  readonly declarations: readonly StyleDeclaration[];
}
