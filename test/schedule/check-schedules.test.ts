import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/errors.ts";
import { checkSchedules } from "../../src/schedule/check-schedules.ts";
import { schedulesOf } from "../../src/schedule/schedule.ts";
import type { IsoDate } from "../../src/units.ts";
import { parseWith, soundFiles } from "../dataset/small-dataset.ts";

const segments = "japan: { name: { vi: Nhật Bản, en: Japan } }\ndomestic: { name: { vi: Trong nước, en: Domestic } }\n";
const holidays = [
  "vn:",
  "  name: { vi: Ngày lễ, en: Holidays }",
  "  sources: { law: { publisher: Quốc hội, title: Bộ luật Lao động } }",
  "  years:",
  '    "2026": [{ name: { vi: Tết Dương lịch, en: New Year }, days: ["2026-01-01"], exchanged: ["2026-01-02"], status: announced, sources: [law] }]',
  '    "2027": [{ name: { vi: Tết, en: Tet }, days: ["2027-02-05"], compensatory: ["2027-02-08"], status: expected, sources: [law] }]',
  "",
].join("\n");
const schedule = [
  "schedules:",
  "  monthly:",
  '    cron: "0 8 1 * *"',
  "    timeZone: Asia/Ho_Chi_Minh",
  "    when: changed",
  "    recipients: [japan]",
  "    missed: skip",
  "    sendWindow:",
  "      days: [mon, tue]",
  '      from: "08:00"',
  '      until: "17:30"',
  "    avoidHolidays: vn",
  "",
].join("\n");

type Change = readonly [file: string, from: string, to: string];

function filesWith(changes: readonly Change[]): Record<string, string> {
  const files: Record<string, string> = {
    "segments.yaml": segments,
    "holidays.yaml": holidays,
    "briefs/one.yaml": soundFiles["briefs/one.yaml"] + schedule,
  };
  for (const [file, from, to] of changes) {
    if (!files[file]!.includes(from)) throw new Error(`${file} does not hold ${from}`);
    files[file] = files[file]!.replace(from, () => to);
  }
  return files;
}

const found = (changes: readonly Change[], today = "2026-07-01"): string[] => {
  const { partial, problems } = parseWith(filesWith(changes));
  return [...problems, ...checkSchedules(partial, today as IsoDate)].map(
    (problem) => `${problem.severity} ${problem.code} ${formatProblem(problem)}`,
  );
};

const one = "briefs/one.yaml";

test("a schedule that is sound is passed over in silence", () => {
  expect(found([])).toEqual([]);
});

test("schedules come out with what they say, and the days that their lists hold", () => {
  const { partial } = parseWith(filesWith([]));
  expect(schedulesOf(partial)).toEqual([
    {
      id: "one/monthly",
      brief: "one",
      name: "monthly",
      cron: "0 8 1 * *",
      timeZone: "Asia/Ho_Chi_Minh",
      when: "changed",
      recipients: ["japan"],
      missed: "skip",
      sendWindow: { days: ["mon", "tue"], from: "08:00", until: "17:30" },
      holidays: ["2026-01-01", "2026-01-02", "2027-02-05", "2027-02-08"],
    },
  ]);
});

test("a schedule need not say what has a default, and a dataset need not have segments or holidays", () => {
  const bare = "schedules: { daily: { cron: 0 8 * * *, timeZone: UTC, when: always, recipients: everyone } }\n";
  const { dataset, problems } = parseWith({ [one]: soundFiles[one] + bare });
  expect(problems).toEqual([]);
  expect(schedulesOf(dataset!)[0]).toMatchObject({ missed: "once", sendWindow: null, holidays: [], recipients: "everyone" });
});

