import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { occurrencesBetween } from "../../src/schedule/occurrences.ts";
import { planOccurrences, type OccurrencePlan } from "../../src/schedule/plan-occurrences.ts";

type Planned = Parameters<typeof planOccurrences>[0];

const at = (text: string): Date => new Date(text);
const minutes = (count: number): number => count * 60_000;
const days = (count: number): number => minutes(count * 1440);
const later = (date: Date, ms: number): Date => new Date(date.getTime() + ms);
const iso = (dates: readonly Date[]): string[] => dates.map((date) => date.toISOString().slice(0, 16));

const daily: Planned = { cron: "0 8 * * *", timeZone: "Asia/Ho_Chi_Minh", missed: "once" };
const hourly: Planned = { cron: "0 * * * *", timeZone: "UTC", missed: "once" };

const plan = (schedule: Planned, plannedUntil: string, now: string) => {
  const planned = planOccurrences(schedule, { plannedUntil: at(plannedUntil), now: at(now) });
  return {
    run: iso(planned.run),
    skipped: iso(planned.skipped.map(({ occurrence }) => occurrence)),
    until: iso([planned.plannedUntil])[0],
  };
};

/** A scheduler that looks at each of these times, and what came of it. */
function schedulerAt(schedule: Planned, start: Date, ticks: readonly Date[]): { ran: Date[]; skipped: Date[] } {
  let plannedUntil = start;
  const [ran, skipped]: [Date[], Date[]] = [[], []];
  for (const now of ticks) {
    const planned: OccurrencePlan = planOccurrences(schedule, { plannedUntil, now });
    ran.push(...planned.run);
    skipped.push(...planned.skipped.map(({ occurrence }) => occurrence));
    plannedUntil = planned.plannedUntil;
  }
  return { ran, skipped };
}

describe("a scheduler that looks every half minute", () => {
  const zones = ["Asia/Ho_Chi_Minh", "Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"];

  test.each(zones)("starts each run of a year in %s once, in time", (timeZone) => {
    const schedule: Planned = { cron: "30 2 * * *", timeZone, missed: "skip" };
    const [start, end] = [at("2027-12-31T12:00Z"), at("2028-12-31T12:00Z")];
    // Half minutes matter around runs only; between them it may as well sleep.
    const ticks = occurrencesBetween(schedule, start, end, Infinity).flatMap((one) => [-30_000, 0, 30_000].map((ms) => later(one, ms)));
    const { ran, skipped } = schedulerAt(schedule, start, ticks);
    expect(skipped).toEqual([]);
    expect(iso(ran)).toEqual(iso(occurrencesBetween(schedule, start, end, Infinity)));
    expect(ran).toHaveLength(366);
  });
});

describe("after an outage", () => {
  test("of minutes, what was due in it runs", () => {
    expect(plan(daily, "2026-11-22T00:59Z", "2026-11-22T01:09Z")).toEqual({
      run: ["2026-11-22T01:00"],
      skipped: [],
      until: "2026-11-22T01:09",
    });
    expect(plan({ ...daily, missed: "skip" }, "2026-11-22T00:59Z", "2026-11-22T01:10Z").run).toEqual(["2026-11-22T01:00"]);
  });

  test("of hours, the latest missed run runs if it is to run once, and the others are skipped", () => {
    const planned = plan(hourly, "2026-11-22T08:30Z", "2026-11-22T12:30Z");
    expect(planned).toEqual({
      run: ["2026-11-22T12:00"],
      skipped: ["2026-11-22T09:00", "2026-11-22T10:00", "2026-11-22T11:00"],
      until: "2026-11-22T12:30",
    });
  });

  test("of hours, nothing runs if missed runs are skipped", () => {
    const planned = plan({ ...hourly, missed: "skip" }, "2026-11-22T08:30Z", "2026-11-22T12:30Z");
    expect(planned.run).toEqual([]);
    expect(planned.skipped).toHaveLength(4);
  });

  test("of months, one run makes up for all", () => {
    const planned = plan(daily, "2026-01-01T00:00Z", "2026-06-30T12:00Z");
    expect(planned.run).toEqual(["2026-06-30T01:00"]);
    expect(planned.skipped).toHaveLength(180);
  });

  test("a run that is due now stands for those that were missed", () => {
    const planned = plan(hourly, "2026-11-22T08:30Z", "2026-11-22T12:05Z");
    expect(planned.run).toEqual(["2026-11-22T12:00"]);
    expect(planned.skipped).toEqual(["2026-11-22T09:00", "2026-11-22T10:00", "2026-11-22T11:00"]);
  });

  test("why a run is skipped is said", () => {
    const reasons = (missed: Planned["missed"]) =>
      planOccurrences({ ...hourly, missed }, { plannedUntil: at("2026-11-22T08:30Z"), now: at("2026-11-22T12:30Z") }).skipped.map(
        ({ reason }) => reason,
      );
    expect(new Set(reasons("skip"))).toEqual(new Set(["missed: no scheduler was running"]));
    expect(new Set(reasons("once"))).toEqual(new Set(["missed: no scheduler was running; a later run stands for it"]));
  });

  test("of years, what runs each minute is back at once, and the last thousand are written down", () => {
    const everyMinute: Planned = { cron: "* * * * *", timeZone: "Europe/Berlin", missed: "once" };
    const planned = planOccurrences(everyMinute, { plannedUntil: at("2016-01-01T00:00Z"), now: at("2026-11-22T12:00Z") });
    expect(planned.run).toHaveLength(11);
    expect(planned.skipped).toHaveLength(1000);
    expect(iso([planned.skipped.at(-1)!.occurrence])).toEqual(["2026-11-22T11:49"]);
  });
});

