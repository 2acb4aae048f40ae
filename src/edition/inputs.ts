import { join } from "node:path";
import { checkDataset } from "../dataset/check-dataset.ts";
import { parseDataset } from "../dataset/parse-dataset.ts";
import type { Dataset } from "../dataset/schema.ts";
import { parseStyleSheet, type StyleSheet } from "../document/style-sheet.ts";
import { shownPath, type Effects } from "../effects.ts";
import { error, type Problem, warning } from "../errors.ts";
import { parseStrings, type Strings } from "../language/strings.ts";
import { compileTemplates, templateName, type Templates } from "../template/compile-templates.ts";
import { checkSchedules } from "../schedule/check-schedules.ts";
import type { UnsoundTexts } from "../template/lint/unsound.ts";
import { lintTemplates } from "../template/lint-templates.ts";
import type { IsoDate } from "../units.ts";
import type { FontId, TextMetrics } from "../graphics.ts";
import { type OpenFont, openFonts } from "../layout/open-font.ts";
import { textMetrics } from "../layout/text-metrics.ts";
import { rememberLast } from "../remember.ts";
import { keptRoot, rememberAcrossRuns } from "../run-memory.ts";
import { parseInlines } from "../template/parse-inline.ts";
import { inputDigest } from "./input-digest.ts";
import { lintGlyphs } from "./lint-glyphs.ts";
import { lintElements } from "./lint-elements.ts";

/** All that briefs are made from, read and parsed. */
export interface Inputs {
  readonly dataset: Dataset;
  readonly templates: Templates;
  readonly strings: Strings;
  readonly sheet: StyleSheet;
  /** The sheet as it was written. */
  readonly css: string;
  /** The style sheet's file, as problems name it. */
  readonly style: string;
  /** What each file adds to an edition, as `inputDigest` says, by its name. */
  readonly hashes: ReadonlyMap<string, string>;
  /** Such a path by the name that problems give the file: where folders lie must not be seen in an edition. */
  readonly paths: ReadonlyMap<string, string>;
}

export interface InputFolders {
  readonly data: string;
  readonly templates: string;
}

/** What follows from data and a day alone: a save of words or style leaves it as it was. */
const checkData = rememberLast((dataset: Dataset, date: IsoDate) => [...checkDataset(dataset, date), ...checkSchedules(dataset, date)]);

/** The documents of all editions hang on their style sheet. */
const parseStyle = rememberLast((css: string, file: string, metrics: TextMetrics) =>
  keptRoot([css, file], { make: () => parseStyleSheet(css, file), metrics }),
);

/** Problems that follow from what was `seen` alone: an edition of another day, or in other languages, has the same. */
const problemsOf = rememberAcrossRuns(
  "problems",
  (_: string, find: () => readonly Problem[], _seen: readonly string[]) => find(),
  (name, _, seen) => [name, ...seen],
);

/** Every file, with what is in it. */
const seenIn = ({ texts, unreadable }: { texts: ReadonlyMap<string, string>; unreadable: ReadonlySet<string> }): string[] => [
  ...[...texts].flat(),
  "",
  ...unreadable,
];

/** All of the data that elements are seen against: which charts there are, or may be. */
const chartsSeen = ({ charts, origin }: Dataset): string[] => [
  ...charts.keys(),
  "",
  ...[...(origin?.faulty ?? [])].filter((name) => name.startsWith("charts.yaml")),
];

