import { expect, test } from "vitest";
import { error, warning } from "../../src/errors.ts";
import { problemFacts } from "../../src/preview/problem-facts.ts";
import { readScreens } from "../../src/screens/read-screens.ts";

const many = Array.from({ length: 10_000 }, (_, i) => i + 2);
const where = (line: number) => ({ file: "data/observations.csv", line });

test("a column that is spoilt in ten thousand rows is told by its first rows and the number of the rest", () => {
  const problems = [
    ...many.map((line) => error("period", "no such year", where(line), "correct it")),
    ...many.map((line) => warning("unused", "not used", where(line), "nothing to do")),
  ];
  const facts = problemFacts({ problems, editions: new Map() }, "en");
  expect([facts.errors.length + facts.moreErrors, facts.warnings, facts.groups[0]!.count]).toEqual([10_000, 10_000, 10_000]);
  expect(facts.errors[0]!.place).toBe("data/observations.csv:2");
  const html = readScreens().renderPart("preview-problems", { language: "en", problems: facts });
  expect(html.length).toBeLessThan(200_000);
  expect(html.match(/[\d,]+ more like this/g)).toEqual(["9,700 more like this", "9,700 more like this"]);
});

test("few problems are all there, and nothing is said of more", () => {
  const problems = [error("period", "no such year", where(2), "correct it")];
  const facts = problemFacts({ problems, editions: new Map() }, "vi");
  expect([facts.errors.length, facts.moreErrors]).toEqual([1, 0]);
  expect(readScreens().renderPart("preview-problems", { language: "vi", problems: facts })).not.toContain("check");
});
