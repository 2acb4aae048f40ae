import { beforeAll, expect, test } from "vitest";
import type { Dataset } from "../../src/dataset/schema.ts";
import { chartOf } from "../../src/edition/chart-of.ts";
import { type Inputs, readInputs } from "../../src/edition/inputs.ts";
import { nodeEffects } from "../../src/effects.ts";
import { parseStrings, type Strings } from "../../src/language/strings.ts";
import { chartObservations } from "../../src/template/chart-sources.ts";
import type { IsoDate } from "../../src/units.ts";
import { benchDate, synthetic } from "../bench/briefs.ts";

let inputs: Inputs;
beforeAll(async () => {
  const read = await readInputs(synthetic, benchDate, nodeEffects());
  if (!read.inputs) throw new Error("the synthetic brief has errors");
  inputs = read.inputs;
});

const charted = (changes: Partial<Dataset> = {}, strings: Strings = inputs.strings, editionDay: IsoDate = benchDate) =>
  chartOf("partners", "en", { dataset: { ...inputs.dataset, ...changes }, strings, editionDay });

/** The observations, and of some of them another value. */
const revised = (isRevised: (id: string) => boolean) =>
  new Map([...inputs.dataset.observations].map(([id, one]) => [id, isRevised(id) ? { ...one, value: one.value + 1 } : one]));

const shown = (id: string): boolean => chartObservations(inputs.dataset.charts.get("partners")!).includes(id);

test("a chart that shows what it showed is not resolved again, on another day and with other figures elsewhere", () => {
  const first = charted();
  expect(charted({ observations: revised((id) => !shown(id)) }, inputs.strings, "2027-01-01" as IsoDate)).toBe(first);
});

test("a chart of which a figure, a name or a word is another is resolved anew", () => {
  const first = charted();
  const figures = charted({ observations: revised(shown) });
  expect(figures.series[0]?.points.map(({ value }) => value)).toEqual(first.series[0]?.points.map(({ value }) => value + 1));
  const codes = new Map([...inputs.dataset.codes].map(([id, code]) => [id, { ...code, label: { vi: "Khác", en: "Other" } }]));
  expect(charted({ codes }).categories.map(({ label }) => label)).toContain("Other");
  expect(charted().categories).toEqual(first.categories);
});

test("a title that cites a figure changes with it", () => {
  const cited = [...inputs.dataset.observations.keys()].find((id) => !shown(id));
  const yaml = `chart.partners.title: { vi: 'Là {{figure "${cited}"}}', en: 'It is {{figure "${cited}"}}' }\n`;
  const { strings } = parseStrings(new Map([["strings/a.yaml", yaml]]));
  const first = charted({}, strings);
  expect(charted({ observations: revised((id) => id !== cited && !shown(id)) }, strings)).toBe(first);
  expect(charted({ observations: revised((id) => id === cited) }, strings).title).not.toBe(first.title);
});
