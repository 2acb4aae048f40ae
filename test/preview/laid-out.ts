import { join } from "node:path";
import { readInputs, type Inputs } from "../../src/edition/inputs.ts";
import { layOutEdition, writeEdition, type LaidOutEdition } from "../../src/edition/make-edition.ts";
import { nodeEffects } from "../../src/effects.ts";
import type { EditionLanguage } from "../../src/language/language.ts";
import { openFonts } from "../../src/layout/open-font.ts";
import { textMetrics } from "../../src/layout/text-metrics.ts";
import type { IsoDate } from "../../src/units.ts";

const project = join(import.meta.dirname, "../..");
const places = {
  "binh-duong": { data: join(project, "data"), templates: join(project, "templates") },
  small: { data: join(project, "test/fixtures/small/data"), templates: join(project, "test/fixtures/small/templates") },
};

export const day = "2026-11-21" as IsoDate;
const fonts = openFonts();
export const metrics = textMetrics(fonts);

export async function inputsOf(brief: keyof typeof places): Promise<Inputs> {
  const { inputs, problems } = await readInputs(places[brief], day, nodeEffects());
  if (!inputs) throw new Error(JSON.stringify(problems));
  return inputs;
}

export const layOut = (inputs: Inputs, brief: keyof typeof places, language: EditionLanguage): LaidOutEdition =>
  layOutEdition(writeEdition(inputs, { brief, language, date: day }), inputs, fonts);
