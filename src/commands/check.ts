import { checkStale } from "../dataset/check-stale.ts";
import { checkUnused } from "../dataset/check-unused.ts";
import type { Effects } from "../effects.ts";
import { layOutEdition, writeEdition, type Fonts, type LaidOutEdition, type WrittenEdition } from "../edition/make-edition.ts";
import { unusedStyle } from "../edition/unused-style.ts";
import type { StyleUsage } from "../document/compute-style.ts";
import { readInputs, type Inputs } from "../edition/inputs.ts";
import { formatPlace, type Problem } from "../errors.ts";
import { checkMailTemplates } from "../mail/mail-templates.ts";
import { editionLanguages } from "../language/language.ts";
import { checkUnusedStrings } from "../template/lint-templates.ts";
import type { IsoDate } from "../units.ts";
import type { Folders } from "./folders.ts";

export interface CheckOptions {
  readonly folders: Folders;
  readonly date: IsoDate;
}

/** One edition without a fault, ready for the press. */
export interface SoundEdition {
  readonly edition: LaidOutEdition;
  readonly inputs: Inputs;
  readonly fonts: Fonts;
  readonly warnings: readonly Problem[];
  readonly milliseconds: number;
}

/** All that can be found out without writing: data, templates, strings, style, and each edition down to its glyphs. */
export async function check(options: CheckOptions, effects: Effects): Promise<readonly Problem[]> {
  return checkEditions(options, { start: () => {}, take: async () => {} }, effects);
}

export interface Press {
  /** Called once the inputs are read, before the long work. */
  readonly start: (inputs: Inputs) => void;
  /** Called with each edition in turn; a fault in a later one is still to come. Only one at a time is held. */
  readonly take: (sound: SoundEdition) => Promise<void>;
}

/** Makes every edition of every brief, whatever was asked for, so that each run sees all problems; hands over sound ones. */
export async function checkEditions({ folders, date }: CheckOptions, press: Press, effects: Effects): Promise<readonly Problem[]> {
  effects.progress("reading");
  const { inputs, fonts, problems: found } = await readInputs(folders, date, effects);
  const problems = [...found, ...(await checkMailTemplates(folders.templates, effects))];
  if (!inputs || hasError(problems)) return inOrder(problems);
  press.start(inputs);
  const written = writeAll(inputs, date, effects);
  const early = [...problems, ...written.flatMap(({ edition }) => edition.rendered.problems)];
  // A text that broke off says nothing of what is unused or out of order.
  if (hasError(early)) return inOrder(early);
  // What is printed is known before it is laid out, so the warnings are, too: they go into the PDFs.
  const before = inOrder([...early, ...checkCited(inputs, written, date)]);
  const printed = before.filter(({ code }) => !code.startsWith("unused-"));
  const ofPages: Problem[] = [];
  const usages: StyleUsage[] = [];
  for (const { edition, milliseconds } of written) {
    const { brief, language } = edition.request;
    effects.progress(`${brief}.${language}: laying out`);
    const started = effects.clock();
    const laidOut = layOutEdition(edition, inputs, fonts);
    // What several editions have in the same place is told of the first, whatever its words are in the others.
    const places = new Set(ofPages.map(placeKey));
    ofPages.push(...laidOut.problems.filter((problem) => !places.has(placeKey(problem))));
    usages.push(laidOut.usage);
    const spent = milliseconds + effects.clock() - started;
    if (!hasError([...before, ...ofPages])) await press.take({ edition: laidOut, inputs, fonts, warnings: printed, milliseconds: spent });
  }
  effects.progress("");
  const told = [...before, ...ofPages];
  // Of a document that broke off nobody knows what it would have used.
  return inOrder(hasError(told) ? told : [...told, ...unusedStyle(inputs, usages)]);
}

const placeKey = ({ code, where = {} }: Problem): string => `${code} ${formatPlace(where)}`;

export const hasError = (problems: readonly Problem[]): boolean => problems.some(({ severity }) => severity === "error");

interface Timed {
  readonly edition: WrittenEdition;
  readonly milliseconds: number;
}

function writeAll(inputs: Inputs, date: IsoDate, effects: Effects): Timed[] {
  return [...inputs.dataset.briefs.keys()].flatMap((brief) =>
    editionLanguages.map((language) => {
      const started = effects.clock();
      const edition = writeEdition(inputs, { brief, language, date });
      return { edition, milliseconds: effects.clock() - started };
    }),
  );
}

/** What only the finished texts tell: which figures they print, and what none of them does. */
function checkCited({ dataset, strings }: Inputs, written: readonly Timed[], date: IsoDate): Problem[] {
  const rendered = written.map(({ edition }) => edition.rendered);
  const observations = new Set(rendered.flatMap(({ citedObservations }) => citedObservations));
  const sources = new Set(rendered.flatMap(({ citedSources }) => citedSources));
  // What Data notes explains is not idle, even where none of it is printed as a figure.
  const discussed = written.flatMap(({ edition }) =>
    edition.view.resolutions.flatMap(({ figures }) => figures.flatMap((figure) => figure.observations)),
  );
  const used = new Set(rendered.flatMap(({ usedStrings }) => [...usedStrings]));
  return [
    ...checkStale(dataset, observations, date),
    ...checkUnused(dataset, new Set([...observations, ...discussed]), sources),
    ...checkUnusedStrings(strings, used),
  ];
}

/** A file that can't be read as what it is comes before what is wrong in others: it may be why. */
const causes = /^(?:encoding|missing-file|.*-syntax|csv-.*|(?:unknown|missing)-column|.*-shape)$/;

/** Errors first, those of whole files before others; then by file and line. The same problem found in several editions is told once. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const unique = [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
  const key = ({ where }: Problem): [string, number] => [where?.file ?? "", where?.line ?? 0];
  return unique.sort((a, b) => {
    const [[fileA, lineA], [fileB, lineB]] = [key(a), key(b)];
    if (a.severity !== b.severity) return a.severity === "error" ? -1 : 1;
    if (a.severity === "error" && causes.test(a.code) !== causes.test(b.code)) return causes.test(a.code) ? -1 : 1;
    return fileA === fileB ? lineA - lineB : fileA < fileB ? -1 : 1;
  });
}