describe("an error", () => {
  test.each<readonly [what: string, change: Change, told: string]>([
    [
      "an expression that is none",
      [one, "0 8 1 * *", "0 8 32 * *"],
      'invalid-cron data/briefs/one.yaml:13:5 schedules.monthly.cron: the cron expression "0 8 32 * *" has a wrong day of the month: "32"; write *, a number from 1 to 31, a range a-b, a list a,b, or steps */n',
    ],
    [
      "an expression with seconds",
      [one, "0 8 1 * *", "0 0 8 1 * *"],
      'invalid-cron data/briefs/one.yaml:13:5 schedules.monthly.cron: the cron expression "0 0 8 1 * *" has 6 fields, not five; leave out the seconds; e.g. 0 8 1 * * is 08:00 on the first of each month',
    ],
    [
      "an expression that never comes round",
      [one, "0 8 1 * *", "0 8 30 feb *"],
      'invalid-cron data/briefs/one.yaml:13:5 schedules.monthly.cron: the cron expression "0 8 30 feb *" never comes round: no such month has that day; name a day that its months have',
    ],
    [
      "an unknown zone",
      [one, "Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Min"],
      'unknown-zone data/briefs/one.yaml:14:5 schedules.monthly.timeZone: there is no time zone "Asia/Ho_Chi_Min"; did you mean Asia/Ho_Chi_Minh?',
    ],
    [
      "an offset for a zone",
      [one, "Asia/Ho_Chi_Minh", '"+07:00"'],
      'unknown-zone data/briefs/one.yaml:14:5 schedules.monthly.timeZone: there is no time zone "+07:00"; write an IANA name, e.g. Asia/Ho_Chi_Minh',
    ],
    [
      "an unknown segment",
      [one, "[japan]", "[domestic, japn]"],
      'unknown-segment data/briefs/one.yaml:16:28 schedules.monthly.recipients.1: there is no segment "japn"; did you mean "japan"?',
    ],
    [
      "a word that names nobody",
      [one, "[japan]", "everybody"],
      'unknown-value data/briefs/one.yaml:16:5 schedules.monthly.recipients: "everybody" is not a value of recipients; did you mean "everyone"?',
    ],
    [
      "no segment",
      [one, "[japan]", "[]"],
      "too-few data/briefs/one.yaml:16:5 schedules.monthly.recipients: recipients needs at least 1; add what is missing",
    ],
    [
      "an unknown way with missed runs",
      [one, "missed: skip", "missed: always"],
      'unknown-value data/briefs/one.yaml:17:5 schedules.monthly.missed: "always" is not a value of missed; use one of once, skip',
    ],
    [
      "a misspelt key",
      [one, "sendWindow:", "sendWindows:"],
      'unknown-key data/briefs/one.yaml:18:5 schedules.monthly.sendWindows: there is no key "sendWindows" here; did you mean "sendWindow"?',
    ],
    [
      "a window that closes before it opens",
      [one, "08:00", "18:00"],
      "window-never-opens data/briefs/one.yaml:18:5 schedules.monthly.sendWindow: the window never opens: it closes at 17:30 and opens at 18:00; let it open before it closes; it can't go past midnight",
    ],
    [
      "a window without a minute",
      [one, "17:30", "08:00"],
      "window-never-opens data/briefs/one.yaml:18:5 schedules.monthly.sendWindow: the window never opens: it closes at 08:00 and opens at 08:00; let it open before it closes; it can't go past midnight",
    ],
    [
      "a window without a day",
      [one, "[mon, tue]", "[]"],
      "too-few data/briefs/one.yaml:19:7 schedules.monthly.sendWindow.days: days needs at least 1; add what is missing",
    ],
    [
      "a day that is none",
      [one, "[mon, tue]", "[mon, tues]"],
      'unknown-value data/briefs/one.yaml:19:19 schedules.monthly.sendWindow.days.1: "tues" is not a value of days; did you mean "tue"?',
    ],
    [
      "a day twice",
      [one, "[mon, tue]", "[mon, mon]"],
      "duplicate-day data/briefs/one.yaml:19:19 schedules.monthly.sendWindow.days.1: mon is there twice; keep one of the two",
    ],
    [
      "a time that is none",
      [one, '"08:00"', '"8:00"'],
      'invalid-time data/briefs/one.yaml:20:7 schedules.monthly.sendWindow.from: "8:00" is not a time of day; write it as "08:00", in quotes',
    ],
    [
      "an unknown list of holidays",
      [one, "avoidHolidays: vn", "avoidHolidays: vm"],
      'unknown-holidays data/briefs/one.yaml:22:5 schedules.monthly.avoidHolidays: there is no list of holidays "vm"; did you mean "vn"?',
    ],
    [
      "a name with blanks",
      [one, "monthly:", "Every month:"],
      'invalid-id data/briefs/one.yaml:12:3 schedules.Every month: "Every month" can\'t be the name of a schedule; write lower-case words and digits joined by hyphens',
    ],
    [
      "a holiday that is no day",
      ["holidays.yaml", "2026-01-02", "2026-02-30"],
      'invalid-day data/holidays.yaml:5:94 vn.years.2026.0.exchanged.0: "2026-02-30" is not a day; write it as 2027-01-01',
    ],
    [
      "a holiday of another year",
      ["holidays.yaml", "2026-01-02", "2025-01-02"],
      "invalid-day data/holidays.yaml:5:94 vn.years.2026.0.exchanged.0: 2025-01-02 is not a day of 2026; list it under its own year",
    ],
    [
      "a holiday that is there twice",
      ["holidays.yaml", "2026-01-02", "2026-01-01"],
      "duplicate-day data/holidays.yaml:5:94 vn.years.2026.0.exchanged.0: 2026-01-01 is listed already; keep one of the two",
    ],
    [
      "a year that is none",
      ["holidays.yaml", '"2027"', '"27"'],
      'invalid-year data/holidays.yaml:6:5 vn.years.27: "27" is not a year; write it with four digits, e.g. "2027"',
    ],
    [
      "a holiday without its source",
      ["holidays.yaml", "sources: [law]", "sources: [lav]"],
      'unknown-source data/holidays.yaml:5:138 vn.years.2026.0.sources.0: there is no source "lav"; did you mean "law"?',
    ],
  ])("is %s, told with its line", (_, change, told) => {
    expect(found([change]).find((line) => line.startsWith("error"))).toBe(`error ${told}`);
  });

  test("in a file of segments or holidays says nothing of what names them", () => {
    const broken = found([
      ["segments.yaml", "japan: {", "japan: { colour: red,"],
      ["holidays.yaml", "vn:", "vn"],
    ]);
    expect(new Set(broken.map((line) => line.split(" ")[1]))).toEqual(new Set(["unknown-key", "yaml-syntax"]));
  });
});

