import type { OperationSnapshot, RunStatus } from "../../src/operation/snapshot.ts";
import type { IsoDate } from "../../src/units.ts";

export const now = new Date("2026-11-21T03:00:00Z");
const before = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

export const sampleRun = (changes: Partial<RunStatus> = {}): RunStatus => ({
  id: 7,
  schedule: "binh-duong/monthly",
  occurrence: new Date("2026-11-08T00:00:00Z"),
  state: "done",
  reason: "",
  editionId: "2026-11-08-0123456789ab",
  editionMade: true,
  startedAt: new Date("2026-11-08T00:00:01Z"),
  madeAt: new Date("2026-11-08T00:00:04Z"),
  finishedAt: new Date("2026-11-08T00:02:00Z"),
  lastProgressAt: null,
  nextAttemptAt: null,
  ...changes,
});

/** A service that runs well. */
export const healthy: OperationSnapshot = {
  at: now,
  briefs: [
    {
      brief: "binh-duong",
      edition: {
        id: "2026-11-08-0123456789ab",
        date: "2026-11-08" as IsoDate,
        ageDays: 13,
        maxAgeDays: 31,
        figures: 41,
        stale: 3,
        maxStaleShare: 0.33,
      },
    },
  ],
  schedules: [{ id: "binh-duong/monthly", brief: "binh-duong", mails: true, next: new Date("2026-12-08T00:00:00Z"), last: sampleRun() }],
  openRuns: [],
  runCounts: [{ schedule: "binh-duong/monthly", state: "done", count: 3 }],
  queues: [
    { name: "edition", waiting: 0, active: 0 },
    { name: "mail", waiting: 0, active: 0 },
  ],
  deliveries: { queued: 0, sending: 0, sent: 120, deferred: 0, failed: 1, suppressed: 4, uncertain: 0 },
  mailings: [
    { editionId: "2026-11-08-0123456789ab", brief: "binh-duong", isNewest: true, counts: { sent: 40, failed: 1 }, unexplained: 0 },
  ],
  processes: [
    {
      host: "one",
      pid: 4711,
      roles: ["scheduler", "worker", "web"],
      version: "0.1.0",
      startedAt: before(600),
      seenAt: new Date(now.getTime() - 3000),
      problem: "",
    },
  ],
  pause: null,
  incidents: [],
  disks: [{ what: "out", freeBytes: 50e9, totalBytes: 100e9 }],
  dataProblem: "",
  holidayWarnings: [],
};

/** One in which everything is wrong that can be. */
export const troubled: OperationSnapshot = {
  ...healthy,
  briefs: [
    {
      brief: "binh-duong",
      edition: { ...healthy.briefs[0]!.edition!, date: "2026-10-01" as IsoDate, ageDays: 51, stale: 20 },
    },
  ],
  schedules: [
    {
      ...healthy.schedules[0]!,
      last: sampleRun({ state: "failed", reason: 'data/observations.csv:41 UNIT_MEASURE: "Uds" is not a unit\nand more' }),
    },
    { ...healthy.schedules[0]!, id: "binh-duong/weekly", last: sampleRun({ id: 9, schedule: "binh-duong/weekly", state: "making" }) },
  ],
  openRuns: [
    sampleRun({
      id: 8,
      schedule: "binh-duong/daily",
      state: "mailing",
      occurrence: before(100),
      madeAt: before(90),
      lastProgressAt: before(45),
    }),
    sampleRun({ id: 9, schedule: "binh-duong/weekly", state: "making", occurrence: before(16), reason: "the database failed (57P01)" }),
  ],
  queues: [
    { name: "edition", waiting: 1, active: 0 },
    { name: "mail", waiting: 1, active: 0 },
  ],
  deliveries: { ...healthy.deliveries, queued: 12, failed: 3, uncertain: 2 },
  mailings: [
    {
      editionId: "2026-11-08-0123456789ab",
      brief: "binh-duong",
      isNewest: true,
      counts: { queued: 12, failed: 3, uncertain: 2, sent: 30 },
      unexplained: 2,
    },
  ],
  processes: [
    { ...healthy.processes[0]!, roles: ["web"], problem: "" },
    { ...healthy.processes[0]!, host: "two", pid: 12, roles: ["worker"], seenAt: before(3) },
    { ...healthy.processes[0]!, host: "three", pid: 13, roles: ["scheduler"], problem: "the schedules can't be read" },
  ],
  incidents: [
    { key: "run-failed binh-duong/monthly", message: "x", remedy: "y", since: new Date("2026-11-08T00:00:30Z"), toldAt: before(10) },
  ],
  disks: [{ what: "state", freeBytes: 2e8, totalBytes: 100e9 }],
  dataProblem: "data/briefs/binh-duong.yaml:3 title: missing",
  holidayWarnings: [
    {
      code: "schedule-holidays-unknown",
      message: "the holidays of 2028 are not known, and mails may go on them",
      hint: "add them, with their source",
    },
  ],
};
