import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkDataset } from "../../src/dataset/check-dataset.ts";
import { readDataset } from "../../src/dataset/read-dataset.ts";
import { formatProblem } from "../../src/errors.ts";
import type { IsoDate } from "../../src/units.ts";

const { dataset, problems } = await readDataset(fileURLToPath(new URL("../../data", import.meta.url)));

describe("the dataset of the repository", () => {
  test("has no error", () => {
    expect(problems.map(formatProblem)).toEqual([]);
    const found = dataset ? checkDataset(dataset, "2026-06-30" as IsoDate) : [];
    expect(found.filter(({ severity }) => severity === "error").map(formatProblem)).toEqual([]);
  });

  test("names every thing that is counted", () => {
    const unnamed = [...(dataset?.observations.values() ?? [])].filter(
      ({ unit, indicator }) => unit === "count" && !dataset?.indicators.get(indicator)?.unitLabel,
    );
    expect(unnamed.map(({ id }) => id)).toEqual([]);
  });

  test("uses every indicator and area", () => {
    const observations = [...(dataset?.observations.values() ?? [])];
    expect([...(dataset?.indicators.keys() ?? [])].filter((id) => !observations.some(({ indicator }) => indicator === id))).toEqual([]);
    expect([...(dataset?.areas.keys() ?? [])].filter((id) => !observations.some(({ referenceArea }) => referenceArea === id))).toEqual([]);
  });

  test("prints no claim that its own notes refute", () => {
    // The area of VSIP I as one article has it, and the high-tech park that no other source knows.
    const refuted = ["o022", "o036", "o037", "o038"];
    expect(refuted.filter((id) => dataset?.observations.get(id)?.review === "accepted")).toEqual([]);
  });
});
