import type { StyleUsage } from "../document/compute-style.ts";
import { nearest, type Place, type Problem, warning } from "../errors.ts";
import { codeClasses } from "../template/code-classes.ts";
import type { RenderedBrief } from "../template/render-brief.ts";
import type { Inputs } from "./inputs.ts";
import { classesInStrings } from "./written-classes.ts";

/** Classes that elements have and no rule names. */
export function unnamedClasses(
  { classes }: StyleUsage,
  { sheet: { rules }, strings }: Pick<Inputs, "sheet" | "strings">,
  { placeAt }: Pick<RenderedBrief, "placeAt">,
): Problem[] {
  const named = new Set(rules.flatMap(({ selector }) => selector.flatMap((step) => [...step.classes])));
  // The HTML knows the template that prints a string, not the string.
  let inStrings: ReadonlyMap<string, Place> | undefined;
  const placeOf = (name: string, at: number): Place => (inStrings ??= classesInStrings(strings)).get(name) ?? placeAt(at);
  return [...classes].flatMap(([name, at]) => {
    if (named.has(name) || codeClasses.has(name)) return [];
    const guess = nearest(name, named);
    const hint = guess ? `did you mean "${guess}"?` : "leave it out, or name it in the style sheet";
    return [warning("unused-class", `no rule of the style sheet names the class "${name}"`, placeOf(name, at), hint)];
  });
}