describe("a definition that changed", () => {
  test("holds from where the old one was planned", () => {
    expect(plan({ ...daily, cron: "30 8 * * *" }, "2026-11-22T01:00Z", "2026-11-22T01:30Z").run).toEqual(["2026-11-22T01:30"]);
    expect(plan({ ...daily, timeZone: "Europe/Berlin" }, "2026-11-22T01:00Z", "2026-11-22T07:01Z").run).toEqual(["2026-11-22T07:00"]);
  });
});

describe("a clock that jumps", () => {
  test("back, plans again from where it is", () => {
    expect(plan(daily, "2026-11-22T02:00Z", "2026-11-20T02:00Z")).toEqual({ run: [], skipped: [], until: "2026-11-20T02:00" });
  });

  test("back by an hour each day, still runs each occurrence under one key", () => {
    const start = at("2026-11-01T00:00Z");
    const ticks = Array.from({ length: 30 * 48 }, (_, i) => later(start, minutes(i * 30) - (i % 48 === 47 ? minutes(60) : 0)));
    const rows = new Set(iso(schedulerAt(hourly, start, ticks).ran));
    expect([...rows].sort()).toEqual(iso(occurrencesBetween(hourly, start, ticks.at(-2)!, Infinity)));
  });

  test("forward, has missed what lies between", () => {
    expect(plan(daily, "2026-11-22T02:00Z", "2026-12-22T02:00Z").skipped).toHaveLength(29);
  });
});

const schedules = fc.record({
  cron: fc.constantFrom("0 8 * * *", "*/20 * * * *", "30 2 * * sun", "0 0 29 2 *", "15 1-3 * * *", "0 12 1 * mon"),
  timeZone: fc.constantFrom("Asia/Ho_Chi_Minh", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "UTC"),
  missed: fc.constantFrom("once" as const, "skip" as const),
});
const start = at("2026-10-20T00:00Z");
/** Gaps between looks: seconds, hours, weeks. */
const gaps = fc.array(
  fc.oneof(fc.integer({ min: 0, max: minutes(15) }), fc.integer({ min: 0, max: days(1) }), fc.integer({ min: 0, max: days(14) })),
  {
    maxLength: 12,
  },
);
const ticksOf = (gaps: readonly number[]): Date[] => {
  let now = start.getTime();
  return gaps.map((gap) => new Date((now += gap)));
};

describe("whenever a scheduler looks", () => {
  test("every occurrence is planned exactly once: it runs, or is skipped", () => {
    fc.assert(
      fc.property(schedules, gaps, (schedule, gaps) => {
        const ticks = ticksOf(gaps);
        const { ran, skipped } = schedulerAt(schedule, start, ticks);
        const planned = [...ran, ...skipped].sort((a, b) => a.getTime() - b.getTime());
        // As many as are written down after one outage; longer ones are tried above.
        fc.pre(skipped.length < 1000);
        expect(iso(planned)).toEqual(iso(occurrencesBetween(schedule, start, ticks.at(-1) ?? start, Infinity)));
      }),
    );
  });

  test("what runs late is the latest of what was missed, and only if it is to", () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 0, max: days(30) }), (schedule, gap) => {
        const now = later(start, gap);
        const { run, skipped } = planOccurrences(schedule, { plannedUntil: start, now });
        const late = run.filter((one) => now.getTime() - one.getTime() > minutes(10));
        expect(late.length).toBeLessThanOrEqual(schedule.missed === "once" ? 1 : 0);
        for (const one of late) expect(skipped.every(({ occurrence }) => occurrence < one)).toBe(true);
        if (schedule.missed === "once" && skipped.length > 0) expect(run.length).toBeGreaterThan(0);
      }),
    );
  });

  test("two with different clocks, over the same rows, run each occurrence once", () => {
    const clocks = fc.array(fc.record({ who: fc.constantFrom(0, 1), gap: fc.integer({ min: 0, max: minutes(9) }) }), {
      minLength: 20,
      maxLength: 80,
    });
    fc.assert(
      fc.property(schedules, clocks, fc.integer({ min: -minutes(9), max: minutes(9) }), (schedule, looks, skew) => {
        const rows = new Map<number, "run" | "skipped">();
        let [real, plannedUntil] = [start.getTime(), start];
        for (const { who, gap } of looks) {
          real += gap;
          const now = new Date(real + (who === 0 ? 0 : skew));
          const planned = planOccurrences(schedule, { plannedUntil, now });
          // What the table does: the first row stays.
          for (const one of planned.run) if (!rows.has(one.getTime())) rows.set(one.getTime(), "run");
          for (const { occurrence } of planned.skipped) if (!rows.has(occurrence.getTime())) rows.set(occurrence.getTime(), "skipped");
          plannedUntil = planned.plannedUntil;
        }
        const due = occurrencesBetween(schedule, start, plannedUntil, Infinity).map((one) => one.getTime());
        for (const one of due) expect(rows.has(one)).toBe(true);
        // Nobody was away for ten minutes, so nothing was missed but what two clocks that far apart disagree on.
        if (Math.abs(skew) === 0) expect([...rows.values()].every((state) => state === "run")).toBe(true);
      }),
    );
  });
});