/** Reads and checks everything. With any error among the problems there are no inputs. */
export async function readInputs(
  folders: InputFolders,
  date: IsoDate,
  effects: Effects,
  fonts: Record<FontId, OpenFont> = openFonts(),
): Promise<{ inputs: Inputs | null; fonts: Record<FontId, OpenFont>; problems: Problem[] }> {
  const [data, template] = await Promise.all([
    readTexts({ folder: folders.data, kind: "data" }, [".csv", ".yaml"], effects),
    readTexts({ folder: folders.templates, kind: "templates" }, [".hbs", ".yaml", ".css"], effects),
  ]);
  const [dataRoot, templateRoot] = [shownPath(folders.data), shownPath(folders.templates)];
  const { dataset, partial, problems: dataProblems } = parseDataset(data.texts, dataRoot, data.unreadable);
  const { templates, ...compiled } = compileTemplates(ending(template.texts, ".hbs"), templateRoot);
  const { strings, ...parsed } = parseStrings(ending(template.texts, ".yaml"));
  parseInlines(strings);
  const style = join(templateRoot, "style.css");
  const css = template.texts.get(style) ?? "";
  const { sheet, problems: styleProblems } = parseStyle(css, style, textMetrics(fonts));
  const unsound: UnsoundTexts = {
    strings: parsed.faulty,
    stringsComplete: parsed.complete && ![...template.unreadable].some((file) => file.endsWith(".yaml")),
    partials: new Set([...compiled.faulty, ...[...template.unreadable].map((file) => templateName(file, templateRoot))]),
  };
  const seen = { data: seenIn(data), templates: seenIn(template) };
  const problems = [
    ...[data, template, compiled, parsed].flatMap((found) => found.problems),
    ...dataProblems,
    ...styleProblems,
    ...(template.texts.has(style) || template.unreadable.has(style) ? [] : [missingStyle(style)]),
    ...[...ending(template.texts, ".css").keys()].filter((file) => file !== style).map((file) => unreadStyle(file, style)),
    ...problemsOf("elements", () => lintElements({ templates, strings }, partial), [...seen.templates, ...chartsSeen(partial)]),
    ...problemsOf("check", () => checkData(partial, date), [...seen.data, date]),
    ...problemsOf(
      "lint",
      () => [
        ...lintGlyphs({ dataset: partial, strings, templates }, (text) => missingIn(fonts, text)),
        ...lintTemplates({ templates, strings }, partial, unsound),
      ],
      [...seen.data, ...seen.templates],
    ),
  ].filter(({ code, where }) => code !== "template-missing" || !template.unreadable.has(where?.file ?? ""));
  const hashes = new Map([...data.hashes, ...template.hashes]);
  const paths = new Map([...data.paths, ...template.paths]);
  const failed = !dataset || problems.some(({ severity }) => severity === "error");
  return { inputs: failed ? null : { dataset, templates, strings, sheet, css, style, hashes, paths }, fonts, problems };
}

/** Any face may be asked to draw any text. */
const missingIn = (fonts: Record<FontId, OpenFont>, text: string): string[] => Object.values(fonts).flatMap((font) => font.missing(text));

const missingStyle = (file: string): Problem => error("style-missing", "there is no style sheet", { file }, "add it");

const unreadStyle = (file: string, style: string): Problem =>
  warning("unknown-file", "nothing reads this file", { file }, `write what is in it into ${style}`);

const ending = (texts: ReadonlyMap<string, string>, suffix: string): Map<string, string> =>
  new Map([...texts].filter(([path]) => path.endsWith(suffix)));

/** Templates and strings of mails, of web pages and of the tool's screens: no brief is made from them, and they are HTML of another kind. */
const notOfBriefs = /^(?:mail|web|screens)\/|^strings\/(?:mail|web)\.yaml$/;

async function readTexts({ folder, kind }: { folder: string; kind: "data" | "templates" }, endings: readonly string[], effects: Effects) {
  const texts = new Map<string, string>();
  const hashes = new Map<string, string>();
  const paths = new Map<string, string>();
  const unreadable = new Set<string>();
  const problems: Problem[] = [];
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (const [path, bytes] of await effects.readTree(folder, endings)) {
    if (kind === "templates" && notOfBriefs.test(path)) continue;
    const file = join(shownPath(folder), path);
    paths.set(file, `${kind}/${path}`);
    const counted = inputDigest(kind, path, bytes);
    if (counted) hashes.set(counted.name, counted.digest);
    try {
      texts.set(file, decoder.decode(bytes));
    } catch {
      unreadable.add(file);
      problems.push(error("encoding", "the file is not UTF-8 text", { file }, "save it as UTF-8"));
    }
  }
  return { texts, unreadable, hashes, paths, problems };
}
