import { enableCompileCache } from "node:module";
import { join } from "node:path";

/** Where the time of a build goes: milliseconds by stage, as JSON. Run by bench.ts in a process of its own. */

const project = join(import.meta.dirname, "../..");
enableCompileCache(join(project, "node_modules/.cache/compile"));
const laps: Record<string, number> = {};
let last = performance.now();
const lap = (name: string): void => {
  const now = performance.now();
  laps[name] = (laps[name] ?? 0) + now - last;
  last = now;
};

const [{ readInputs }, { writeEdition, layOutEdition, printEdition }, { nodeEffects }, { openFonts }] = await Promise.all([
  import("../../src/edition/inputs.ts"),
  import("../../src/edition/make-edition.ts"),
  import("../../src/effects.ts"),
  import("../../src/layout/open-font.ts"),
]);
lap("stage: load modules");
const date = "2026-11-21" as Parameters<typeof readInputs>[1];
const { inputs } = await readInputs({ data: join(project, "data"), templates: join(project, "templates") }, date, nodeEffects());
if (!inputs) throw new Error("the project's own inputs have errors");
lap("stage: read, parse and check inputs");
const fonts = openFonts();
lap("stage: open fonts");

const warmRounds = 10;
for (let round = 0; round <= warmRounds; round++) {
  const kind = round === 0 ? "first" : "warm";
  for (const language of ["vi", "en", "vi-en"] as const) {
    const start = performance.now();
    const written = writeEdition(inputs, { brief: "binh-duong", language, date });
    lap(`stage: ${kind}, data and templates to HTML`);
    const laidOut = layOutEdition(written, inputs, fonts);
    lap(`stage: ${kind}, charts and layout`);
    await printEdition(laidOut, inputs, { fonts, warnings: [] });
    lap(`stage: ${kind}, PDF`);
    if (round > 0) laps[`warm edition, ${language}`] = (laps[`warm edition, ${language}`] ?? 0) + (performance.now() - start) / warmRounds;
  }
}
for (const name of Object.keys(laps)) if (name.startsWith("stage: warm")) laps[name] = (laps[name] ?? 0) / (warmRounds * 3);
process.stdout.write(JSON.stringify(laps));
