import { commonAttributes, htmlElements } from "../document/html-elements.ts";
import { error, nearest, type Problem } from "../errors.ts";
import type { Template, Templates } from "../template/compile-templates.ts";
import { lineAndColumn } from "../template/parse-handlebars.ts";
import { skeletonOf } from "../template/lint/lint-html.ts";
import { scanHtml } from "../template/lint/scan-html.ts";
import { templateParts } from "../template/lint/template-parts.ts";

/**
 * Elements and attributes that no document can hold, told where a template writes them. The document tells them too, but
 * it sees rendered HTML, whose lines nobody has before them.
 */
export function lintElements(templates: Templates): Problem[] {
  return [...templates.values()].flatMap(lintTemplate);
}

function lintTemplate(template: Template): Problem[] {
  const { file, text } = template;
  const problems: Problem[] = [];
  let element = "";
  // Expressions become spaces: `<em{{#if foreign}} lang="…"{{/if}}>` is an <em> with a lang.
  const skeleton = skeletonOf(text.length, templateParts(template).written).replace(/\uFFFC/g, " ");
  for (const token of scanHtml(skeleton)) {
    if (token.kind === "open") element = token.name;
    const told =
      token.kind === "open" ? unknownElement(element) : token.kind === "attribute" ? unknownAttribute(element, token.name) : undefined;
    if (told) problems.push(error(told.code, told.message, { file, ...lineAndColumn(text, token.start) }, told.hint));
  }
  return problems;
}

interface Told {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
}

function unknownElement(name: string): Told | undefined {
  if (htmlElements.has(name)) return undefined;
  const guess = nearest(name, htmlElements.keys());
  const hint = guess ? `did you mean <${guess}>?` : "the README lists the supported elements";
  return { code: "html-element", message: `<${name}> is not supported`, hint };
}

function unknownAttribute(element: string, name: string): Told | undefined {
  const own = htmlElements.get(element);
  const allowed = [...commonAttributes, ...(own?.attributes ?? [])];
  if (!own || allowed.includes(name)) return undefined;
  return { code: "html-attribute", message: `<${element}> takes no attribute "${name}"`, hint: `it takes ${allowed.join(", ")}` };
}