describe("a warning", () => {
  test("is given if an expression names days in both ways", () => {
    expect(found([[one, "0 8 1 * *", "0 8 1-7 * mon"]])).toEqual([
      'warning schedule-either-day data/briefs/one.yaml:13:5 schedules.monthly.cron: "0 8 1-7 * mon" names days of the month and of the week: it runs on either; write * for one of them if both were meant to hold',
    ]);
  });

  test("is given if holidays are avoided and not known for the twelve months to come", () => {
    expect(found([], "2027-03-01")).toEqual([
      "warning schedule-holidays-unknown data/holidays.yaml:4:3 vn.years: the holidays of 2028 are not known, and mails may go on them; add them, with their source",
    ]);
    expect(found([[one, "    avoidHolidays: vn\n", ""]], "2027-03-01")).toEqual([]);
  });

  test("is given in the two months before a holiday that nobody has fixed yet", () => {
    const expected =
      "warning schedule-holidays-expected data/holidays.yaml:4:3 vn.years: Tet (from 2027-02-05) is only expected; look up what was announced";
    expect(found([], "2026-12-06")).toEqual([]);
    expect(found([], "2026-12-07")).toEqual([expected]);
    expect(found([], "2027-02-05")).toContain(expected);
    expect(found([], "2027-02-06")).not.toContain(expected);
  });
});

test("the schedules of the repository are sound", () => {
  const files = ["briefs/binh-duong.yaml", "segments.yaml", "holidays.yaml"].map(
    (name) => [name, readFileSync(new URL(`../../data/${name}`, import.meta.url), "utf8")] as const,
  );
  const { partial } = parseWith(Object.fromEntries(files));
  expect(schedulesOf(partial).map(({ id }) => id)).toEqual(["binh-duong/monthly"]);
  expect(checkSchedules(partial, "2026-11-22" as IsoDate)).toEqual([]);
});
