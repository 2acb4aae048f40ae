import { join } from "node:path";
import type { Dataset } from "../dataset/schema.ts";
import { shownPath, type Effects } from "../effects.ts";
import { error, warning, type Problem } from "../errors.ts";
import { parseStrings, type Strings } from "../language/strings.ts";
import { rememberLast } from "../remember.ts";
import { rememberAcrossRuns } from "../run-memory.ts";
import { compileTemplates, type Template, type Templates } from "../template/compile-templates.ts";
import { lintString } from "../template/lint/lint-string.ts";
import { lintTemplate } from "../template/lint/lint-template.ts";
import { templateParts } from "../template/lint/template-parts.ts";

/** The templates, strings and style of mails, read and checked. */
export interface MailTemplates {
  readonly templates: Templates;
  readonly strings: Strings;
  readonly css: string;
}

/** Templates that a message is made of: its subject, its text for those who want no HTML, and its HTML. */
export const messageTemplates = { subject: "mail/subject.text", text: "mail/message.text", html: "mail/message.html" } as const;

/** Mails know no dataset: what they say of figures comes with the edition. */
export const noDataset: Dataset = {
  observations: new Map(),
  indicators: new Map(),
  sources: new Map(),
  areas: new Map(),
  codes: new Map(),
  terms: new Map(),
  events: new Map(),
  parks: new Map(),
  resolutions: new Map(),
  charts: new Map(),
  briefs: new Map(),
  segments: new Map(),
  holidays: new Map(),
};

const ofMails = /^mail\/|^strings\/mail\.yaml$/;

/** What is wrong with the templates of mails, where there are any: a folder may be for PDFs alone. */
export async function checkMailTemplates(folder: string, effects: Pick<Effects, "readTree">): Promise<readonly Problem[]> {
  const texts = await readMailTexts(folder, effects);
  return texts.size === 0 ? [] : problemsOf(texts, shownPath(folder));
}

const problemsOf = rememberAcrossRuns(
  "mail-templates",
  (texts: ReadonlyMap<string, string>, root: string) => parseMailTemplates(texts, root).problems,
  (texts, root) => [...[...texts].flat(), root],
);

/** Reads `mail/` and `strings/mail.yaml` of a folder of templates; with an error among the problems there are no templates. */
export async function readMailTemplates(
  folder: string,
  effects: Pick<Effects, "readTree">,
): Promise<{ templates: MailTemplates | null; problems: readonly Problem[] }> {
  return parseMailTemplates(await readMailTexts(folder, effects), shownPath(folder));
}

async function readMailTexts(folder: string, effects: Pick<Effects, "readTree">): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const [path, bytes] of await effects.readTree(folder, [".hbs", ".yaml", ".css"])) {
    if (ofMails.test(path)) texts.set(join(shownPath(folder), path), new TextDecoder().decode(bytes));
  }
  return texts;
}

/** Templates, strings and style by path, and everything that is wrong with them. */
export function parseMailTemplates(
  texts: ReadonlyMap<string, string>,
  root: string,
): { templates: MailTemplates | null; problems: readonly Problem[] } {
  return parseOnce(texts, root);
}

const parseOnce = rememberLast(parse, (_, root) => root);

function parse(texts: ReadonlyMap<string, string>, root: string): { templates: MailTemplates | null; problems: readonly Problem[] } {
  const compiled = compileTemplates(ending(texts, ".hbs"), root, messageTemplates.html);
  const parsed = parseStrings(ending(texts, ".yaml"));
  const { templates } = compiled;
  const { strings } = parsed;
  const css = [...ending(texts, ".css").values()].join("\n");
  const context = { dataset: noDataset, strings, templates, isUnsound: () => false };
  const problems = [...compiled.problems, ...parsed.problems];
  if (problems.length === 0) {
    problems.push(
      ...Object.values(messageTemplates).flatMap((name) => missing(name, { templates, root })),
      ...[...templates.values()].flatMap((template) => [...lintTemplate(template, context), ...lintHelpers(template)]),
      ...[...strings.values()].flatMap((string) => lintString(string, context)),
      ...unusedStrings(templates, strings),
    );
  }
  const failed = problems.some(({ severity }) => severity === "error");
  return { templates: failed ? null : { templates, strings, css }, problems };
}

const ending = (texts: ReadonlyMap<string, string>, suffix: string): Map<string, string> =>
  new Map([...texts].filter(([path]) => path.endsWith(suffix)));

function missing(name: string, { templates, root }: { templates: Templates; root: string }): Problem[] {
  if (templates.has(name)) return [];
  return [error("template-missing", `there is no template ${name}.hbs`, { file: join(root, `${name}.hbs`) }, "add it: every mail has one")];
}

/** What the templates of mails can call, of what those of briefs can. */
export const mailHelpers = ["t", "local", "inLanguage", "editionDate", "eq"] as const;
const builtIn = ["if", "unless", "each", "with"];

function lintHelpers(template: Template): Problem[] {
  const known: readonly string[] = [...mailHelpers, ...builtIn];
  return templateParts(template)
    .calls.filter(({ helper }) => !known.includes(helper))
    .map(({ helper, place }) => error("helper-use", `a mail can't call ${helper}`, place, `it has ${known.join(", ")}`));
}

function unusedStrings(templates: Templates, strings: Strings): Problem[] {
  const used = new Set(
    [...templates.values()].flatMap((template) => templateParts(template).calls.flatMap(({ arguments: [key] }) => String(key))),
  );
  return [...strings.values()]
    .filter(({ key }) => !used.has(key))
    .map(({ key, place }) => warning("unused-string", `no mail says the string "${key}"`, place, "remove it, or place it in a template"));
}
