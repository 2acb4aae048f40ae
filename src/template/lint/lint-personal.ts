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
  const cover = templates.get(coverTemplate);
  return [
    ...(cover ? lintCover(cover) : [missing]),
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

/** A cover is rendered once for all readers, with room for their words: a helper would not see them. */
const lintCover = (cover: Template): Problem[] =>
  templateParts(cover)
    .handed.filter(({ helper, field }) => field.startsWith("reader.") && !askingHelpers.has(helper))
    .map(({ helper, field, place }) =>
      error(
        "cover-argument",
        `"${helper}" is given ${field}, which is not known when a cover is rendered: once for all readers`,
        place,
        `print it, {{${field}}}, or ask with {{#if ${field}}} whether a reader has it`,
      ),
    );
