import { expect, test } from "vitest";
import { checkUnused } from "../../src/dataset/check-unused.ts";
import { formatProblem } from "../../src/errors.ts";
import { datasetWith } from "./small-dataset.ts";

const told = (observations: readonly string[], sources: readonly string[]) =>
  checkUnused(datasetWith(), new Set(observations), new Set(sources)).map(formatProblem);

test("what no brief cites is told in one line for each kind", () => {
  expect(told(["o1"], [])).toEqual([
    "data/observations.csv: no brief uses 1 of 2 observations: o2; nothing to do, unless one of them should be there",
  ]);
  expect(told([], [])).toEqual([
    "data/observations.csv: no brief uses 2 of 2 observations: o1, o2; nothing to do, unless one of them should be there",
    "data/sources.csv: no brief uses 1 of 1 sources: paper; nothing to do, unless one of them should be there",
  ]);
});

test("a source is used by a figure of it, or by itself", () => {
  expect(told(["o1", "o2"], [])).toEqual([]);
  expect(told([], ["paper"])).toHaveLength(1);
});
