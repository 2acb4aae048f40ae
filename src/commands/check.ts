import { checkStale } from "../dataset/check-stale.ts";
import { checkUnused } from "../dataset/check-unused.ts";
import type { Effects } from "../effects.ts";
import { draftEdition, type EditionDraft, type Fonts } from "../edition/make-edition.ts";
import { readInputs, type Inputs } from "../edition/inputs.ts";
import type { Problem } from "../errors.ts";
import { editionLanguages } from "../language/language.ts";
import { openFonts } from "../layout/open-font.ts";
import { checkUnusedStrings } from "../template/lint-templates.ts";
import type { IsoDate } from "../units.ts";
import type { Folders } from "./folders.ts";

export interface CheckOptions {
  readonly folders: Folders;
  readonly date: IsoDate;
}

/** Every edition of every brief, laid out; made whatever was asked for, so that each run sees all problems. */
export interface Ready {
  readonly inputs: Inputs;
  readonly fonts: Fonts;
  readonly drafts: readonly { readonly draft: EditionDraft; readonly milliseconds: number }[];
}

/** `ready` is null when there is an error. */
export interface Checked {
  readonly ready: Ready | null;
  readonly problems: readonly Problem[];
}

/** All that can be found out without writing: data, templates, strings, style, and each edition down to its glyphs. */
export async function check({ folders, date }: CheckOptions, effects: Effects): Promise<Checked> {
  effects.progress("reading");
  const { inputs, problems } = await readInputs(folders, date, effects);
  if (!inputs) return { ready: null, problems: inOrder(problems) };
  const fonts = openFonts();
  const drafts = [...inputs.dataset.briefs.keys()].flatMap((brief) =>
    editionLanguages.map((language) => {
      effects.progress(`${brief}.${language}: laying out`);
      const started = effects.clock();
      const draft = draftEdition(inputs, { brief, language, date }, fonts);
      return { draft, milliseconds: effects.clock() - started };
    }),
  );
  effects.progress("");
  const all = inOrder([
    ...problems,
    ...drafts.flatMap(({ draft }) => draft.problems),
    ...checkCited(
      inputs,
      drafts.map(({ draft }) => draft),
      date,
    ),
  ]);
  const failed = all.some(({ severity }) => severity === "error");
  return { ready: failed ? null : { inputs, fonts, drafts }, problems: all };
}

/** What only the finished editions tell: which figures they print, and what none of them does. */
function checkCited({ dataset, strings }: Inputs, drafts: readonly EditionDraft[], date: IsoDate): Problem[] {
  const observations = new Set(drafts.flatMap(({ rendered }) => rendered.citedObservations));
  const sources = new Set(drafts.flatMap(({ rendered }) => rendered.citedSources));
  const used = new Set(drafts.flatMap(({ rendered }) => [...rendered.usedStrings]));
  return [...checkStale(dataset, observations, date), ...checkUnused(dataset, observations, sources), ...checkUnusedStrings(strings, used)];
}

/** Errors first; then by file and line. The same problem found in several editions is told once. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const unique = [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
  const key = ({ where }: Problem): [string, number] => [where?.file ?? "", where?.line ?? 0];
  return unique.sort((a, b) => {
    const [[fileA, lineA], [fileB, lineB]] = [key(a), key(b)];
    if (a.severity !== b.severity) return a.severity === "error" ? -1 : 1;
    return fileA === fileB ? lineA - lineB : fileA < fileB ? -1 : 1;
  });
}
