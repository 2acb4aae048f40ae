import type { StyleUsage } from "../document/compute-style.ts";
import type { StyleSheet } from "../document/style-sheet.ts";
import { nearest, type Problem, warning } from "../errors.ts";
import { codeClasses } from "../template/code-classes.ts";
import type { RenderedBrief } from "../template/render-brief.ts";

/** Classes that elements have and no rule names. */
export function unnamedClasses({ classes }: StyleUsage, { rules }: StyleSheet, { placeAt }: RenderedBrief): Problem[] {
  const named = new Set(rules.flatMap(({ selector }) => selector.flatMap((step) => [...step.classes])));
  return [...classes].flatMap(([name, at]) => {
    if (named.has(name) || codeClasses.has(name)) return [];
    const guess = nearest(name, named);
    const hint = guess ? `did you mean "${guess}"?` : "leave it out, or name it in the style sheet";
    return [warning("unused-class", `no rule of the style sheet names the class "${name}"`, placeAt(at), hint)];
  });
}
