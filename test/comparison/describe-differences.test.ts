import { expect, test } from "vitest";
import { describeDifferences } from "../../src/comparison/describe-differences.ts";
import { compareEditions } from "../../src/edition/compare-editions.ts";
import type { EditionContent } from "../../src/edition/edition-content.ts";
import { exampleContent, figure } from "../mail/example-edition.ts";

const both = (text: string) => ({ vi: text, en: text });
const differences = (before: Partial<EditionContent>, now: Partial<EditionContent>) =>
  describeDifferences(compareEditions({ id: "a", content: exampleContent(before) }, { id: "b", content: exampleContent(now) }));

test("editions that say the same have no group", () => {
  expect(differences({}, {})).toEqual({ same: true, partial: false, figures: [], resolutions: [], texts: [], files: [], tool: null });
});

test("a figure in whose place a newer one stands is told once, with the date of the old one", () => {
  const later = figure({ observation: "o3", timePeriod: "2025", period: both("2025"), value: both("50") });
  const { figures } = differences({ figures: [figure()] }, { figures: [later] });
  expect(figures.map(({ kind }) => kind)).toEqual(["newer"]);
  expect(figures[0]?.rows).toMatchObject([
    { observation: "o3", before: { period: figure().period, value: figure().value }, now: { period: null, value: both("50") } },
  ]);
});

test("a long group of figures is folded up", () => {
  const many = Array.from({ length: 9 }, (_, index) => figure({ observation: `o${index}`, series: `s${index}` }));
  expect(differences({ figures: [] }, { figures: many }).figures.map(({ open }) => open)).toEqual([false]);
  expect(differences({ figures: [] }, { figures: many.slice(1) }).figures.map(({ open }) => open)).toEqual([true]);
});

test("of a long paragraph whole words around the change are shown", () => {
  const [start, end] = ["đầu ".repeat(40), " cuối".repeat(40)];
  const text = (word: string) => ({ vi: [`${start}${word}${end}`], en: [] });
  const [shown] = differences({ texts: text("cũ") }, { texts: text("mới") }).texts;
  expect(shown).toMatchObject({ language: "vi", open: true });
  const words = shown?.rows[0]?.map(({ kind, text }) => `${kind}:${text}`);
  expect(words).toEqual([`same:… ${"đầu ".repeat(14)}`, "removed:cũ", "added:mới", `same:${" cuối".repeat(11)} …`]);
});

test("what an older version did not keep is said to be unknown", () => {
  expect(differences({ texts: null }, {})).toMatchObject({ same: true, partial: true });
});
