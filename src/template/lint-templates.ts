import type { Dataset } from "../dataset/schema.ts";
import { error, nearest, type Problem, warning } from "../errors.ts";
import type { Strings } from "../language/strings.ts";
import { coverTemplate, mainTemplate, type Templates } from "./compile-templates.ts";
import { chartStrings } from "./chart-strings.ts";
import { statusStringKeys } from "./status-strings.ts";
import { lintString, lintWords } from "./lint/lint-string.ts";
import { lintPersonal } from "./lint/lint-personal.ts";
import { lintTemplate } from "./lint/lint-template.ts";
import { templateParts } from "./lint/template-parts.ts";
import type { Call } from "./lint/call.ts";
import { allSound, unsoundIn, type UnsoundTexts } from "./lint/unsound.ts";

/** Everything that is wrong with templates and strings, seen against the dataset that they cite. */
export function lintTemplates(
  { templates, strings }: { readonly templates: Templates; readonly strings: Strings },
  dataset: Dataset,
  unsound: UnsoundTexts = allSound,
): Problem[] {
  const isUnsound = unsoundIn(dataset, unsound);
  lintWords(strings);
  return [
    ...[...templates.values()].flatMap((template) => lintTemplate(template, { dataset, strings, templates, isUnsound })),
    ...[...strings.values()].flatMap((string) => lintString(string, { dataset, strings, isUnsound })),
    ...(unsound.partials.size > 0 ? [] : [...unusedTemplates(templates), ...lintPersonal(dataset, templates)]),
    ...requiredKeys(dataset).flatMap((key) => (isUnsound("string", key) ? [] : lintRequired(key, strings))),
  ];
}

/** Templates that no other places, however far from the main one. */
function unusedTemplates(templates: Templates): Problem[] {
  const used = new Set<string>();
  const visit = (name: string): void => {
    const template = templates.get(name);
    if (!template || used.has(name)) return;
    used.add(name);
    for (const partial of templateParts(template).partials) visit(partial.name ?? "");
  };
  visit(mainTemplate);
  // Without the main one nobody knows.
  if (used.size === 0) return [];
  visit(coverTemplate);
  return [...templates.values()]
    .filter(({ name }) => !used.has(name))
    .map(({ name, file }) =>
      warning("unused-template", `no template places "${name}"`, { file, line: 1 }, `remove it, or write {{> ${name}}}`),
    );
}

/** Strings that the program itself asks for: chips, words of charts, names of groups. */
function requiredKeys(dataset: Dataset): string[] {
  const groups = [...dataset.briefs.values()].flatMap(({ indicatorTable }) => indicatorTable.map(({ group }) => group));
  const ofCharts = [...dataset.charts.keys()].flatMap((chart) => chartStrings(chart, dataset));
  return [...new Set([...statusStringKeys, ...ofCharts, ...groups])];
}

function lintRequired(key: string, strings: Strings): Problem[] {
  if (strings.has(key)) return [];
  const meant = nearest(key, strings.keys());
  const file = [...strings.values()].at(-1)?.place.file;
  const hint = meant ? `did you mean "${meant}"?` : "add it to the strings of its section";
  return [error("missing-string", `the string "${key}" is needed and not there`, file === undefined ? {} : { file }, hint)];
}

const namedString = ({ helper, arguments: [key] }: Call): string[] =>
  (helper === "t" || helper === "both") && typeof key === "string" ? [key] : [];

/** Strings that no edition printed, and no template names: what one says of another edition before may come. */
export function checkUnusedStrings(strings: Strings, templates: Templates, used: ReadonlySet<string>): Problem[] {
  const named = [...templates.values()].flatMap((template) => templateParts(template).calls).flatMap(namedString);
  const needed = new Set([...used, ...named, ...statusStringKeys]);
  return [...strings.values()]
    .filter(({ key }) => !needed.has(key))
    .map(({ key, place }) =>
      warning("unused-string", `no edition prints the string "${key}"`, place, "remove it, or place it in a template"),
    );
}
