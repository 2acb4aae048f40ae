import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { editionFilesIn, jsonOf, run, smallBrief, type Change } from "../commands/small-brief.ts";

const schedule = "schedules: { daily: { cron: 0 8 1 * mon, timeZone: UTC, when: changed, recipients: nobody, avoidHolidays: vn } }\n";
const holiday = (year: string): string =>
  `vn: { name: { vi: a, en: a }, sources: { law: { publisher: a, title: a } }, years: { "${year}": [{ name: { vi: a, en: a }, days: ["${year}-04-30"], status: expected, sources: [law] }] } }\n`;

async function build(...changes: readonly Change[]) {
  const brief = await smallBrief(["data/briefs/small.yaml", "events:", `${schedule}events:`], ...changes);
  const { problems } = jsonOf(await run(["build", ...brief.inputs, "--out", brief.out, "--json"]));
  return { problems: problems.map(({ code }) => code), files: await editionFilesIn(brief.out) };
}

// What is warned of differs, so that it would be seen if it were printed.
test("a new holiday or segment makes no new edition: not a byte of it changes", async () => {
  const unknown = await build(["data/holidays.yaml", holiday("2020")]);
  const known = await build(["data/holidays.yaml", holiday("2025")], ["data/segments.yaml", "japan: { name: { vi: a, en: a } }\n"]);
  expect(unknown.problems).toContain("schedule-holidays-unknown");
  expect(known.problems).toContain("schedule-holidays-expected");
  expect(known.files.size).toBeGreaterThan(3);
  expect(known.files).toEqual(unknown.files);
  expect(known.problems).toContain("schedule-either-day");
  expect(known.files.get("small.manifest.json")!.toString()).not.toContain("schedule-");
});

test("another schedule, or a comment, makes no new edition; another author does", async () => {
  const known: Change = ["data/holidays.yaml", holiday("2025")];
  const first = await build(known);
  const later = await build(known, ["data/briefs/small.yaml", "0 8 1 * mon", "30 9 * * 1-5"]);
  const explained = await build(known, ["data/briefs/small.yaml", "events:", "# What is printed.\nevents:"]);
  expect(first.files.size).toBeGreaterThan(3);
  expect(later.files).toEqual(first.files);
  expect(explained.files).toEqual(first.files);
  const changed = await build(known, ["data/briefs/small.yaml", "author: { vi: ", "author: { vi: Các "]);
  expect(changed.files.get("small.manifest.json")).not.toEqual(first.files.get("small.manifest.json"));
});

test("what another brief is made of makes no new edition: not a byte of it changes", async () => {
  const known: Change = ["data/holidays.yaml", holiday("2025")];
  const brief = await smallBrief();
  const definition = await readFile(join(brief.data, "briefs/small.yaml"), "utf8");
  const other = (author: string): Change => ["data/briefs/other.yaml", definition.replace("author: { vi: ", `author: { vi: ${author} `)];
  const [alone, first, second] = [await build(known), await build(known, other("Một")), await build(known, other("Hai"))];
  const ofSmall = (files: ReadonlyMap<string, Buffer>) => [...files].filter(([name]) => name.startsWith("small."));
  expect(ofSmall(second.files)).toEqual(ofSmall(first.files));
  expect(ofSmall(first.files)).toEqual(ofSmall(alone.files));
  expect(second.files.get("other.manifest.json")).not.toEqual(first.files.get("other.manifest.json"));
  expect(second.files.get("small.manifest.json")!.toString()).not.toContain("other.yaml");
});
