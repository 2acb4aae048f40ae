import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextOccurrences, occurrencesBetween } from "../../src/schedule/occurrences.ts";
import { type Fields, type Minute, minutesOf, runsAmong } from "./minute-oracle.ts";

const at = (text: string): Date => new Date(text);
const iso = (dates: readonly Date[]): string[] => dates.map((date) => date.toISOString().slice(0, 16));
const next = (cron: string, timeZone: string, after: string, count = 3): string[] =>
  iso(nextOccurrences({ cron, timeZone }, at(after), count));

/** Each a year and a day in which its clocks are shifted, or that has a leap day. */
const years: readonly (readonly [zone: string, from: string])[] = [
  ["Asia/Ho_Chi_Minh", "2028-01-01T00:00Z"],
  ["Europe/Berlin", "2026-01-01T00:00Z"],
  ["America/New_York", "2028-01-01T00:00Z"],
  // Put forward and back at midnight, until 2019.
  ["America/Sao_Paulo", "2018-01-01T00:00Z"],
  ["Australia/Lord_Howe", "2026-07-01T00:00Z"],
  // Twice a year for a month, and by an hour that is less than that of standard time.
  ["Africa/Casablanca", "2026-01-01T00:00Z"],
  // 30 December 2011 was no day there.
  ["Pacific/Apia", "2011-07-01T00:00Z"],
  ["UTC", "2028-01-01T00:00Z"],
];

const list = (min: number, max: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: 4 }).map((values) => values.sort((a, b) => a - b));

const fieldsArbitrary: fc.Arbitrary<Fields> = fc.record({
  minutes: fc.option(list(0, 59), { nil: undefined, freq: 6 }),
  // Most shifts are in the small hours.
  hours: fc.option(fc.oneof(list(0, 4), list(0, 23)), { nil: undefined, freq: 3 }),
  days: fc.option(list(1, 31), { nil: undefined }),
  months: fc.option(list(1, 12), { nil: undefined }),
  weekdays: fc.option(list(0, 7), { nil: undefined }),
});

const names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const cronOf = ({ minutes, hours, days, months, weekdays }: Fields): string =>
  [minutes, hours, days, months, weekdays?.map((day) => names[day] ?? day)].map((values) => values?.join(",") ?? "*").join(" ");

describe.each(years)("a year in %s from %s", (timeZone, from) => {
  const year = minutesOf(timeZone, at(from), new Date(at(from).getTime() + 366 * 86_400_000));
  const [start, end] = [new Date(year[0]!.instant), new Date(year.at(-1)!.instant)];
  const promised = (fields: Fields): string[] => iso(runsAmong(fields, year).map((instant) => new Date(instant)));
  const planned = (fields: Fields): string[] => iso(occurrencesBetween({ cron: cronOf(fields), timeZone }, start, end, Infinity));
  const none: Fields = { minutes: undefined, hours: undefined, days: undefined, months: undefined, weekdays: undefined };

  test("runs as promised, whatever the expression is", () => {
    fc.assert(
      fc.property(fieldsArbitrary, (fields) => {
        // Each minute is tried below: in a year that is half a million runs.
        fc.pre(fields.minutes !== undefined || (fields.hours !== undefined && fields.days !== undefined && fields.weekdays === undefined));
        fc.pre(!fields.days || !fields.months || Boolean(fields.weekdays) || fields.days.some((day) => day < 30));
        expect(planned(fields)).toEqual(promised(fields));
      }),
      { numRuns: 12 },
    );
  });

  test("runs each half hour of the day where the clock shows it", () => {
    const halfHours: Fields = { ...none, minutes: [0, 30], hours: Array.from({ length: 23 }, (_, hour) => hour) };
    expect(planned(halfHours)).toEqual(promised(halfHours));
    expect(planned({ ...none, minutes: [30] })).toEqual(promised({ ...none, minutes: [30] }));
  });

  test("runs each minute of the days around a shift", () => {
    const shifts = year.filter((minute, i) => i > 0 && isShift(year[i - 1]!, minute));
    for (const { instant } of shifts) {
      const [from, until] = [new Date(instant - 2 * 86_400_000), new Date(instant + 2 * 86_400_000)];
      const minutes = (until.getTime() - from.getTime()) / 60_000;
      expect(occurrencesBetween({ cron: "* * * * *", timeZone }, from, until, Infinity)).toHaveLength(minutes);
    }
  });

  test("is the same wherever it is cut", () => {
    const fields: Fields = { ...none, minutes: [0, 15, 45], hours: [0, 1, 2, 3, 23] };
    const [schedule, whole] = [{ cron: cronOf(fields), timeZone }, planned(fields)];
    fc.assert(
      fc.property(fc.array(fc.date({ min: start, max: end, noInvalidDate: true }), { maxLength: 9 }), (cuts) => {
        const edges = [start, ...cuts.sort((a, b) => a.getTime() - b.getTime()), end];
        expect(iso(edges.slice(1).flatMap((edge, i) => occurrencesBetween(schedule, edges[i]!, edge, Infinity)))).toEqual(whole);
      }),
      { numRuns: 5 },
    );
  });
});

const isShift = (before: Minute, { hour, minute }: Minute): boolean =>
  (hour * 60 + minute - (before.hour * 60 + before.minute) + 1440) % 1440 !== 1;

