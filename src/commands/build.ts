import { join } from "node:path";
import { shownPath, type Effects } from "../effects.ts";
import { editionBefore, type EditionBefore } from "../edition/edition-before.ts";
import type { Inputs } from "../edition/inputs.ts";
import { inputsHash } from "../edition/manifest.ts";
import { nearest, UsageError, type Problem } from "../errors.ts";
import type { EditionLanguage } from "../language/language.ts";
import type { EditionPlan } from "../press/check-editions.ts";
import { recordName, renderRecord } from "../press/build-record.ts";
import { newestWritten } from "../press/newest-written.ts";
import { pressBriefs, type PressedPdf } from "../press/press-briefs.ts";
import type { IsoDate } from "../units.ts";
import type { Folders } from "./folders.ts";

export interface BuildOptions {
  readonly folders: Folders;
  readonly date: IsoDate;
  /** Ids; empty: all. */
  readonly briefs: readonly string[];
  readonly languages: readonly EditionLanguage[];
}

export interface BuiltEdition extends Omit<PressedPdf, "name"> {
  /** As the user would name it. */
  readonly file: string;
}

export interface BuildResult {
  readonly editions: readonly BuiltEdition[];
  readonly problems: readonly Problem[];
  /** Nothing has changed since it was built, and it was not built again. */
  readonly unchanged?: boolean;
}

/**
 * Checks everything, then writes all PDFs that were asked for, what a mail needs to know of them, and a record by which the
 * same build is recognised, under `digest`; with any error, nothing.
 */
export async function build({ folders, date, briefs, languages }: BuildOptions, digest: string, effects: Effects): Promise<BuildResult> {
  const plan = (inputs: Inputs) => {
    chooseBriefs(briefs, inputs);
    return planDrafts(inputs, { out: folders.out, date }, effects);
  };
  const wanted = (brief: string, language: EditionLanguage): boolean =>
    languages.includes(language) && (briefs.length === 0 || briefs.includes(brief));
  const { editions, pdfs, problems } = await pressBriefs({ folders, date, plan, wanted }, effects);
  const result = { editions: pdfs.map((pdf) => builtEdition(pdf, folders.out)), problems };
  const files = new Map(editions.flatMap(({ edition }) => [...edition.files].map(([name, { bytes }]) => [name, bytes] as const)));
  if (files.size === 0) return result;
  // How long it took depends on the day; who is told the same again waits for nothing.
  const untimed = { ...result, editions: result.editions.map((edition) => ({ ...edition, milliseconds: 0 })) };
  const written = new Map(files).set(recordName, renderRecord(digest, files, untimed));
  await effects.writeFiles(new Map([...written].map(([name, bytes]) => [join(folders.out, name), bytes])));
  return result;
}

export const builtEdition = ({ name, ...pdf }: PressedPdf, out: string): BuiltEdition => ({ ...pdf, file: shownPath(join(out, name)) });

/** Every brief, so that all problems are told, compared with the edition that was written last. */
export async function planDrafts(inputs: Inputs, { out, date }: { out: string; date: IsoDate }, effects: Effects): Promise<EditionPlan> {
  const plan = new Map<string, EditionBefore | null>();
  for (const brief of inputs.dataset.briefs.keys()) {
    const made = { date, inputsHash: inputsHash({ brief, hashes: inputs.hashes }) };
    plan.set(brief, editionBefore(await newestWritten(out, { brief, date }, effects), made));
  }
  return plan;
}

/** The briefs that were named, or all. */
export function chooseBriefs(wanted: readonly string[], { dataset }: Inputs): readonly string[] {
  const known = [...dataset.briefs.keys()];
  for (const brief of wanted) {
    if (known.includes(brief)) continue;
    const guess = nearest(brief, known);
    throw new UsageError(`there is no brief "${brief}"; ${guess ? `did you mean ${guess}?` : `there are ${known.join(", ")}`}`);
  }
  return wanted.length === 0 ? known : [...new Set(wanted)];
}
