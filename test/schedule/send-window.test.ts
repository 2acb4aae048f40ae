import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SendWindow } from "../../src/dataset/schema.ts";
import { closingAfter, isOpen, nextOpening } from "../../src/schedule/send-window.ts";
import type { IsoDate } from "../../src/units.ts";
import { minutesOf, type Minute } from "./minute-oracle.ts";

type Windowed = Parameters<typeof isOpen>[0];

const at = (text: string): Date => new Date(text);
const office: SendWindow = { days: ["mon", "tue", "wed", "thu", "fri"], from: "08:00", until: "17:30" };
const hanoi: Windowed = { timeZone: "Asia/Ho_Chi_Minh", sendWindow: office, holidays: [] };
const opening = (schedule: Windowed, from: string): string => nextOpening(schedule, at(from)).toISOString();
const closing = (schedule: Windowed, from: string): string | null => closingAfter(schedule, at(from))?.toISOString() ?? null;

describe("office hours in Hanoi", () => {
  test("are open now, if they are", () => {
    expect(opening(hanoi, "2026-11-23T03:12:34.567Z")).toBe("2026-11-23T03:12:34.567Z");
    expect(opening(hanoi, "2026-11-23T01:00:00.000Z")).toBe("2026-11-23T01:00:00.000Z");
    expect(opening(hanoi, "2026-11-23T10:29:59.999Z")).toBe("2026-11-23T10:29:59.999Z");
  });

  test("open in the morning, on Monday after a weekend, and no minute before", () => {
    expect(opening(hanoi, "2026-11-23T00:59:59.999Z")).toBe("2026-11-23T01:00:00.000Z");
    expect(opening(hanoi, "2026-11-23T10:30:00.000Z")).toBe("2026-11-24T01:00:00.000Z");
    expect(opening(hanoi, "2026-11-20T10:30:00.000Z")).toBe("2026-11-23T01:00:00.000Z");
  });

  test("close in the evening, also for one who asks before they open", () => {
    expect(closing(hanoi, "2026-11-23T03:00:00Z")).toBe("2026-11-23T10:30:00.000Z");
    expect(closing(hanoi, "2026-11-21T03:00:00Z")).toBe("2026-11-23T10:30:00.000Z");
  });

  test("are not kept on holidays", () => {
    const tet = ["16", "17", "18", "19", "20"].map((day) => `2026-02-${day}` as IsoDate);
    expect(opening({ ...hanoi, holidays: tet }, "2026-02-13T10:30:00Z")).toBe("2026-02-23T01:00:00.000Z");
  });
});

describe("a schedule", () => {
  test("without a window is always open", () => {
    const always: Windowed = { timeZone: "Europe/Berlin", sendWindow: null, holidays: [] };
    expect(opening(always, "2026-03-29T01:00:00.001Z")).toBe("2026-03-29T01:00:00.001Z");
    expect(closing(always, "2026-03-29T01:00:00Z")).toBeNull();
  });

  test("that only avoids holidays is open but for them, and for good after the last that is known", () => {
    const schedule: Windowed = { timeZone: "Asia/Ho_Chi_Minh", sendWindow: null, holidays: ["2026-04-30", "2026-05-01"] as IsoDate[] };
    expect(opening(schedule, "2026-04-29T17:00:00Z")).toBe("2026-05-01T17:00:00.000Z");
    expect(closing(schedule, "2026-04-01T00:00:00Z")).toBe("2026-04-29T17:00:00.000Z");
    expect(closing(schedule, "2026-05-02T00:00:00Z")).toBeNull();
  });

  test("with a window until midnight goes on into one that begins there", () => {
    const days: SendWindow["days"] = ["mon", "tue"];
    const schedule: Windowed = { timeZone: "UTC", sendWindow: { days, from: "00:00", until: "24:00" }, holidays: [] };
    expect(closing(schedule, "2026-11-23T12:00:00Z")).toBe("2026-11-25T00:00:00.000Z");
  });
});

