import { appliesTo } from "../document/applies-to.ts";
import type { StyleUsage } from "../document/compute-style.ts";
import type { StyleRule } from "../document/style-rule.ts";
import { nearest, type Place, type Problem, warning } from "../errors.ts";
import { codeClasses } from "../template/code-classes.ts";
import { chartVariables } from "./chart-theme.ts";
import type { Inputs } from "./inputs.ts";
import { classesInStrings, classesInTemplates } from "./written-classes.ts";

/** What the style sheet has for nothing: rules, declarations and custom properties that no edition looks different by. */
export function unusedStyle({ sheet, templates, strings }: Inputs, usages: readonly StyleUsage[]): Problem[] {
  const present = new Set(usages.flatMap(({ classes }) => [...classes.keys()]));
  const fits = (rule: StyleRule): boolean => usages.some(({ rules }) => rules.has(rule));
  // Classes that stand in a template, though no edition prints them today.
  let written: ReadonlyMap<string, Place> | undefined;
  const mayCome = (name: string): boolean => {
    if (codeClasses.has(name)) return true;
    written ??= new Map([...classesInTemplates(templates), ...classesInStrings(strings)]);
    return written.has(name);
  };
  const unfit = sheet.rules
    .filter((rule) => !fits(rule))
    .flatMap((rule) => {
      const absent = classesOf(rule).filter((name) => !present.has(name));
      return absent.length > 0 && absent.every(mayCome) ? [] : [unusedRule(rule, absent, present)];
    });
  return [...unfit, ...unusedDeclarations(sheet.rules.filter(fits), usages), ...unusedVariables(sheet)];
}

const classesOf = ({ selector }: StyleRule): string[] => selector.flatMap(({ classes }) => [...classes]);

function unusedRule(rule: StyleRule, absent: readonly string[], present: ReadonlySet<string>): Problem {
  const text = rule.selector.map(({ element, classes }) => [element ?? "", ...classes].join(".")).join(" ");
  const guess = absent.map((name) => nearest(name, present)).find((name) => name !== undefined);
  return warning("unused-style", `"${text}" fits no element of any edition`, rule.where, guess ? `did you mean ".${guess}"?` : "remove it");
}

function unusedDeclarations(rules: readonly StyleRule[], usages: readonly StyleUsage[]): Problem[] {
  const declarations = new Set(rules.flatMap((rule) => rule.declarations));
  return [...declarations].flatMap((declaration) => {
    const { name, where } = declaration;
    if (usages.some(({ decisive }) => decisive.has(declaration))) return [];
    if (usages.some(({ heeded }) => heeded.has(declaration))) {
      return [warning("unused-style", `other rules override this ${name} wherever it stands`, where, "remove it")];
    }
    const contents = appliesTo.get(name)?.join(", ");
    const hint = contents === undefined ? "remove it" : `remove it; it works on ${contents}`;
    return [warning("unused-style", `${name} does nothing for the elements of this rule`, where, hint)];
  });
}

function unusedVariables({ variables, variablePlaces, usedVariables }: Inputs["sheet"]): Problem[] {
  const unused = [...variables.keys()].filter((name) => !usedVariables.has(name) && !chartVariables.includes(name));
  return unused.map((name) => warning("unused-style", `nothing uses ${name}`, variablePlaces.get(name), "remove it"));
}
