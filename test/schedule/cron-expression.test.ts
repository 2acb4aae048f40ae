import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isFault, parseCron } from "../../src/schedule/cron-expression.ts";

const refused = (text: string): string => {
  const parsed = parseCron(text);
  return isFault(parsed) ? `${parsed.message}; ${parsed.hint}` : "taken";
};

const timesOf = (text: string, count: number, after = "2026-01-01T00:00Z"): string[] => {
  const parsed = parseCron(text);
  if (isFault(parsed)) throw new Error(parsed.message);
  const times = parsed.timesAfter(Date.parse(after));
  return Array.from({ length: count }, () => new Date(times.next().value).toISOString().slice(0, 16));
};

describe("a cron expression", () => {
  test.each([
    ["numbers", "30 8 1 6 *", "2026-06-01T08:30"],
    ["names, in any case", "0 8 * JAN Tue", "2026-01-06T08:00"],
    ["lists", "5,45 8 * * *", "2026-01-01T08:05"],
    ["ranges", "0 9-17 * * *", "2026-01-01T09:00"],
    ["steps", "*/25 7 * * *", "2026-01-01T07:00"],
    ["steps of a range", "0 9-17/4 * * *", "2026-01-01T09:00"],
    ["lists that say something twice", "0,0 8-9,9 * * sun,7", "2026-01-04T08:00"],
    ["Sunday as 7, and at the end of a range", "0 8 * * sat-sun", "2026-01-03T08:00"],
    ["spaces around and between", "  0   8 * * * ", "2026-01-01T08:00"],
  ])("may have %s", (_, text, first) => {
    expect(timesOf(text, 1)).toEqual([first]);
  });

  test("spells Sunday in three ways that mean the same", () => {
    const sundays = timesOf("0 8 * * sun", 3);
    expect(timesOf("0 8 * * 0", 3)).toEqual(sundays);
    expect(timesOf("0 8 * * 7", 3)).toEqual(sundays);
    expect(timesOf("0 8 * * fri-sun", 3)).toEqual(timesOf("0 8 * * 5,6,0", 3));
    expect(timesOf("0 8 * * sun-mon", 3)).toEqual(timesOf("0 8 * * 0,1", 3));
  });

  test.each([
    ["seconds", "0 0 8 * * *", /has 6 fields, not five; leave out the seconds/],
    ["macros", "@monthly", /is a macro; write minute, hour/],
    ["nothing", "  ", /is empty; write minute, hour/],
    ["too few fields", "0 8 *", /has 3 fields, not five/],
    ["values out of range", "60 8 * * *", /has a wrong minute: "60"; write \*, a number from 0 to 59/],
    ["hour 24", "0 24 * * *", /wrong hour: "24"/],
    ["day 0", "0 8 0 * *", /wrong day of the month: "0"/],
    ["month 13", "0 8 1 13 *", /wrong month: "13"; write \*, feb, a number from 1 to 12/],
    ["weekday 8", "0 8 * * 8", /wrong day of the week: "8"/],
    ["misspelt names", "0 8 * * mom", /wrong day of the week: "mom"; did you mean mon\?/],
    ["whole names", "0 8 * january *", /wrong month: "january"/],
    ["ranges that run backwards", "0 17-9 * * *", /"17-9" runs backwards; write it as two: 17-23,0-9/],
    ["steps of nothing", "*/0 * * * *", /steps of 0 in "\*\/0"/],
    ["steps of one value", "5/10 * * * *", /"5\/10"; write 5-59\/10/],
    ["empty items", "0,,5 8 * * *", /an item of its list is empty/],
    ["the last day", "0 8 L * *", /wrong day of the month: "L"/],
    ["the nearest weekday", "0 8 15W * *", /"15W"/],
    ["the first Monday", "0 8 * * 1#1", /"1#1"/],
    ["question marks", "0 8 ? * 1", /"\?"/],
    ["hashes", "H H * * *", /wrong minute: "H"/],
    ["negative numbers", "-5 8 * * *", /"-5"/],
    ["fractions", "1.5 8 * * *", /"1\.5"/],
    ["other digits", "٣ 8 * * *", /"٣"/],
  ])("may not have %s", (_, text, told) => {
    expect(refused(text)).toMatch(told);
  });

  test.each(["0 0 30 2 *", "0 0 31 2,4,6,9,11 *", "0 0 30-31 feb *", "0 0 31 4 *"])("that never comes round is refused: %s", (text) => {
    expect(refused(text)).toMatch(/never comes round: no such month has that day/);
  });

  test("comes round if one of its months has the day, or if the day of the week does", () => {
    expect(timesOf("0 0 31 2,3 *", 1)).toEqual(["2026-03-31T00:00"]);
    expect(timesOf("0 0 30 2 mon", 1)).toEqual(["2026-02-02T00:00"]);
    expect(timesOf("0 0 29 2 *", 2)).toEqual(["2028-02-29T00:00", "2032-02-29T00:00"]);
  });

  test("never brings the program down, whatever is written", () => {
    const piece = fc.constantFrom("*", "0", "7", "31", "59", "mon", "feb", "-", "/", ",", " ", " ", " ", "L", "#", "@", "é", "99999999999");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join("")),
        ),
        (text) => {
          const parsed = parseCron(text);
          if (isFault(parsed)) expect([parsed.message, parsed.hint].every((words) => words.length > 0)).toBe(true);
          else expect(parsed.timesAfter(0).next().value).toBeGreaterThan(0);
        },
      ),
    );
  });
});
