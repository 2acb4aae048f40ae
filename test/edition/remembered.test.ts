import { createHash } from "node:crypto";
import { expect, test, vi } from "vitest";
import type { Observation } from "../../src/dataset/schema.ts";
import type { Inputs } from "../../src/edition/inputs.ts";
import type { IsoDate } from "../../src/units.ts";
import { benchDate, synthetic } from "../bench/briefs.ts";

/** A program that has made nothing yet: `inputs` changed and made into an edition, as the SHA-256 of its PDF. */
async function freshProgram() {
  vi.resetModules();
  const [{ readInputs }, { layOutEdition, printEdition, writeEdition }, { nodeEffects }, { openFonts }] = await Promise.all([
    import("../../src/edition/inputs.ts"),
    import("../../src/edition/make-edition.ts"),
    import("../../src/effects.ts"),
    import("../../src/layout/open-font.ts"),
  ]);
  const fonts = openFonts();
  const { inputs } = await readInputs(synthetic, benchDate, nodeEffects(), fonts);
  if (!inputs) throw new Error("the synthetic brief has errors");
  return async ({ date, change }: Change, language: "vi" | "en"): Promise<string> => {
    const changed = change(inputs);
    const edition = layOutEdition(writeEdition(changed, { brief: synthetic.id, language, date }), changed, fonts);
    return createHash("sha256")
      .update(await printEdition(edition, changed, { fonts, warnings: [] }))
      .digest("hex");
  };
}

interface Change {
  readonly date: IsoDate;
  readonly change: (inputs: Inputs) => Inputs;
}

const withData = (inputs: Inputs, changes: Partial<Inputs["dataset"]>): Inputs => ({
  ...inputs,
  dataset: { ...inputs.dataset, ...changes },
});
const replaced = <Value>(members: ReadonlyMap<string, Value>, change: (value: Value) => Value): Map<string, Value> =>
  new Map([...members].map(([id, value], i) => [id, i % 5 === 0 ? change(value) : value]));

const same = (inputs: Inputs): Inputs => inputs;
const renamed = <Named extends { readonly label: { readonly vi: string; readonly en: string } }>(one: Named): Named => ({
  ...one,
  label: { vi: `${one.label.vi} mới`, en: `New ${one.label.en}` },
});
const larger = (one: Observation): Observation => ({ ...one, value: one.value + 1, locator: "Table 9" });

const changes: readonly Change[] = [
  { date: benchDate, change: same },
  // Years on, so that figures are stale and older.
  { date: "2031-02-03" as IsoDate, change: same },
  { date: benchDate, change: (inputs) => withData(inputs, { observations: replaced(inputs.dataset.observations, larger) }) },
  {
    date: benchDate,
    change: (inputs) =>
      withData(inputs, { sources: replaced(inputs.dataset.sources, (source) => ({ ...source, publisher: "Khác", title: "Other" })) }),
  },
  { date: benchDate, change: (inputs) => withData(inputs, { indicators: replaced(inputs.dataset.indicators, renamed) }) },
  { date: benchDate, change: (inputs) => withData(inputs, { codes: replaced(inputs.dataset.codes, renamed) }) },
  { date: benchDate, change: (inputs) => withData(inputs, { areas: replaced(inputs.dataset.areas, renamed) }) },
  { date: benchDate, change: same },
];

test("what is remembered of an edition gets into no other: each is what a program makes of it that has made nothing else", async () => {
  const program = await freshProgram();
  for (const [i, change] of changes.entries()) {
    const language = i % 2 === 0 ? "vi" : "en";
    await program(change, language === "vi" ? "en" : "vi");
    const made = await program(change, language);
    expect([i, made]).toEqual([i, await (await freshProgram())(change, language)]);
  }
});
