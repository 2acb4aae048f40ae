import { expect, test } from "vitest";
import { writeSdmxCsv } from "../../src/dataset/sdmx-csv.ts";
import type { Observation } from "../../src/dataset/schema.ts";
import { describeObservation, writeManifest } from "../../src/edition/manifest.ts";
import type { IsoDate } from "../../src/units.ts";
import { datasetWith, observationsCsv } from "./small-dataset.ts";

/** The dataset with two observations, and how often something was read of them. */
function counted() {
  const dataset = datasetWith({ "observations.csv": observationsCsv({}, {}) });
  let reads = 0;
  const observe = (observation: Observation): Observation =>
    Object.defineProperty({ ...observation }, "locator", { enumerable: true, get: () => (reads++, observation.locator) });
  const observations = new Map([...dataset.observations].map(([id, one]) => [id, observe(one)]));
  return { dataset: { ...dataset, observations }, reads: () => reads };
}

const identity = { brief: "b", language: "en", date: "2026-01-01" as IsoDate, hashes: new Map(), previousId: null } as const;
const manifestOf = (dataset: ReturnType<typeof datasetWith>): string =>
  new TextDecoder().decode(
    writeManifest(identity, { dataset, observations: [...dataset.observations.keys()], warnings: [], paths: new Map() }),
  );

test("an observation is written into attachments once, for however many editions", () => {
  const { dataset, reads } = counted();
  const write = () => [writeSdmxCsv(dataset.observations.values(), dataset), manifestOf(dataset)];
  const first = write();
  const before = reads();
  expect(before).toBeGreaterThan(0);
  expect(write()).toEqual(first);
  expect(reads()).toBe(before);
});

test("a source that says something else is written anew", () => {
  const { dataset } = counted();
  const before = [writeSdmxCsv(dataset.observations.values(), dataset), manifestOf(dataset)];
  const sources = new Map([...dataset.sources].map(([id, source]) => [id, { ...source, publisher: "Khác" }]));
  const after = { ...dataset, sources };
  for (const [i, text] of [writeSdmxCsv(after.observations.values(), after), manifestOf(after)].entries()) {
    expect(before[i]).not.toContain("Khác");
    expect(text.split("Khác")).toHaveLength(after.observations.size + 1);
  }
});

test("a manifest is what JSON makes of it, with observations and without", () => {
  const { dataset } = counted();
  for (const one of [dataset, { ...dataset, observations: new Map() }]) {
    const text = manifestOf(one);
    const manifest = JSON.parse(text) as { observations: unknown };
    expect(text).toBe(`${JSON.stringify(manifest, null, 1)}\n`);
    expect(manifest.observations).toEqual([...one.observations.keys()].map((id) => describeObservation(id, one)));
  }
});
