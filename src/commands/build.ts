import { createHash } from "node:crypto";
import { join } from "node:path";
import { shownPath, type Effects } from "../effects.ts";
import { printEdition, type LaidOutEdition } from "../edition/make-edition.ts";
import { nearest, UsageError, type Problem } from "../errors.ts";
import type { EditionLanguage } from "../language/language.ts";
import { checkEditions, hasError, type CheckOptions } from "./check.ts";

export interface BuildOptions extends CheckOptions {
  /** Ids; empty: all. */
  readonly briefs: readonly string[];
  readonly languages: readonly EditionLanguage[];
}

export interface BuiltEdition {
  readonly brief: string;
  readonly language: EditionLanguage;
  /** As the user would name it. */
  readonly file: string;
  readonly pages: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly figures: number;
  readonly charts: number;
  readonly milliseconds: number;
}

export interface BuildResult {
  readonly editions: readonly BuiltEdition[];
  readonly problems: readonly Problem[];
}

/** Checks everything, then writes all PDFs that were asked for; with any error, nothing. */
export async function build({ briefs, languages, ...options }: BuildOptions, effects: Effects): Promise<BuildResult> {
  const files = new Map<string, Uint8Array>();
  const editions: BuiltEdition[] = [];
  const problems = await checkEditions(
    options,
    {
      start: ({ dataset }) => refuseUnknownBriefs(briefs, [...dataset.briefs.keys()]),
      take: async ({ edition, inputs, fonts, warnings, milliseconds }) => {
        const { brief, language } = edition.request;
        if (!languages.includes(language) || (briefs.length > 0 && !briefs.includes(brief))) return;
        effects.progress(`${brief}.${language}: writing PDF`);
        const started = effects.clock();
        const bytes = await printEdition(edition, inputs, { fonts, warnings });
        const path = join(options.folders.out, `${brief}.${language}.pdf`);
        files.set(path, bytes);
        editions.push(describeEdition(edition, { bytes, path, milliseconds: milliseconds + effects.clock() - started }));
      },
    },
    effects,
  );
  if (hasError(problems)) return { editions: [], problems };
  await effects.writeFiles(files);
  return { editions, problems };
}

function refuseUnknownBriefs(wanted: readonly string[], known: readonly string[]): void {
  for (const brief of wanted) {
    if (known.includes(brief)) continue;
    const guess = nearest(brief, known);
    throw new UsageError(`there is no brief "${brief}"; ${guess ? `did you mean ${guess}?` : `there are ${known.join(", ")}`}`);
  }
}

function describeEdition(
  { request, placed, rendered }: LaidOutEdition,
  { bytes, path, milliseconds }: { bytes: Uint8Array; path: string; milliseconds: number },
): BuiltEdition {
  return {
    brief: request.brief,
    language: request.language,
    file: shownPath(path),
    pages: placed.pages.length,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    figures: rendered.citedObservations.length,
    charts: rendered.usedCharts.length,
    milliseconds,
  };
}
