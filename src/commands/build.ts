import { join } from "node:path";
import { shownPath, type Effects } from "../effects.ts";
import type { Inputs } from "../edition/inputs.ts";
import { nearest, UsageError, type Problem } from "../errors.ts";
import type { EditionLanguage } from "../language/language.ts";
import { planAll } from "../press/check-editions.ts";
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
}

/** Checks everything, then writes all PDFs that were asked for, and what a mail needs to know of them; with any error, nothing. */
export async function build({ folders, date, briefs, languages }: BuildOptions, effects: Effects): Promise<BuildResult> {
  const plan = (inputs: Inputs) => {
    refuseUnknownBriefs(briefs, [...inputs.dataset.briefs.keys()]);
    return planAll(inputs);
  };
  const wanted = (brief: string, language: EditionLanguage): boolean =>
    languages.includes(language) && (briefs.length === 0 || briefs.includes(brief));
  const { editions, pdfs, problems } = await pressBriefs({ folders, date, plan, wanted }, effects);
  const files = editions.flatMap(({ edition }) => [...edition.files].map(([name, { bytes }]) => [join(folders.out, name), bytes] as const));
  if (files.length > 0) await effects.writeFiles(new Map(files));
  return { editions: pdfs.map(({ name, ...pdf }) => ({ ...pdf, file: shownPath(join(folders.out, name)) })), problems };
}

function refuseUnknownBriefs(wanted: readonly string[], known: readonly string[]): void {
  for (const brief of wanted) {
    if (known.includes(brief)) continue;
    const guess = nearest(brief, known);
    throw new UsageError(`there is no brief "${brief}"; ${guess ? `did you mean ${guess}?` : `there are ${known.join(", ")}`}`);
  }
}
