import type { EditionLanguage } from "../../src/language/language.ts";
import { parseStrings } from "../../src/language/strings.ts";
import { compileTemplates } from "../../src/template/compile-templates.ts";
import { renderBrief } from "../../src/template/render-brief.ts";
import { resolveBriefView } from "../../src/template/resolve-brief-view.ts";
import type { BriefView } from "../../src/template/brief-view.ts";
import { day, exampleDataset } from "./example-dataset.ts";

/** Strings from YAML text as `templates/strings/test.yaml`; throws if it has problems. */
export function strings(yaml: string) {
  const parsed = parseStrings(new Map([["templates/strings/test.yaml", yaml]]));
  if (parsed.problems.length > 0) throw new Error(JSON.stringify(parsed.problems));
  return parsed.strings;
}

export function exampleView({
  language = "en",
  yaml = "",
  dataset = exampleDataset(),
  editionDate = "2025-06-30",
}: {
  readonly language?: EditionLanguage;
  readonly yaml?: string;
  readonly dataset?: ReturnType<typeof exampleDataset>;
  readonly editionDate?: string;
} = {}): BriefView {
  return resolveBriefView({ dataset, strings: strings(yaml) }, "binh-duong", {
    language,
    editionDate: day(editionDate),
    editionId: "test",
    news: null,
    leftOut: new Set(),
    chartAltText: (chart, spoken) => `${chart} in ${spoken}`,
  });
}

/** Renders `brief` as the main template, with further ones by path below `templates/`. */
export function render(brief: string, view: BriefView, others: Readonly<Record<string, string>> = {}) {
  const files = Object.entries({ brief, ...others }).map(([name, text]) => [`templates/${name}.hbs`, text] as const);
  const { templates, problems } = compileTemplates(new Map(files));
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return renderBrief(templates, view);
}
