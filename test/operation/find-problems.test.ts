import { describe, expect, test } from "vitest";
import { findProblems } from "../../src/operation/find-problems.ts";
import type { OperationSnapshot } from "../../src/operation/snapshot.ts";
import { healthy, now, sampleRun, troubled } from "./sample-snapshot.ts";

const keys = (changes: Partial<OperationSnapshot>): string[] => findProblems({ ...healthy, ...changes }, now).map(({ key }) => key);
const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
const schedule = healthy.schedules[0]!;

test("a service that runs well has none", () => expect(findProblems(healthy, now)).toEqual([]));

test("where nothing was ever planned or kept, nothing is wrong", () => {
  expect(
    keys({ processes: [], schedules: [{ ...schedule, last: null }], briefs: [{ brief: "binh-duong", edition: null }], mailings: [] }),
  ).toEqual([]);
});

test("everything that is wrong is told, each with what to do", () => {
  const problems = findProblems(troubled, now);
  expect(problems.map(({ key }) => key)).toEqual([
    "data-unreadable",
    "schedule-holidays-unknown the holidays of 2028 are not known, and mails may go on them",
    "run-failed binh-duong/monthly",
    "mailing-stuck binh-duong/daily",
    "run-late binh-duong/weekly",
    "deliveries-uncertain 2026-11-08-0123456789ab",
    "deliveries-failed 2026-11-08-0123456789ab",
    "process-missing worker",
    "process-problem three",
    "edition-old binh-duong",
    "figures-stale binh-duong",
    "disk-full state",
  ]);
  for (const { message, remedy } of problems) {
    expect(message).not.toContain("\n");
    expect(remedy).not.toBe("");
  }
});

describe("runs", () => {
  const open = (changes: Parameters<typeof sampleRun>[0]) => keys({ openRuns: [sampleRun(changes)] });

  test("one is late a quarter of an hour after its time, and not before", () => {
    expect(open({ state: "queued", occurrence: minutesAgo(15) })).toEqual([]);
    expect(open({ state: "queued", occurrence: minutesAgo(16) })).toEqual(["run-late binh-duong/monthly"]);
    expect(open({ state: "making", occurrence: minutesAgo(16) })).toEqual(["run-late binh-duong/monthly"]);
  });

  test("a mailing is stuck if nothing happens for half an hour that it does not wait for", () => {
    const mailing = { state: "mailing", occurrence: minutesAgo(300), madeAt: minutesAgo(290) } as const;
    expect(open({ ...mailing, lastProgressAt: minutesAgo(31) })).toEqual(["mailing-stuck binh-duong/monthly"]);
    expect(open({ ...mailing, lastProgressAt: minutesAgo(29) })).toEqual([]);
    expect(open({ ...mailing, lastProgressAt: minutesAgo(90), nextAttemptAt: minutesAgo(-60) })).toEqual([]);
    expect(open({ ...mailing, reason: "waits for its send window, which opens at 2026-11-23" })).toEqual([]);
    const paused = { since: minutesAgo(60), reason: "too many failed" };
    expect(keys({ openRuns: [sampleRun(mailing)], pause: paused })).toEqual(["sending-paused"]);
  });

  test("a failed one is told until a later one of its schedule is done", () => {
    const failed = { ...schedule, last: sampleRun({ state: "failed" }) };
    expect(keys({ schedules: [failed] })).toEqual(["run-failed binh-duong/monthly"]);
    expect(keys({ schedules: [{ ...schedule, last: sampleRun({ state: "skipped" }) }] })).toEqual([]);
  });
});

test("one that was missed, or made late, is told of though it is over: the latter for ten minutes", () => {
  const last = (changes: Parameters<typeof sampleRun>[0]) => keys({ schedules: [{ ...schedule, last: sampleRun(changes) }] });
  expect(last({ state: "skipped", reason: "missed: no scheduler was running" })).toEqual(["run-missed binh-duong/monthly"]);
  expect(last({ state: "skipped", reason: "its brief is gone" })).toEqual([]);
  expect(last({ occurrence: minutesAgo(25), madeAt: minutesAgo(9) })).toEqual(["run-late binh-duong/monthly"]);
  expect(last({ occurrence: minutesAgo(27), madeAt: minutesAgo(11) })).toEqual([]);
  expect(last({ occurrence: minutesAgo(20), madeAt: minutesAgo(9) })).toEqual([]);
});

test("a role is missing two minutes after the last of its processes was seen", () => {
  const seen = (minutes: number) => keys({ processes: [{ ...healthy.processes[0]!, seenAt: minutesAgo(minutes) }] });
  expect(seen(2)).toEqual([]);
  expect(seen(2.1)).toEqual(["process-missing scheduler", "process-missing worker"]);
});

test("what failed of an edition is history once the next one has gone out, what is uncertain is not", () => {
  const mailing = { ...troubled.mailings[0]!, isNewest: false };
  expect(keys({ mailings: [mailing] })).toEqual(["deliveries-uncertain 2026-11-08-0123456789ab"]);
});

test("an edition may grow old if its brief is mailed by no schedule", () => {
  expect(keys({ briefs: troubled.briefs, schedules: [{ ...schedule, mails: false }] })).toEqual([]);
});

test("a small disk is not full, nor is a large one with much room", () => {
  const disk = (freeBytes: number, totalBytes: number) => keys({ disks: [{ what: "out", freeBytes, totalBytes }] });
  expect(disk(9e8, 5e9)).toEqual([]);
  expect(disk(4e9, 1e12)).toEqual([]);
  expect(disk(9e8, 1e12)).toEqual(["disk-full out"]);
});

describe("while the data can't be read", () => {
  const dataProblem = "data/a.csv:3: no";
  test("that is one problem, though the scheduler says so, too", () => {
    const scheduler = { ...healthy.processes[0]!, problem: `the schedules can't be read: ${dataProblem}` };
    expect(keys({ dataProblem, processes: [scheduler] })).toEqual(["data-unreadable"]);
    expect(keys({ dataProblem, processes: [{ ...scheduler, problem: "its own data" }] })).toContain("process-problem one");
  });
  test("what only the data tells is not taken for mended", () => {
    const incident = { message: "x", remedy: "y", since: minutesAgo(90), toldAt: minutesAgo(89) };
    const incidents = ["figures-stale a", "schedule-holidays-unknown b", "sending-paused"].map((key) => ({ ...incident, key }));
    expect(keys({ dataProblem, incidents })).toEqual(["data-unreadable", "figures-stale a", "schedule-holidays-unknown b"]);
    expect(keys({ incidents })).toEqual([]);
  });
});