describe("where a clock is put forward", () => {
  test("a time that is skipped runs at the first moment after the gap", () => {
    // Berlin, 29 March 2026: 02:00 is 03:00.
    expect(next("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00Z", 2)).toEqual(["2026-03-29T01:00", "2026-03-30T00:30"]);
    // Lord Howe, 4 October 2026: 02:00 is 02:30.
    expect(next("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00Z", 2)).toEqual(["2026-10-03T15:30", "2026-10-04T15:15"]);
    // São Paulo, 4 November 2018: midnight is 01:00.
    expect(next("0 0 * * *", "America/Sao_Paulo", "2018-11-03T12:00Z", 2)).toEqual(["2018-11-04T03:00", "2018-11-05T02:00"]);
  });

  test("several that are skipped run once", () => {
    expect(next("*/10 2,3 * * *", "Europe/Berlin", "2026-03-28T12:00Z", 3)).toEqual([
      "2026-03-29T01:00",
      "2026-03-29T01:10",
      "2026-03-29T01:20",
    ]);
  });

  test("a day that is skipped runs at the start of the next", () => {
    expect(next("0 8 30 12 *", "Pacific/Apia", "2011-12-28T00:00Z", 1)).toEqual(["2011-12-30T10:00"]);
  });

  test("what runs each hour does so after an hour of real time", () => {
    expect(next("30 * * * *", "Europe/Berlin", "2026-03-29T00:00Z")).toEqual(["2026-03-29T00:30", "2026-03-29T01:30", "2026-03-29T02:30"]);
  });
});

describe("where a clock is put back", () => {
  test("a time that comes twice runs the first time", () => {
    // Berlin, 25 October 2026: 03:00 is 02:00.
    expect(next("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00Z", 2)).toEqual(["2026-10-25T00:30", "2026-10-26T01:30"]);
    // Also for one who asks between the two.
    expect(next("30 2 * * *", "Europe/Berlin", "2026-10-25T00:45Z", 1)).toEqual(["2026-10-26T01:30"]);
  });

  test("what runs each hour does so both times", () => {
    expect(next("30 * * * *", "Europe/Berlin", "2026-10-25T00:00Z")).toEqual(["2026-10-25T00:30", "2026-10-25T01:30", "2026-10-25T02:30"]);
    expect(next("30 0-23 * * *", "Europe/Berlin", "2026-10-25T00:00Z")).toEqual(next("30 * * * *", "Europe/Berlin", "2026-10-25T00:00Z"));
    expect(next("*/20 * * * *", "Europe/Berlin", "2026-10-25T00:30Z", 5)).toEqual([
      "2026-10-25T00:40",
      "2026-10-25T01:00",
      "2026-10-25T01:20",
      "2026-10-25T01:40",
      "2026-10-25T02:00",
    ]);
  });
});

describe("days", () => {
  test("29 February comes in leap years only, and 2100 is none", () => {
    expect(next("0 8 29 2 *", "Asia/Ho_Chi_Minh", "2026-11-22T00:00Z", 2)).toEqual(["2028-02-29T01:00", "2032-02-29T01:00"]);
    expect(next("0 8 29 2 *", "UTC", "2096-03-01T00:00Z", 1)).toEqual(["2104-02-29T08:00"]);
  });

  test("the 31st comes in months that have it", () => {
    expect(next("0 8 31 * *", "UTC", "2026-01-31T08:00Z")).toEqual(["2026-03-31T08:00", "2026-05-31T08:00", "2026-07-31T08:00"]);
  });

  test("of the month and of the week, if both are named, mean either", () => {
    expect(next("0 8 13 * fri", "UTC", "2026-11-10T00:00Z", 4)).toEqual([
      "2026-11-13T08:00",
      "2026-11-20T08:00",
      "2026-11-27T08:00",
      "2026-12-04T08:00",
    ]);
  });

  test("are those of the zone", () => {
    // Monday 06:00 in Hanoi is still Sunday in UTC.
    expect(next("0 6 * * mon", "Asia/Ho_Chi_Minh", "2026-11-20T00:00Z", 2)).toEqual(["2026-11-22T23:00", "2026-11-29T23:00"]);
  });
});

describe("between two moments", () => {
  const schedule = { cron: "0 8 * * *", timeZone: "UTC" };

  test("the first is left out and the last is in", () => {
    expect(iso(occurrencesBetween(schedule, at("2026-11-20T08:00Z"), at("2026-11-21T08:00Z"), 9))).toEqual(["2026-11-21T08:00"]);
    expect(iso(occurrencesBetween(schedule, at("2026-11-20T07:59:59.999Z"), at("2026-11-20T08:00Z"), 9))).toEqual(["2026-11-20T08:00"]);
    expect(occurrencesBetween(schedule, at("2026-11-20T08:00:00.001Z"), at("2026-11-21T07:59:59.999Z"), 9)).toEqual([]);
  });

  test("no more are looked for than are wanted", () => {
    expect(occurrencesBetween(schedule, at("2026-01-01T00:00Z"), at("2027-01-01T00:00Z"), 2)).toHaveLength(2);
    expect(nextOccurrences(schedule, at("2026-01-01T00:00Z"), 0)).toEqual([]);
  });

  test("nothing is run for an expression that check refuses", () => {
    expect(() => nextOccurrences({ cron: "0 0 30 2 *", timeZone: "UTC" }, at("2026-01-01T00:00Z"), 1)).toThrow(/never comes round/);
  });
});