describe("where the clock is put forward or back", () => {
  const night = (timeZone: string, from: string, until: string): Windowed => ({
    timeZone,
    sendWindow: { days: ["sat", "sun"], from, until },
    holidays: [],
  });

  test("a window that begins in the gap opens at its end", () => {
    const schedule = night("Europe/Berlin", "02:30", "05:00");
    expect(opening(schedule, "2026-03-28T23:00:00Z")).toBe("2026-03-29T01:00:00.000Z");
    expect(closing(schedule, "2026-03-28T23:00:00Z")).toBe("2026-03-29T03:00:00.000Z");
  });

  test("a window that lies in the gap does not open that day", () => {
    expect(opening(night("Europe/Berlin", "02:10", "02:50"), "2026-03-28T23:00:00Z")).toBe("2026-04-04T00:10:00.000Z");
  });

  test("a window opens again when its hour comes again", () => {
    const schedule = night("Europe/Berlin", "01:00", "02:30");
    // 03:00 is 02:00 again at 01:00 UTC.
    expect(closing(schedule, "2026-10-24T23:00:00Z")).toBe("2026-10-25T00:30:00.000Z");
    expect(opening(schedule, "2026-10-25T00:30:00Z")).toBe("2026-10-25T01:00:00.000Z");
    expect(closing(schedule, "2026-10-25T01:00:00Z")).toBe("2026-10-25T01:30:00.000Z");
  });

  test("a window is longer or shorter by as much", () => {
    const schedule = night("Europe/Berlin", "00:00", "06:00");
    const length = (from: string): number => closingAfter(schedule, at(from))!.getTime() - nextOpening(schedule, at(from)).getTime();
    expect([length("2026-03-28T12:00Z"), length("2026-10-24T12:00Z")].map((ms) => ms / 3_600_000)).toEqual([5, 7]);
  });
});

const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;
const two = (value: number): string => String(value).padStart(2, "0");
const timeOf = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

const windows = fc
  .tuple(
    fc.integer({ min: 0, max: 1439 }),
    fc.integer({ min: 1, max: 1440 }),
    fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
  )
  .filter(([from, until]) => from < until)
  .map(([from, until, days]): SendWindow => ({ days, from: timeOf(from), until: timeOf(until) }));

/** A fortnight around a shift of the clocks, or around nothing. */
const fortnights: readonly (readonly [string, string])[] = [
  ["Asia/Ho_Chi_Minh", "2027-02-01T00:00Z"],
  ["Europe/Berlin", "2026-03-22T00:00Z"],
  ["Europe/Berlin", "2026-10-18T00:00Z"],
  ["America/New_York", "2026-10-25T00:00Z"],
  ["America/Sao_Paulo", "2018-10-28T00:00Z"],
  ["America/Sao_Paulo", "2019-02-10T00:00Z"],
  ["Australia/Lord_Howe", "2026-09-27T00:00Z"],
  ["Africa/Casablanca", "2026-02-10T00:00Z"],
  ["Pacific/Apia", "2011-12-24T00:00Z"],
];

describe.each(fortnights)("a fortnight in %s from %s", (timeZone, from) => {
  const minutes = minutesOf(timeZone, at(from), new Date(at(from).getTime() + 14 * 86_400_000));
  const dayOf = ({ year, month, day }: Minute): string => `${year}-${two(month)}-${two(day)}`;
  const shown = (window: SendWindow | null, holidays: readonly string[], minute: Minute): boolean => {
    const time = timeOf(minute.hour * 60 + minute.minute);
    const inWindow = !window || (window.days.includes(weekdays[minute.weekday]!) && time >= window.from && time < window.until);
    return inWindow && !holidays.includes(dayOf(minute));
  };
  const holidays = fc.subarray([...new Set(minutes.map(dayOf))], { maxLength: 4 }).map((days) => days as IsoDate[]);

  test("nothing is sent outside the window, and nothing waits within it", () => {
    fc.assert(
      fc.property(fc.option(windows, { nil: null }), holidays, (sendWindow, holidays) => {
        const schedule: Windowed = { timeZone, sendWindow, holidays };
        let i = 0;
        for (let start: Minute | undefined = minutes[0]; start; start = minutes[i]) {
          const next = minutes.findIndex((minute, k) => k >= i && shown(sendWindow, holidays, minute));
          const opens = nextOpening(schedule, new Date(start.instant)).getTime();
          if (next === -1) {
            expect(opens).toBeGreaterThan(minutes.at(-1)!.instant);
            return;
          }
          expect(opens).toBe(minutes[next]!.instant);
          expect(isOpen(schedule, new Date(opens))).toBe(true);
          const end = minutes.findIndex((minute, k) => k > next && !shown(sendWindow, holidays, minute));
          const closes = closingAfter(schedule, new Date(start.instant))?.getTime() ?? Infinity;
          if (end === -1) {
            expect(closes).toBeGreaterThan(minutes.at(-1)!.instant);
            return;
          }
          expect(closes).toBe(minutes[end]!.instant);
          expect(isOpen(schedule, new Date(closes))).toBe(false);
          i = end;
        }
      }),
      { numRuns: 30 },
    );
  });
});
