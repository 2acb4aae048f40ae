import { createHash } from "node:crypto";
import { join } from "node:path";
import { shownPath, type Effects } from "../effects.ts";
import { describeEdition } from "../edition/describe-edition.ts";
import type { EditionPdf } from "../edition/edition-content.ts";
import { manifestName, renderEditionManifest } from "../edition/edition-manifest.ts";
import type { Inputs } from "../edition/inputs.ts";
import { type Fonts, printEdition, type LaidOutEdition, type WrittenEdition } from "../edition/make-edition.ts";
import { describeWarnings, tool } from "../edition/manifest.ts";
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

/** Checks everything, then writes all PDFs that were asked for, and what a mail needs to know of them; with any error, nothing. */
export async function build({ briefs, languages, ...options }: BuildOptions, effects: Effects): Promise<BuildResult> {
  const files = new Map<string, Uint8Array>();
  const editions: BuiltEdition[] = [];
  const pressed = new Map<string, PressedBrief>();
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
        const name = `${brief}.${language}.pdf`;
        const path = join(options.folders.out, name);
        files.set(path, bytes);
        const built = describeFile(edition, { bytes, path, milliseconds: milliseconds + effects.clock() - started });
        editions.push(built);
        const { request, view, rendered } = edition;
        const others = pressed.get(brief);
        const written: WrittenEdition = { request, view, rendered };
        const pdf = { language, name, sha256: built.sha256, bytes: built.bytes, pages: built.pages };
        pressed.set(brief, {
          inputs,
          fonts,
          warnings,
          written: others ? [...others.written, written] : [written],
          pdfs: [...(others?.pdfs ?? []), pdf],
        });
      },
    },
    effects,
  );
  if (hasError(problems)) return { editions: [], problems };
  for (const brief of pressed.values()) {
    for (const [name, bytes] of await describeBrief(brief)) files.set(join(options.folders.out, name), bytes);
  }
  await effects.writeFiles(files);
  return { editions, problems };
}

/** The PDFs of one brief, and what they were made from. */
interface PressedBrief {
  readonly inputs: Inputs;
  readonly fonts: Fonts;
  readonly warnings: readonly Problem[];
  readonly written: readonly [WrittenEdition, ...WrittenEdition[]];
  readonly pdfs: readonly EditionPdf[];
}

/** Manifest and pictures of a brief's mails, by file name. */
async function describeBrief({ inputs, fonts, warnings, written, pdfs }: PressedBrief): Promise<Map<string, Uint8Array>> {
  const [{ request, view }] = written;
  // Loaded when a PDF was made: `check` draws no pictures.
  const { drawMailChart } = await import("../mail/mail-chart.ts");
  const { chart, pictures } = drawMailChart(view, inputs, fonts);
  const { date: _, ...content } = describeEdition(written);
  const manifest = renderEditionManifest({
    edition: view.editionId,
    brief: request.brief,
    date: request.date,
    tool,
    files: [...pdfs],
    pictures: [...pictures].map(([name, bytes]) => ({ name, sha256: sha256Of(bytes), bytes: bytes.length })),
    content: { ...content, keyFigures: [...content.keyFigures], figures: [...content.figures], chart },
    mailing: view.definition.mailing,
    inputs: Object.fromEntries(inputs.hashes),
    warnings: describeWarnings(warnings, inputs.paths),
  });
  return new Map([...pictures, [manifestName(request.brief), manifest]]);
}

const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function refuseUnknownBriefs(wanted: readonly string[], known: readonly string[]): void {
  for (const brief of wanted) {
    if (known.includes(brief)) continue;
    const guess = nearest(brief, known);
    throw new UsageError(`there is no brief "${brief}"; ${guess ? `did you mean ${guess}?` : `there are ${known.join(", ")}`}`);
  }
}

function describeFile(
  { request, placed, rendered }: LaidOutEdition,
  { bytes, path, milliseconds }: { bytes: Uint8Array; path: string; milliseconds: number },
): BuiltEdition {
  return {
    brief: request.brief,
    language: request.language,
    file: shownPath(path),
    pages: placed.pages.length,
    bytes: bytes.length,
    sha256: sha256Of(bytes),
    figures: rendered.citedObservations.length,
    charts: rendered.usedCharts.length,
    milliseconds,
  };
}
