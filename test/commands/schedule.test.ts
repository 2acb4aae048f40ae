import { describe, expect, test } from "vitest";
import { run, smallBrief, type Change } from "./small-brief.ts";

const berlin = [
  "schedules:",
  "  nightly: { cron: 30 2 * * *, timeZone: Europe/Berlin, when: always, recipients: nobody }",
  "  weekly:",
  "    cron: 0 7 * * mon",
  "    timeZone: Asia/Ho_Chi_Minh",
  "    when: changed",
  "    recipients: [japan, korea]",
  "    missed: skip",
  '    sendWindow: { days: [mon, tue, wed], from: "08:00", until: "17:30" }',
  "    avoidHolidays: vn",
  "events:",
].join("\n");
const segments: Change = ["data/segments.yaml", "japan: { name: { vi: a, en: a } }\nkorea: { name: { vi: a, en: a } }\n"];
const holidays: Change = [
  "data/holidays.yaml",
  'vn: { name: { vi: a, en: a }, sources: { law: { publisher: a, title: a } }, years: { "2026": [{ name: { vi: a, en: a }, days: ["2026-11-02", "2026-11-03"], status: announced, sources: [law] }], "2027": [{ name: { vi: a, en: a }, days: ["2027-01-01"], status: by-law, sources: [law] }] } }\n',
];
const scheduled = (text = berlin): Promise<{ data: string }> => smallBrief(["data/briefs/small.yaml", "events:", text], segments, holidays);

const now = () => new Date("2026-10-23T12:00Z");

describe("schedule", () => {
  test("prints the next five runs of each, in its zone and in UTC, and when mails go", async () => {
    const { data } = await scheduled();
    const { code, out, err } = await run(["schedule", "--data", data], { now });
    expect(err).toEqual([]);
    expect(out).toEqual([
      "small/nightly: 30 2 * * * in Europe/Berlin",
      "  makes an edition each time; mails it to nobody; after an outage runs once",
      "  next runs                    in UTC",
      "  Sat 2026-10-24 02:30 +02:00  2026-10-24 00:30",
      "  Sun 2026-10-25 02:30 +02:00  2026-10-25 00:30",
      "  Mon 2026-10-26 02:30 +01:00  2026-10-26 01:30",
      "  Tue 2026-10-27 02:30 +01:00  2026-10-27 01:30",
      "  Wed 2026-10-28 02:30 +01:00  2026-10-28 01:30",
      "",
      "small/weekly: 0 7 * * mon in Asia/Ho_Chi_Minh",
      "  makes an edition if anything has changed; mails it to japan, korea on mon, tue, wed from 08:00 until 17:30, not on holidays; skips runs that were missed",
      "  next runs                    in UTC            mails go",
      "  Mon 2026-10-26 07:00 +07:00  2026-10-26 00:00  from Mon 2026-10-26 08:00 +07:00 until 17:30",
      "  Mon 2026-11-02 07:00 +07:00  2026-11-02 00:00  from Wed 2026-11-04 08:00 +07:00 until 17:30",
      "  Mon 2026-11-09 07:00 +07:00  2026-11-09 00:00  from Mon 2026-11-09 08:00 +07:00 until 17:30",
      "  Mon 2026-11-16 07:00 +07:00  2026-11-16 00:00  from Mon 2026-11-16 08:00 +07:00 until 17:30",
      "  Mon 2026-11-23 07:00 +07:00  2026-11-23 00:00  from Mon 2026-11-23 08:00 +07:00 until 17:30",
    ]);
    expect(code).toBe(0);
  });

  test("gives programs the same, with moments that say their offset", async () => {
    const { data } = await scheduled();
    const { out } = await run(["schedule", "--data", data, "--json", "--date-time", "2026-11-01T23:00+07:00"], { now });
    expect(out).toHaveLength(1);
    const { schedules, problems } = JSON.parse(out[0]!);
    expect(problems).toEqual([]);
    expect(schedules).toHaveLength(2);
    expect(schedules[1]).toMatchObject({
      id: "small/weekly",
      brief: "small",
      name: "weekly",
      when: "changed",
      recipients: ["japan", "korea"],
      missed: "skip",
      holidays: ["2026-11-02", "2026-11-03", "2027-01-01"],
    });
    expect(schedules[1].runs[0]).toEqual({
      at: "2026-11-02T07:00:00+07:00",
      utc: "2026-11-02T00:00:00.000Z",
      mails: { from: "2026-11-04T08:00:00+07:00", until: "2026-11-04T17:30:00+07:00" },
    });
    expect(schedules[0].runs.map(({ mails }: { mails: unknown }) => mails)).toEqual([null, null, null, null, null]);
  });

  test("says so where there is none", async () => {
    const { data } = await smallBrief();
    expect((await run(["schedule", "--data", data], { now })).out).toEqual([
      "no brief has a schedule; declare one under schedules: in data/briefs/ID.yaml",
    ]);
  });

  test("shows no runs of what is wrong, but what is wrong", async () => {
    const { data } = await scheduled(berlin.replace("30 2 * * *", "30 25 * * *"));
    const { code, out, err } = await run(["schedule", "--data", data], { now });
    expect([code, out]).toEqual([1, []]);
    expect(err.join("\n")).toMatch(
      /small\.yaml:\d+:\d+ schedules\.nightly\.cron: the cron expression "30 25 \* \* \*" has a wrong hour: "25"/,
    );
  });

  test("warns of holidays that are not known, once however many schedules avoid them", async () => {
    const { data } = await scheduled(berlin.replace("nobody }", "nobody, avoidHolidays: vn }"));
    const { code, err } = await run(["schedule", "--data", data, "--date-time", "2027-06-01T00:00Z"], { now });
    expect(err[0]).toMatch(/the holidays of 2028 are not known/);
    expect(err).toEqual([err[0], "0 errors, 1 warning"]);
    expect(code).toBe(0);
  });

  test.each(["2027-06-01", "2027-06-01T00:00", "tomorrow", "2027-02-30T00:00Z", "2027-06-01T25:00Z", "9999-12-31T23:59Z"])(
    "takes %s for no moment",
    async (text) => {
      const { code, err } = await run(["schedule", "--date-time", text], { now });
      expect(code).toBe(2);
      expect(err[0]).toMatch(/is not a moment; write it with its offset/);
    },
  );
});
