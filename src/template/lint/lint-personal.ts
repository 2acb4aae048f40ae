import { join } from "node:path";
import { briefFolder } from "../../dataset/dataset-files.ts";
import { unknownOrigin } from "../../dataset/origin.ts";
import type { Dataset } from "../../dataset/schema.ts";
import { error, nearest, type Problem } from "../../errors.ts";
import { coverTemplate, mainTemplate, type Template, type Templates } from "../compile-templates.ts";
import { templateParts } from "./template-parts.ts";

/** What personal copies need and templates lack: a cover, and sections of the names by which a brief leaves them out. */
export function lintPersonal({ briefs, origin = unknownOrigin }: Dataset, templates: Templates): Problem[] {
  const personal = [...briefs].flatMap(([id, { personal }]) => (personal ? [{ id, sections: Object.keys(personal.sections) }] : []));
  const main = templates.get(mainTemplate);
  // Without the main one nobody knows where they are.
  if (personal.length === 0 || !main) return [];
  const named = [...templates.values()]
    .flatMap((template) => templateParts(template).calls)
    .flatMap(({ helper, arguments: [name] }) => (helper === "section" && typeof name === "string" ? [name] : []));
  const lost = personal.flatMap(({ id, sections }) => sections.filter((name) => !named.includes(name)).map((name) => ({ id, name })));
  const file = main.file.replace(new RegExp(`${mainTemplate}\\.hbs$`), `${coverTemplate}.hbs`);
  const missing = error(
    "template-missing",
    `there is no template ${coverTemplate}.hbs`,
    { file },
    "add it: it is what a personal copy begins with",
  );
  return [
    ...(templates.has(coverTemplate) ? lintCovers(templates) : [missing]),
    ...lost.map(({ id, name }) => {
      const path = ["personal", "sections", name];
      const guess = nearest(name, named);
      return error(
        "unknown-section",
        `no template has a section "${name}"`,
        { ...origin.placeOf(join(briefFolder, `${id}.yaml`), path), field: path.join(".") },
        guess ? `did you mean "${guess}"?` : `write {{#section "${name}"}} and {{/section}} around it`,
      );
    }),
  ];
}

/** Helpers that only ask whether there is something. */
const askingHelpers = new Set(["if", "unless"]);

/**
 * A cover is rendered once for all readers, with room for their words: what a helper is given of them is the same for all, and so is
 * what a partial or a block has under another name.
 */
const lintCovers = (templates: Templates): Problem[] =>
  templatesOf(coverTemplate, templates).flatMap((template) =>
    templateParts(template)
      .handed.filter(({ helper, field }) => /^reader(?:\.|$)/.test(field) && !askingHelpers.has(helper))
      .map(({ helper, field, place }) =>
        error(
          "cover-argument",
          `"${helper}" is given ${field}, which is not known when a cover is rendered: once for all readers`,
          place,
          "print it, as in {{reader.name}}, or ask with {{#if reader.name}} whether a reader has it",
        ),
      ),
  );

/** A template and all that it places, however far from it. */
function templatesOf(name: string, templates: Templates): readonly Template[] {
  const found = new Map<string, Template>();
  const visit = (one: string): void => {
    const template = templates.get(one);
    if (!template || found.has(one)) return;
    found.set(one, template);
    for (const partial of templateParts(template).partials) visit(partial.name ?? "");
  };
  visit(name);
  return [...found.values()];
}
