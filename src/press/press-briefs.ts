import { createHash } from "node:crypto";
import type { Effects } from "../effects.ts";
import { hasError, type Problem } from "../errors.ts";
import type { EditionPdf } from "../edition/edition-content.ts";
import type { InputFolders, Inputs } from "../edition/inputs.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { printEdition, type LaidOutEdition } from "../edition/make-edition.ts";
import { editionLanguages, type EditionLanguage } from "../language/language.ts";
import type { IsoDate } from "../units.ts";
import { checkEditions, type EditionPlan } from "./check-editions.ts";
import { assembleEdition, type EditionTexts, type PrintedBrief } from "./assemble-edition.ts";

export interface PressRequest {
  readonly folders: InputFolders;
  readonly date: IsoDate;
  /** Which briefs are made and checked, and what each is compared with. */
  readonly plan: (inputs: Inputs) => Promise<EditionPlan> | EditionPlan;
  /** Which of them are pressed, once all are found sound. */
  readonly wanted: (brief: string, language: EditionLanguage) => boolean;
}

/** A PDF as it came off the press. */
export interface PressedPdf extends EditionPdf {
  readonly brief: string;
  readonly figures: number;
  readonly charts: number;
  readonly milliseconds: number;
}

export interface PressedEdition {
  readonly edition: KeptEdition;
  /** Those that its manifest names. */
  readonly warnings: readonly Problem[];
}

export interface Pressed {
  readonly editions: readonly PressedEdition[];
  readonly pdfs: readonly PressedPdf[];
  readonly problems: readonly Problem[];
}

const noTexts: EditionTexts = { vi: [], en: [] };

/** Checks everything that is wanted, then makes the files of these editions; with any error, none. */
export async function pressBriefs({ folders, date, plan, wanted }: PressRequest, effects: Effects): Promise<Pressed> {
  const printed = new Map<string, PrintedBrief>();
  const textsOf = new Map<string, EditionTexts>();
  const pdfs: PressedPdf[] = [];
  /** Takes in the last one, which is compressed in other threads while the next is laid out. */
  let finish: (() => Promise<void>) | undefined;
  const problems = await checkEditions(
    { folders, date },
    {
      plan,
      need: (brief, language) => {
        if (wanted(brief, language)) return "pages";
        // The words of an edition are told in each language, whichever of its PDFs are made.
        return language !== "vi-en" && editionLanguages.some((one) => wanted(brief, one)) ? "words" : "nothing";
      },
      take: async ({ edition, inputs, fonts, warnings, milliseconds }) => {
        const { request, texts } = edition;
        const { brief, language } = request;
        if (language !== "vi-en") textsOf.set(brief, { ...(textsOf.get(brief) ?? noTexts), [language]: texts });
        if (!wanted(brief, language)) return;
        await finish?.();
        effects.progress(`${brief}.${language}: writing PDF`);
        const printing = printBeside(() => printEdition(edition, inputs, { fonts, warnings }), effects);
        finish = async () => {
          const { content, taken } = await printing();
          const pdf = describePdf(edition, { bytes: content, milliseconds: milliseconds + taken });
          pdfs.push(pdf);
          const before = printed.get(brief)?.pdfs ?? [];
          const own: PrintedBrief["pdfs"][number] = { ...pdf, content, cover: edition.cover?.kept ?? null };
          printed.set(brief, { inputs, fonts, warnings, request, view: edition.view, pdfs: [...before, own] });
        };
      },
    },
    effects,
  );
  if (hasError(problems)) return { editions: [], pdfs: [], problems };
  await finish?.();
  const editions: PressedEdition[] = [];
  for (const [brief, one] of printed) {
    editions.push({ edition: await assembleEdition(one, textsOf.get(brief) ?? noTexts), warnings: one.warnings });
  }
  return { editions, pdfs, problems };
}

/** Begins to print; what comes of it can be asked for later, with the milliseconds that it took, those apart that passed in between. */
function printBeside(
  print: () => Promise<Uint8Array>,
  { clock, observe }: Pick<Effects, "clock" | "observe">,
): () => Promise<{ content: Uint8Array; taken: number }> {
  const started = clock();
  const bytes = print();
  const painted = clock() - started;
  // If a later edition has a fault, nobody asks.
  bytes.catch(() => {});
  return async () => {
    const asked = clock();
    const content = await bytes;
    const taken = painted + clock() - asked;
    observe?.("pdf", taken);
    return { content, taken };
  };
}

function describePdf(
  { request, placed, rendered }: LaidOutEdition,
  { bytes, milliseconds }: { bytes: Uint8Array; milliseconds: number },
): PressedPdf {
  const { brief, language } = request;
  return {
    brief,
    language,
    name: `${brief}.${language}.pdf`,
    pages: placed.pages.length,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    figures: rendered.citedObservations.length,
    charts: rendered.usedCharts.length,
    milliseconds,
  };
}
