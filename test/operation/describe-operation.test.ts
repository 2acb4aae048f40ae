import { resolve } from "node:path";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { nodeEffects } from "../../src/effects.ts";
import { describeOperation } from "../../src/operation/describe-operation.ts";
import { readDeclared } from "../../src/operation/read-declared.ts";
import { keepEdition } from "../../src/state/keep-edition.ts";
import { pauses, processes, runs, scheduleStates } from "../../src/state/tables.ts";
import { useDatabase } from "../investors/open-list.ts";
import { exampleEdition } from "../mail/example-edition.ts";

const database = useDatabase();
const now = new Date("2026-11-21T03:00:00Z");
const effects = { ...nodeEffects(), now: () => now };
const data = resolve(import.meta.dirname, "../../data");

test("a state in which nothing has been done yet is described as that", async () => {
  const declared = await readDeclared(data, effects);
  const snapshot = await describeOperation(database(), { declared, disks: [] }, now);
  expect(snapshot).toMatchObject({
    briefs: [{ brief: "binh-duong", edition: null }],
    schedules: [{ id: "binh-duong/monthly", mails: true, last: null, next: new Date("2026-12-08T00:00:00Z") }],
    queues: [],
    mailings: [],
    pause: null,
    dataProblem: "",
  });
});

test("what is there is counted: editions, runs, jobs, deliveries, processes", async () => {
  const edition = { ...exampleEdition(), brief: "binh-duong" };
  await keepEdition(database(), edition, now);
  const [definition] = (await readDeclared(data, effects)).schedules;
  const planned = {
    schedule: "binh-duong/monthly",
    brief: "binh-duong",
    trigger: "schedule",
    definition: definition!,
    queuedAt: now,
  } as const;
  const run = { ...planned, editionId: edition.id };
  await database()
    .insert(runs)
    .values([
      { ...run, occurrence: new Date("2026-10-08T00:00:00Z"), state: "done" },
      { ...run, occurrence: new Date("2026-11-08T00:00:00Z"), state: "mailing", madeAt: now },
    ]);
  for (const [i, state] of ["sent", "sent", "failed", "failed", "deferred"].entries()) {
    await database().execute(sql`
      insert into deliveries (edition_id, address_hash, language, message_id, bounce_token, state, next_attempt_at, queued_at, updated_at)
      values (${edition.id}, ${`h${i}`}, 'en', ${`m${i}`}, ${`b${i}`}, ${state}, ${state === "deferred" ? new Date(now.getTime() + 60_000) : null}, ${now}, ${now})`);
  }
  await database().execute(sql`insert into suppressions (address_hash, reason, since) values ('h2', 'bounced', ${now})`);
  await database().insert(pauses).values({ since: now, reason: "too many failed" });
  await database()
    .insert(processes)
    .values({
      id: crypto.randomUUID(),
      host: "one",
      pid: 1,
      roles: ["worker"],
      version: "1",
      startedAt: now,
      seenAt: now,
    });
  await database().execute(sql`create schema queue`);
  await database().execute(sql`create table queue.job (name text, state text)`);
  await database().execute(
    sql`insert into queue.job values ('mail', 'created'), ('mail', 'retry'), ('mail', 'active'), ('mail', 'completed')`,
  );

  const declared = await readDeclared(data, effects);
  const snapshot = await describeOperation(database(), { declared, disks: [] }, now);
  expect(snapshot.briefs).toMatchObject([{ brief: "binh-duong", edition: { id: edition.id, maxStaleShare: 0.33 } }]);
  expect(snapshot.schedules).toMatchObject([{ id: "binh-duong/monthly", last: { state: "mailing" } }]);
  expect(snapshot.openRuns).toMatchObject([{ state: "mailing", lastProgressAt: now, nextAttemptAt: new Date(now.getTime() + 60_000) }]);
  expect(snapshot.runCounts).toEqual([
    { schedule: "binh-duong/monthly", state: "done", count: 1 },
    { schedule: "binh-duong/monthly", state: "mailing", count: 1 },
  ]);
  expect(snapshot.queues).toEqual([
    { name: "edition", waiting: 0, active: 0 },
    { name: "mail", waiting: 2, active: 1 },
  ]);
  expect(snapshot.deliveries).toMatchObject({ sent: 2, failed: 2, deferred: 1, uncertain: 0 });
  expect(snapshot.mailings).toEqual([
    { editionId: edition.id, brief: "binh-duong", isNewest: true, counts: { sent: 2, failed: 2, deferred: 1 }, unexplained: 1 },
  ]);
  expect(snapshot.processes).toMatchObject([{ host: "one", roles: ["worker"] }]);
  expect(snapshot.pause).toMatchObject({ reason: "too many failed" });
});

test("while the data can't be read, schedules and what their runs came to are still told, but not those that were taken out", async () => {
  const [definition] = (await readDeclared(data, effects)).schedules;
  const old = { ...definition!, id: "binh-duong/old" };
  const failed = { brief: "binh-duong", trigger: "schedule", occurrence: now, queuedAt: now, state: "failed", reason: "no" } as const;
  const planned = { cron: "", timeZone: "", plannedUntil: now };
  await database().execute(sql`truncate runs, schedule_states cascade`);
  await database()
    .insert(runs)
    .values([definition!, old].map((one) => ({ ...failed, schedule: one.id, definition: one })));
  await database()
    .insert(scheduleStates)
    .values([
      { ...planned, id: definition!.id, updatedAt: now },
      { ...planned, id: old.id, updatedAt: new Date(now.getTime() - 86_400_000) },
    ]);
  const declared = await readDeclared(resolve(data, "nothing-here"), effects);
  const { schedules } = await describeOperation(database(), { declared, disks: [] }, now);
  expect(schedules).toMatchObject([{ id: definition!.id, mails: true, last: { state: "failed", reason: "no" } }]);
});

test("data that can't be read is told, and everything else is", async () => {
  const declared = await readDeclared(resolve(data, "nothing-here"), effects);
  expect(declared.problem).toContain("there is no such folder");
  expect((await describeOperation(database(), { declared, disks: [] }, now)).dataProblem).toBe(declared.problem);
});
