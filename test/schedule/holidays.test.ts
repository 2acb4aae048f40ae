import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { memberFiles } from "../../src/dataset/member-files.ts";
import { parseYamlMembers } from "../../src/dataset/parse-yaml-members.ts";
import type { PublicHoliday } from "../../src/dataset/schema.ts";
import type { z } from "zod";

const file = new URL("../../data/holidays.yaml", import.meta.url);
const { members } = parseYamlMembers(readFileSync(file, "utf8"), "data/holidays.yaml", memberFiles.holidays);
const vietnam = members.get("vn")!;

type Holiday = z.infer<typeof PublicHoliday>;
const years = Object.entries(vietnam.years);
const holiday = (year: string, english: RegExp): Holiday => vietnam.years[year]!.find(({ name }) => english.test(name.en))!;

const msPerDay = 86_400_000;
const dayAfter = (date: string, days: number): string => new Date(Date.parse(date) + days * msPerDay).toISOString().slice(0, 10);
const weekday = (date: string): number => new Date(date).getUTCDay();

/** The day, in Vietnam, of the new moon that is nearest to a date: Meeus, Astronomical Algorithms, chapter 49, to some minutes. */
function newMoonNear(date: string): string {
  const radians = Math.PI / 180;
  const since2000 = (Date.parse(date) - Date.UTC(2000, 0, 1)) / msPerDay / 365.2425;
  const k = Math.round(since2000 * 12.3685);
  const t = k / 1236.85;
  const mean = 2_451_550.09766 + 29.530588861 * k + 0.00015437 * t ** 2;
  const sun = (2.5534 + 29.1053567 * k) * radians;
  const moon = (201.5643 + 385.81693528 * k) * radians;
  const latitude = (160.7108 + 390.67050284 * k) * radians;
  const node = (124.7746 - 1.56375588 * k) * radians;
  const e = 1 - 0.002516 * t;
  const correction =
    -0.4072 * Math.sin(moon) +
    0.17241 * e * Math.sin(sun) +
    0.01608 * Math.sin(2 * moon) +
    0.01039 * Math.sin(2 * latitude) +
    0.00739 * e * Math.sin(moon - sun) -
    0.00514 * e * Math.sin(moon + sun) +
    0.00208 * e ** 2 * Math.sin(2 * sun) -
    0.00111 * Math.sin(moon - 2 * latitude) -
    0.00057 * Math.sin(moon + 2 * latitude) +
    0.00056 * e * Math.sin(2 * moon + sun) -
    0.00042 * Math.sin(3 * moon) +
    0.00042 * e * Math.sin(sun + 2 * latitude) +
    0.00038 * e * Math.sin(sun - 2 * latitude) -
    0.00024 * e * Math.sin(2 * moon - sun) -
    0.00017 * Math.sin(node);
  // Dynamical time is 69 seconds ahead of UTC in these years; Vietnam's calendar is reckoned at UTC+7.
  const utc = (mean + correction - 2_440_587.5) * msPerDay - 69_000;
  return new Date(utc + 7 * 3_600_000).toISOString().slice(0, 10);
}

test("the reckoning of new moons is right where a calendar is known", () => {
  // First days of lunar years in Vietnam; in 1985 China had it a month later.
  expect(["1985-01-21", "2007-02-17", "2024-02-10", "2025-01-29", "2026-02-17"].map(newMoonNear)).toEqual([
    "1985-01-21",
    "2007-02-17",
    "2024-02-10",
    "2025-01-29",
    "2026-02-17",
  ]);
});

describe.each(years)("the holidays of %s", (year, holidays) => {
  const ofAll = holidays.flatMap(({ days, compensatory, exchanged }) => [...days, ...compensatory, ...exchanged]);

  test("are those of the law: one, five, one, one, one, two; and the day of culture", () => {
    expect(holidays.reduce((sum, { days }) => sum + days.length, 0)).toBe(12);
    const fixed = holidays.filter(({ name }) => !/Lunar|Hùng/.test(name.en)).flatMap(({ days }) => days.map((day) => day.slice(5)));
    expect(fixed).toEqual(expect.arrayContaining(["01-01", "04-30", "05-01", "09-02", "11-24"]));
    expect(fixed.filter((day) => day === "09-01" || day === "09-03")).toHaveLength(1);
    expect(fixed).toHaveLength(6);
  });

  test("have Tết on the first day of the lunar year, with four days around it", () => {
    const { days } = holiday(year, /Lunar/);
    const first = newMoonNear(`${year}-02-06`);
    expect(days).toContain(first);
    expect(days).toEqual(Array.from({ length: 5 }, (_, i) => dayAfter(days[0]!, i)));
    // That this moon begins the first month is read off ICU's Chinese calendar, which may be a day beside Vietnam's.
    const month = new Intl.DateTimeFormat("en-u-ca-chinese", { month: "numeric", timeZone: "UTC" });
    expect([-3, 3].map((days) => month.format(Date.parse(dayAfter(first, days))))).toEqual(["12", "1"]);
  });

  test("have the Hùng Kings on the tenth day of the third month", () => {
    const third = newMoonNear(dayAfter(newMoonNear(`${year}-02-06`), 59));
    expect(holiday(year, /Hùng/).days).toEqual([dayAfter(third, 9)]);
  });

  test("give the next working day for each that falls on a weekly day off, by Article 111 of the Labour Code", () => {
    for (const { days, compensatory, sources } of holidays.filter(({ sources }) => sources.includes("labour-code"))) {
      const lost = days.filter((day) => [0, 6].includes(weekday(day)));
      expect(compensatory, `${days[0]} ${sources[0]}`).toHaveLength(lost.length);
      let day = days.at(-1)!;
      for (const given of compensatory) {
        do day = dayAfter(day, 1);
        while ([0, 6].includes(weekday(day)) || holidays.some((other) => other.days.includes(day)));
        expect(given).toBe(day);
      }
    }
  });

  test("exchange working days only, and list no day twice", () => {
    expect(holidays.flatMap(({ exchanged }) => exchanged).filter((day) => [0, 6].includes(weekday(day)))).toEqual([]);
    expect(new Set(ofAll).size).toBe(ofAll.length);
  });

  test("are sure where the law names the day, and cite who announced what it leaves open", () => {
    for (const { status, sources, days } of holidays.filter(({ status }) => status === "announced"))
      expect(
        sources.some((id) => vietnam.sources[id]!.publishedOn! > "2025-06" && id !== "resolution-28"),
        `${days[0]} ${status}`,
      ).toBe(true);
    const open = holidays.filter(({ days, name }) => days.length > 1 || /beside/.test(name.en));
    expect(open.every(({ status }) => status !== "by-law")).toBe(true);
  });
});

test("every source of the list is named by a holiday", () => {
  const named = new Set(years.flatMap(([, holidays]) => holidays.flatMap(({ sources }) => sources)));
  expect(Object.keys(vietnam.sources).filter((id) => !named.has(id))).toEqual([]);
});
