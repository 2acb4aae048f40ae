import { basename } from "node:path";
import { schedulingFiles } from "../dataset/dataset-files.ts";
import { checkStale } from "../dataset/check-stale.ts";
import { checkUnused } from "../dataset/check-unused.ts";
import type { Effects } from "../effects.ts";
import { layOutEdition, writeEdition, type Fonts, type LaidOutEdition, type WrittenEdition } from "../edition/make-edition.ts";
import { unusedStyle } from "../edition/unused-style.ts";
import type { StyleUsage } from "../document/compute-style.ts";
import type { EditionBefore } from "../edition/edition-before.ts";
import { countsFor } from "../edition/input-digest.ts";
import { readInputs, type InputFolders, type Inputs } from "../edition/inputs.ts";
import { formatPlace, hasError, type Problem } from "../errors.ts";
import { checkMailTemplates } from "../mail/mail-templates.ts";
import { editionLanguages, type EditionLanguage } from "../language/language.ts";
import { checkUnusedStrings } from "../template/lint-templates.ts";
import type { IsoDate } from "../units.ts";
import { orderProblems } from "./order-problems.ts";

export interface CheckOptions {
  readonly folders: InputFolders;
  readonly date: IsoDate;
  /** The language that somebody waits for. */
  readonly first?: EditionLanguage;
  /** Opened before: they know the words that they have measured. */
  readonly fonts?: Fonts;
}

/** One edition without a fault, ready for the press. */
export interface SoundEdition {
  readonly edition: LaidOutEdition;
  readonly inputs: Inputs;
  readonly fonts: Fonts;
  readonly warnings: readonly Problem[];
  /** All that is known by now of all editions. */
  readonly told: readonly Problem[];
  readonly milliseconds: number;
}

/** The edition before, by brief. */
export type EditionPlan = ReadonlyMap<string, EditionBefore | null>;

/** Every brief, compared with nothing. */
export const planAll = ({ dataset }: Inputs): EditionPlan => new Map([...dataset.briefs.keys()].map((brief) => [brief, null]));

/** `words`: its paragraphs, but no pages. */
export type Need = "pages" | "words" | "nothing";

export interface Press {
  /** Called once the inputs are read, before the long work: which briefs are made, and what each is compared with. */
  readonly plan: (inputs: Inputs) => Promise<EditionPlan> | EditionPlan;
  /** What is needed of each edition that is written. Left out: pages of all. */
  readonly need?: (brief: string, language: EditionLanguage) => Need;
  /** Called with each edition of which something is needed; a fault in a later one is still to come. Only one at a time is held. */
  readonly take: (sound: SoundEdition) => Promise<void>;
  /** Called between stages; whoever wants the rest no more throws. */
  readonly pause?: () => Promise<void>;
}

/**
 * Writes every edition of the briefs that are planned, in all languages, so that each run sees all problems of words and figures;
 * lays out those that are needed, and hands over sound ones.
 */
export async function checkEditions(
  { folders, date, first = "vi", fonts: opened }: CheckOptions,
  press: Press,
  effects: Effects,
): Promise<readonly Problem[]> {
  effects.progress("reading");
  const begun = effects.clock();
  const { inputs, fonts, problems: found } = await readInputs(folders, date, effects, opened);
  effects.observe?.("read", effects.clock() - begun);
  const problems = [...found, ...(await checkMailTemplates(folders.templates, effects))];
  if (!inputs || hasError(problems)) return orderProblems(problems);
  await press.pause?.();
  const plan = await press.plan(inputs);
  // With no texts nobody knows what is unused.
  if (plan.size === 0) return orderProblems(problems);
  const written = writeAll(inputs, { date, plan, first }, effects);
  const early = [...problems, ...written.flatMap(({ edition }) => edition.rendered.problems)];
  // A text that broke off says nothing of what is unused or out of order.
  if (hasError(early)) return orderProblems(early);
  // What is printed is known before it is laid out, so the warnings are, too: they go into the PDFs.
  const before = orderProblems([...early, ...checkCited(inputs, written, date)]);
  const printed = (brief: string): Problem[] => {
    const placeOf = ({ where }: Problem): string => inputs.paths.get(where?.file ?? "") ?? "";
    const own = written.filter(({ edition }) => edition.request.brief === brief);
    const found = [...problems, ...own.flatMap(({ edition }) => edition.rendered.problems), ...checkCited(inputs, own, date)];
    return orderProblems(found).filter((problem) => isPrinted(problem) && countsFor(brief, placeOf(problem)));
  };
  const ofPages: Problem[] = [];
  const usages: StyleUsage[][] = [];
  const need = press.need ?? (() => "pages");
  for (const { edition, milliseconds } of written) {
    const { brief, language } = edition.request;
    const needed = need(brief, language);
    if (needed === "nothing") continue;
    await press.pause?.();
    if (needed === "pages") effects.progress(`${brief}.${language}: laying out`);
    const started = effects.clock();
    const laidOut = layOutEdition(edition, inputs, needed === "pages" ? fonts : null);
    if (needed === "pages") effects.observe?.("layout", effects.clock() - started);
    // What several editions have in the same place is told of the first, whatever its words are in the others.
    const places = new Set(ofPages.map(placeKey));
    ofPages.push(...laidOut.problems.filter((problem) => !places.has(placeKey(problem))));
    usages.push([laidOut.usage, ...(laidOut.cover ? [laidOut.cover.usage] : [])]);
    const spent = milliseconds + effects.clock() - started;
    if (!hasError([...before, ...ofPages]))
      await press.take({
        edition: laidOut,
        inputs,
        fonts,
        warnings: printed(brief),
        told: orderProblems([...before, ...ofPages]),
        milliseconds: spent,
      });
  }
  effects.progress("");
  const told = [...before, ...ofPages];
  // Of a document that broke off nobody knows what it would have used, nor of one that nobody needs.
  const known = !hasError(told) && usages.length === written.length;
  return orderProblems(known ? [...told, ...unusedStyle(inputs, usages.flat())] : told);
}

/** Nothing that an edition shows follows from schedules, or from what is idle. */
const isPrinted = ({ code, where }: Problem): boolean =>
  !/^(?:unused|schedule)-/.test(code) && !schedulingFiles.has(basename(where?.file ?? ""));

const placeKey = ({ code, where = {} }: Problem): string => `${code} ${formatPlace(where)}`;

interface Timed {
  readonly edition: WrittenEdition;
  readonly milliseconds: number;
}

function writeAll(
  inputs: Inputs,
  { date, plan, first }: { date: IsoDate; plan: EditionPlan; first: EditionLanguage },
  effects: Effects,
): Timed[] {
  const languages = [first, ...editionLanguages.filter((language) => language !== first)];
  return [...plan].flatMap(([brief, before]) =>
    languages.map((language) => {
      const started = effects.clock();
      const edition = writeEdition(inputs, { brief, language, date, before });
      return { edition, milliseconds: effects.clock() - started };
    }),
  );
}

/** What only the finished texts tell: which figures they print, and what none of them does. */
function checkCited({ dataset, strings, templates }: Inputs, written: readonly Timed[], date: IsoDate): Problem[] {
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
    ...checkUnusedStrings(strings, templates, used),
  ];
}
