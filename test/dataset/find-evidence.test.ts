import { describe, expect, test } from "vitest";
import { findEvidence } from "../../src/dataset/find-evidence.ts";
import type { Dataset, Resolution } from "../../src/dataset/schema.ts";
import { exampleDataset, observation } from "../template/example-dataset.ts";

const figures = [
  observation({ id: "taken", value: 40.3, timePeriod: "2024-11-30" }),
  observation({ id: "draft", value: 40.3, timePeriod: "2024" }),
  observation({ id: "later", value: 42.39, timePeriod: "2025" }),
  observation({ id: "near-a-day", value: 30.2, timePeriod: "2023" }),
  observation({ id: "count", indicator: "fdi-projects", value: 4400, decimals: 0, unitMultiplier: 0 }),
  observation({ id: "unlisted", value: 38.24, timePeriod: "2022" }),
  observation({ id: "elsewhere", indicator: "exports", value: 99 }),
];
const dataset: Dataset = { ...exampleDataset(), observations: new Map(figures.map((one) => [one.id, one])) };
const resolution: Resolution = {
  subject: { vi: "Vốn", en: "Capital" },
  reason: { vi: "", en: "" },
  observations: ["draft", "taken", "later", "near-a-day", "count"],
  taken: ["taken", "later", "count"],
};
const found = (words: string) => findEvidence(words, resolution, dataset).map(({ text, observation }) => `${text} ${observation}`);

describe("the evidence of a resolution's numbers", () => {
  test.each([
    ["the figure that is taken comes before one that says the same", "US$ 40.3 billion", ["40.3 taken"]],
    ["a rounded figure leads to the one that it rounds", "about 42,4 tỷ", ["42,4 later"]],
    ["thousands are grouped with either mark", "4.400 dự án, 4,400 projects", ["4.400 count", "4,400 count"]],
    ["one that is not listed but of the same indicator is found", "38.2 in all", ["38.2 unlisted"]],
    ["a date is no rounded amount", "by 30 November 2024, 30/11/2024", []],
    ["the digits of a name are no number", "QH15, I42.39", []],
    ["what is derived and what is another indicator's leads nowhere", "5.5% and 99", []],
  ])("%s", (_, words, expected) => {
    expect(found(words)).toEqual(expected);
  });

  test("says where each stands in the words", () => {
    const words = "First 40.3, then 42.39.";
    for (const { text, from } of findEvidence(words, resolution, dataset)) expect(words.slice(from, from + text.length)).toBe(text);
  });
});
