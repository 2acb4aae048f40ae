import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkStale } from "../../src/dataset/check-stale.ts";
import { monthsBetween } from "../../src/dataset/months-between.ts";
import { staleness } from "../../src/dataset/staleness.ts";
import { parseTimePeriod } from "../../src/dataset/time-period.ts";
import { formatProblem } from "../../src/errors.ts";
import { isIsoDate, type IsoDate } from "../../src/units.ts";
import { datasetWith } from "./small-dataset.ts";

const day = (text: string): IsoDate => {
  if (!isIsoDate(text)) throw new Error(text);
  return text;
};
const figure = (period: string) => {
  const timePeriod = parseTimePeriod(period);
  if (!timePeriod) throw new Error(period);
  return { timePeriod };
};

describe("a figure", () => {
  test("is stale from the day its age reaches the limit, counted from the end of its period", () => {
    expect(staleness(figure("2023"), { freshMonths: 18 }, day("2025-06-29"))).toBeUndefined();
    expect(staleness(figure("2023"), { freshMonths: 18 }, day("2025-06-30"))).toEqual({ ageMonths: 18, limitMonths: 18 });
  });

  test("for a time to come is not stale", () => {
    expect(staleness(figure("2030"), { freshMonths: 1 }, day("2025-06-30"))).toBeUndefined();
  });

  test("whose indicator has no limit is never stale", () => {
    expect(staleness(figure("1996"), {}, day("2025-06-30"))).toBeUndefined();
  });

  test("that is cited and stale is told with its line, and one with a newer figure beside it is history", () => {
    expect(
      checkStale(datasetWith(), ["o1", "o2"], day("2026-07-31")).map((problem) => `${problem.code} ${formatProblem(problem)}`),
    ).toEqual([
      "stale-figure data/observations.csv:3 TIME_PERIOD: o2 (fdi, 2024) is 19 months old; 18 is the limit; look for a newer figure; until then the brief marks it",
    ]);
  });
});

describe("months between two days", () => {
  test.each([
    ["2024-01-31", "2024-02-29", 1],
    ["2024-01-31", "2024-02-28", 0],
    ["2024-02-29", "2025-02-28", 12],
    ["2024-01-15", "2024-02-14", 0],
    ["2024-01-15", "2025-01-15", 12],
  ])("%s to %s: %i", (from, to, months) => {
    expect(monthsBetween(day(from), day(to))).toBe(months);
  });

  test("never fall as time goes on", () => {
    const days = fc
      .date({ min: new Date("2000-01-01"), max: new Date("2040-12-31"), noInvalidDate: true })
      .map((date) => day(date.toISOString().slice(0, 10)));
    fc.assert(
      fc.property(days, days, days, (...given) => {
        const [from, earlier, later] = given.sort();
        if (!from || !earlier || !later) return false;
        return monthsBetween(from, earlier) >= 0 && monthsBetween(from, earlier) <= monthsBetween(from, later);
      }),
    );
  });
});
