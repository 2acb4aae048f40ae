import { expect, test } from "vitest";
import { checkUnused } from "../../src/dataset/check-unused.ts";
import { formatProblem } from "../../src/errors.ts";
import { datasetWith } from "./small-dataset.ts";

const told = (observations: readonly string[], sources: readonly string[]) =>
  checkUnused(datasetWith(), new Set(observations), new Set(sources)).map(formatProblem);

test("what no brief cites is told one by one, each with its line", () => {
  expect(told(["o1"], [])).toEqual(["data/observations.csv:3: no brief uses the observation o2; nothing to do, unless it should be there"]);
  expect(told([], [])).toEqual([
    "data/observations.csv:2: no brief uses the observation o1; nothing to do, unless it should be there",
    "data/observations.csv:3: no brief uses the observation o2; nothing to do, unless it should be there",
    "data/sources.csv:2: no brief uses the source paper; nothing to do, unless it should be there",
  ]);
});

test("a source is used by a figure of it, or by itself", () => {
  expect(told(["o1", "o2"], [])).toEqual([]);
  expect(told([], ["paper"])).toHaveLength(2);
});
