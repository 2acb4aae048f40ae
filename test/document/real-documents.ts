import { join } from "node:path";
import type { Document } from "../../src/document/document.ts";
import { parseDocument } from "../../src/document/parse-document.ts";
import { layOutEdition, writeEdition, type Fonts, type LaidOutEdition } from "../../src/edition/make-edition.ts";
import { readInputs, type Inputs } from "../../src/edition/inputs.ts";
import { nodeEffects } from "../../src/effects.ts";
import { editionLanguages, type EditionLanguage } from "../../src/language/language.ts";
import { openFonts } from "../../src/layout/open-font.ts";
import { isIsoDate } from "../../src/units.ts";

const project = join(import.meta.dirname, "../..");

export interface RealEdition {
  readonly language: EditionLanguage;
  readonly document: Document;
  readonly edition: LaidOutEdition;
}

/** All editions of the project's own briefs, as the program makes them of its data and templates. */
export async function realEditions(date = "2026-11-21"): Promise<{ editions: RealEdition[]; inputs: Inputs; fonts: Fonts }> {
  if (!isIsoDate(date)) throw new Error(`${date} is no day`);
  const { inputs } = await readInputs({ data: join(project, "data"), templates: join(project, "templates") }, date, nodeEffects());
  if (!inputs) throw new Error("the project's own data or templates have errors: see brief check");
  const fonts = openFonts();
  const editions = [...inputs.dataset.briefs.keys()].flatMap((brief) =>
    editionLanguages.map((language): RealEdition => {
      const written = writeEdition(inputs, { brief, language, date });
      const { document } = parseDocument(written.rendered.html, inputs.sheet, { file: "brief.html", lang: written.view.language });
      return { language, document, edition: layOutEdition(written, inputs, fonts) };
    }),
  );
  return { editions, inputs, fonts };
}
