import { createHash } from "node:crypto";
import { join, relative } from "node:path";
import type { Effects } from "../effects.ts";
import { printEdition, type EditionDraft } from "../edition/make-edition.ts";
import { nearest, UsageError, type Problem } from "../errors.ts";
import type { EditionLanguage } from "../language/language.ts";
import { check, type CheckOptions, type Ready } from "./check.ts";

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
export async function build(options: BuildOptions, effects: Effects): Promise<BuildResult> {
  const { ready, problems } = await check(options, effects);
  if (!ready) return { editions: [], problems };
  const files = new Map<string, Uint8Array>();
  const editions: BuiltEdition[] = [];
  for (const { draft, milliseconds } of wantedDrafts(ready, options)) {
    const { brief, language } = draft.request;
    effects.progress(`${brief}.${language}: writing PDF`);
    const started = effects.clock();
    const bytes = await printEdition(draft, ready.inputs, { fonts: ready.fonts, warnings: problems });
    const path = join(options.folders.out, `${brief}.${language}.pdf`);
    files.set(path, bytes);
    editions.push(describeEdition(draft, { bytes, path, milliseconds: milliseconds + effects.clock() - started }));
  }
  effects.progress("");
  await effects.writeFiles(files);
  return { editions, problems };
}

function wantedDrafts({ inputs, drafts }: Ready, { briefs, languages }: BuildOptions): Ready["drafts"] {
  const known = inputs.dataset.briefs;
  for (const brief of briefs) {
    const guess = known.has(brief) ? undefined : nearest(brief, known.keys());
    const hint = guess ? `did you mean ${guess}?` : `there are: ${[...known.keys()].join(", ")}`;
    if (!known.has(brief)) throw new UsageError(`there is no brief "${brief}"; ${hint}`);
  }
  return drafts.filter(
    ({ draft: { request } }) => (briefs.length === 0 || briefs.includes(request.brief)) && languages.includes(request.language),
  );
}

function describeEdition(
  { request, placed, rendered }: EditionDraft,
  { bytes, path, milliseconds }: { bytes: Uint8Array; path: string; milliseconds: number },
): BuiltEdition {
  return {
    brief: request.brief,
    language: request.language,
    file: relative(process.cwd(), path),
    pages: placed.pages.length,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    figures: rendered.citedObservations.length,
    charts: rendered.usedCharts.length,
    milliseconds,
  };
}
