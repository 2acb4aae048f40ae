import { eq } from "drizzle-orm";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { liftPauses, pauseSending } from "../../src/delivery/pauses.ts";
import { error, OutsideError, UserError } from "../../src/errors.ts";
import { mailRun } from "../../src/queue/mail-run.ts";
import { makeRunEdition } from "../../src/queue/make-run-edition.ts";
import { planRunByHand, planRuns } from "../../src/queue/plan-runs.ts";
import { clearDead, noteJob, reportAlive } from "../../src/queue/process-register.ts";
import { startWaitingRuns } from "../../src/queue/start-waiting-runs.ts";
import type { Schedule } from "../../src/schedule/schedule.ts";
import { keepEdition } from "../../src/state/keep-edition.ts";
import { openState, type State } from "../../src/state/open-state.ts";
import { deliveries, editions, runs, scheduleStates } from "../../src/state/tables.ts";
import { scriptedServer } from "../mail/scripted-server.ts";
import {
  daily,
  editionOf,
  emptyAll,
  fakePress,
  noon,
  openJobs,
  openTestQueue,
  patiently,
  workerParts,
  type TestQueue,
} from "./queue-kit.ts";
import { addPeople, addressOf } from "./service-kit.ts";
import { startPostgres } from "./start-postgres.ts";

const minutes = (count: number): Date => new Date(noon.getTime() + count * 60_000);

describe.each(["PostgreSQL", "the embedded database"])("runs on %s", (kind) => {
  const ends: (() => Promise<unknown>)[] = [];
  let state: State;
  let queue: TestQueue;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "brief-queue-"));
    ends.push(() => rm(folder, { recursive: true, force: true }));
    const postgres = kind === "PostgreSQL" ? await startPostgres() : null;
    if (postgres) ends.push(() => postgres.stop());
    state = await openState({ stateFolder: folder, ...(postgres && { databaseUrl: postgres.url }) }, noon, { shared: true });
    ends.push(() => state.close());
    queue = await openTestQueue(state);
    ends.push(() => queue.close());
  });
  afterAll(async () => {
    for (const end of ends.reverse()) await end();
  });
  beforeEach(() => emptyAll(state));

  const plan = (schedule: Schedule, now: Date) => planRuns({ database: state.database, queue }, [schedule], now);
  /** All is planned up to a minute before noon, then it is noon. */
  const planNoon = async (schedule = daily()): Promise<number> => {
    await plan(schedule, minutes(-1));
    const [planned] = await plan(schedule, noon);
    return planned!.id;
  };
  const runOf = async (id: number) => (await state.database.select().from(runs).where(eq(runs.id, id)))[0]!;
  const makeNext = async (parts: ReturnType<typeof workerParts>): Promise<void> => {
    const job = await queue.take("edition", "early");
    await makeRunEdition(parts, job!);
  };
  const mailNext = async (parts: ReturnType<typeof workerParts>): Promise<void> => {
    const job = await queue.take("mail", "early");
    await mailRun(parts, job!);
  };
  const statesOf = async (): Promise<string[]> =>
    (await state.database.select({ state: deliveries.state }).from(deliveries)).map((row) => row.state).sort();

  describe("planning", () => {
    test("a new schedule begins now; what comes round later is one run with one job", async () => {
      expect(await plan(daily(), minutes(1))).toEqual([]);
      expect(await plan(daily(), minutes(2))).toEqual([]);
      const [tomorrow] = await plan(daily(), minutes(24 * 60 + 1));
      expect(tomorrow).toMatchObject({ schedule: "small/daily", occurrence: minutes(24 * 60), skipped: null });
      expect(await openJobs(state)).toMatchObject([{ name: "edition", key: String(tomorrow!.id), state: "created" }]);
    });
    test("eight schedulers at the same moment plan an occurrence once", async () => {
      await plan(daily(), minutes(-1));
      const planned = await Promise.all(Array.from({ length: 8 }, () => plan(daily(), noon)));
      expect(planned.flat()).toHaveLength(1);
      expect(await state.database.select().from(runs)).toHaveLength(1);
      expect(await openJobs(state)).toHaveLength(1);
    });
    test("what was planned before a clock went back is not planned again", async () => {
      const run = await planNoon();
      expect(await plan(daily(), minutes(-30))).toEqual([]);
      expect(await plan(daily(), minutes(1))).toEqual([]);
      expect((await state.database.select({ id: runs.id }).from(runs)).map(({ id }) => id)).toEqual([run]);
    });
    test("a clock that was days ahead for a while costs no run: what it took for missed runs when its time comes", async () => {
      const kept = async () =>
        (await state.database.select().from(runs).orderBy(runs.occurrence)).map((run) => [run.occurrence, run.state]);
      const days = (count: number): Date => minutes(count * 24 * 60);
      await plan(daily(), minutes(-1));
      await plan(daily(), minutes(3 * 24 * 60 + 30));
      expect((await kept()).map(([, one]) => one)).toEqual(["skipped", "skipped", "skipped", "queued"]);
      await plan(daily(), minutes(-30));
      expect(await kept()).toEqual([[days(3), "queued"]]);
      for (const count of [0, 1, 2, 3, 4]) await plan(daily(), days(count));
      expect(await kept()).toEqual([0, 1, 2, 3, 4].map((count) => [days(count), "queued"]));
    });
    test("missed runs are written down as skipped, and the last one is caught up with", async () => {
      await plan(daily(), minutes(-1));
      const planned = await plan(daily(), minutes(3 * 24 * 60 - 30));
      expect(planned.map(({ occurrence, skipped }) => [occurrence, skipped])).toEqual([
        [noon, "missed: no scheduler was running; a later run stands for it"],
        [minutes(24 * 60), "missed: no scheduler was running; a later run stands for it"],
        [minutes(2 * 24 * 60), null],
      ]);
      expect((await state.database.select({ state: runs.state }).from(runs)).map((row) => row.state)).toEqual([
        "skipped",
        "skipped",
        "queued",
      ]);
      expect(await openJobs(state)).toHaveLength(1);
    });
    test("a changed expression goes on from where the old one was, and loses nothing", async () => {
      await plan(daily({ cron: "0 3 * * *" }), minutes(-1));
      expect(await plan(daily(), minutes(1))).toMatchObject([{ occurrence: noon, skipped: null }]);
      expect(await state.database.select({ cron: scheduleStates.cron }).from(scheduleStates)).toEqual([{ cron: "0 12 * * *" }]);
    });
    test("a transaction that fails plans nothing, and the next look plans all of it", async () => {
      await plan(daily(), minutes(-1));
      const broken = { ...queue, add: () => Promise.reject(new Error("the connection broke")) };
      await expect(planRuns({ database: state.database, queue: broken }, [daily()], noon)).rejects.toThrow("the connection broke");
      expect(await state.database.select().from(runs)).toEqual([]);
      expect(await plan(daily(), minutes(1))).toHaveLength(1);
    });
    test("a run by hand keeps in line, also at the very moment of another", async () => {
      await planNoon();
      const ids = [
        await planRunByHand({ database: state.database, queue }, daily(), noon),
        await planRunByHand({ database: state.database, queue }, daily(), noon),
      ];
      const rows = await state.database.select().from(runs);
      expect(rows.map(({ trigger, occurrence }) => [trigger, occurrence.getTime() - noon.getTime()])).toEqual([
        ["schedule", 0],
        ["by-hand", 1],
        ["by-hand", 2],
      ]);
      expect((await runOf(ids[1]!)).state).toBe("queued");
      expect(await openJobs(state)).toHaveLength(1);
    });
  });

  describe("an edition", () => {
    test("is kept, addressed and mailed to everyone once; the run is done with the last message", async () => {
      const server = await scriptedServer();
      await addPeople(state.database, 3);
      const id = await planNoon();
      const { press, desk } = fakePress();
      const parts = workerParts({ state, queue, press }, { port: server.port });
      await makeNext(parts);
      expect(await runOf(id)).toMatchObject({ state: "mailing", editionId: "2026-11-23-a00000000000", editionMade: true, attempts: 1 });
      expect(parts.written).toEqual(["2026-11-23-a00000000000"]);
      expect(desk.orders).toMatchObject([{ brief: "small", date: "2026-11-23", newest: null, always: false }]);
      expect(await openJobs(state)).toMatchObject([{ name: "mail", key: `${id}/0` }]);
      await mailNext(parts);
      expect(await runOf(id)).toMatchObject({ state: "done", reason: "", finishedAt: noon });
      const recipients = server.lines.flatMap((line) => /^RCPT TO:<(.*)>/.exec(line)?.[1] ?? []);
      expect(new Set(recipients)).toEqual(new Set([0, 1, 2].map(addressOf)));
      expect(recipients).toHaveLength(3);
      expect(await openJobs(state)).toEqual([]);
    });
    test("that nobody is to get is kept without a mail server", async () => {
      await addPeople(state.database, 3);
      const id = await planNoon(daily({ recipients: "nobody" }));
      await makeNext(workerParts({ state, queue, press: fakePress().press }));
      expect(await runOf(id)).toMatchObject({ state: "done", editionMade: true });
      expect(await statesOf()).toEqual([]);
    });
    test("goes to the segments that the schedule names, and to each person once", async () => {
      await addPeople(state.database, 5);
      await planNoon(daily({ recipients: ["even", "even"] }));
      await makeNext(workerParts({ state, queue, press: fakePress().press }, { port: 1 }));
      expect(await statesOf()).toEqual(["queued", "queued", "queued"]);
    });
    test("is not made of unchanged inputs, and who has not got the newest one yet gets that", async () => {
      const server = await scriptedServer();
      await addPeople(state.database, 2);
      await planNoon();
      const parts = workerParts({ state, queue, press: fakePress().press }, { port: server.port });
      await makeNext(parts);
      await mailNext(parts);
      await addPeople(state.database, 1, 2);
      const [next] = await plan(daily(), minutes(24 * 60));
      await makeNext(parts);
      expect(await runOf(next!.id)).toMatchObject({ state: "mailing", editionId: "2026-11-23-a00000000000", editionMade: false });
      await mailNext(parts);
      expect(await runOf(next!.id)).toMatchObject({ state: "done" });
      expect(server.messages).toHaveLength(3);
      const [last] = await plan(daily(), minutes(2 * 24 * 60));
      await makeNext(parts);
      expect(await runOf(last!.id)).toMatchObject({ state: "done", editionMade: false });
      expect(server.messages).toHaveLength(3);
      expect(await state.database.select({ id: editions.id }).from(editions)).toHaveLength(1);
    });
    test("that is unchanged for long and too old to be mailed is no failure; one that is made is", async () => {
      await addPeople(state.database, 1);
      const old = editionOf("a", { date: "2026-10-01" });
      await keepEdition(state.database, old, noon);
      const id = await planNoon();
      await makeNext(workerParts({ state, queue, press: fakePress().press }, { port: 1 }));
      expect(await runOf(id)).toMatchObject({
        state: "done",
        reason: expect.stringMatching(/^1 person has not got it: the edition is of 2026-10-01/),
      });
      const [next] = await plan(daily(), minutes(24 * 60));
      const press = async () => ({
        kind: "pressed" as const,
        edition: { ...editionOf("b"), previousId: old.id, content: { ...old.content, maxAgeDays: 1 } },
        warnings: [],
      });
      await makeNext(workerParts({ state, queue, press }));
      expect(await runOf(next!.id)).toMatchObject({ state: "failed", editionMade: true });
    });
    test("without the settings that mailing needs is kept, and the run fails with their names", async () => {
      await addPeople(state.database, 1);
      const id = await planNoon();
      await makeNext(workerParts({ state, queue, press: fakePress().press }));
      expect(await runOf(id)).toMatchObject({ state: "failed", editionMade: true, reason: "1 person has not got it: SMTP_URL is not set" });
    });
    test("of bad data is not made: the run fails at once with what is wrong, and what was there stays", async () => {
      const id = await planNoon();
      const bad = new UserError([error("number", '"x" is no number', { file: "data/observations.csv", line: 41 }, "write it in digits")]);
      const parts = workerParts({ state, queue, press: fakePress(bad).press });
      await makeNext(parts);
      expect(await runOf(id)).toMatchObject({ state: "failed", reason: 'data/observations.csv:41: "x" is no number; write it in digits' });
      expect(await openJobs(state)).toEqual([]);
      expect(parts.written).toEqual([]);
    });
    test("that trouble outside prevents is tried again, and given up after 25 attempts", async () => {
      const id = await planNoon();
      const away = fakePress(new OutsideError("can't read the folder data (EIO)"));
      const parts = workerParts({ state, queue, press: away.press });
      await expect(makeNext(parts)).rejects.toThrow("EIO");
      expect(await runOf(id)).toMatchObject({ state: "making", attempts: 1, reason: "can't read the folder data (EIO)" });
      await state.database.update(runs).set({ attempts: 25 });
      await state.executeSql("update queue.job set state = 'retry'");
      await makeNext(parts);
      expect(await runOf(id)).toMatchObject({ state: "failed", reason: expect.stringContaining("given up after 25 attempts") });
      expect(await openJobs(state)).toEqual([]);
    });
    test("that a bug prevents fails at once and says nothing of people", async () => {
      const id = await planNoon();
      await makeNext(workerParts({ state, queue, press: fakePress(new TypeError("person-1@example.com is not a function")).press }));
      expect(await runOf(id)).toMatchObject({ state: "failed", reason: "an internal error; the log has its stack" });
    });
    test("that another one overtakes is pressed again, to follow that one", async () => {
      const id = await planNoon(daily({ recipients: "nobody" }));
      const other = editionOf("b");
      const orders: (string | null)[] = [];
      await makeNext(
        workerParts({
          state,
          queue,
          press: async ({ newest }) => {
            orders.push(newest?.id ?? null);
            if (!newest) await keepEdition(state.database, other, noon);
            return { kind: "pressed", edition: { ...editionOf("c"), previousId: newest?.id ?? null }, warnings: [] };
          },
        }),
      );
      expect(orders).toEqual([null, other.id]);
      expect(await runOf(id)).toMatchObject({ state: "done", editionId: "2026-11-23-c00000000000" });
    });
    test("of a worker that was taken for dead meanwhile is not kept", async () => {
      const id = await planNoon();
      const { press, desk } = fakePress();
      desk.meanwhile = async () => void (await state.executeSql("update queue.job set state = 'retry'"));
      await makeNext(workerParts({ state, queue, press }));
      expect(await state.database.select().from(editions)).toEqual([]);
      expect(await runOf(id)).toMatchObject({ state: "making" });
      desk.meanwhile = () => Promise.resolve();
      await makeNext(workerParts({ state, queue, press }));
      expect(await runOf(id)).toMatchObject({ state: "done", attempts: 2 });
    });
  });

  describe("a schedule", () => {
    test("never overlaps itself: a run waits until the one before it is over", async () => {
      const server = await scriptedServer();
      await addPeople(state.database, 1);
      const first = await planNoon();
      const parts = workerParts({ state, queue, press: fakePress().press }, { port: server.port });
      await makeNext(parts);
      const [second] = await plan(daily(), minutes(24 * 60));
      expect(await openJobs(state)).toMatchObject([{ key: `${first}/0` }]);
      expect(await startWaitingRuns({ database: state.database, queue })).toBe(0);
      // Should there be a job all the same, it steps back.
      await queue.add(state.database, "edition", { run: second!.id, brief: "small" });
      await makeNext(parts);
      expect(await runOf(second!.id)).toMatchObject({ state: "queued", attempts: 0, reason: "waits for the run before it" });
      await mailNext(parts);
      expect(await startWaitingRuns({ database: state.database, queue })).toBe(1);
      await makeNext(parts);
      expect(await runOf(second!.id)).toMatchObject({ state: "done" });
    });
    test("gets its jobs back, should the queue be lost", async () => {
      await addPeople(state.database, 1);
      const [id, other] = [await planNoon(), daily({ id: "small/other", name: "other" })];
      await plan(other, minutes(-1));
      await plan(other, noon);
      await makeNext(workerParts({ state, queue, press: fakePress().press }, { port: 1 }));
      await state.executeSql("truncate queue.job");
      expect(await startWaitingRuns({ database: state.database, queue })).toBe(2);
      expect((await openJobs(state)).map(({ name, key }) => [name, key]).toSorted(([a], [b]) => (a! < b! ? -1 : 1))).toEqual([
        ["edition", String(id + 1)],
        ["mail", `${id}/0`],
      ]);
      expect(await startWaitingRuns({ database: state.database, queue })).toBe(0);
    });
  });

  describe("a worker that dies", () => {
    const self = { id: crypto.randomUUID(), host: "here", pid: 1, roles: ["worker"], version: "1", startedAt: noon };
    const other = { ...self, id: crypto.randomUUID(), pid: 2 };
    test("gives its job back, and what it still says of it is not heard", async () => {
      const id = await planNoon();
      await reportAlive(state.database, other, { now: noon, problem: "" });
      const job = (await queue.take("edition"))!;
      await noteJob(state.database, other.id, job);
      const look = (alive: boolean) => clearDead({ database: state.database, queue }, { self, isAlive: () => alive }, noon);
      expect(await look(true)).toBe(0);
      expect(await queue.take("edition")).toBeNull();
      expect(await look(false)).toBe(1);
      expect(await startWaitingRuns({ database: state.database, queue })).toBe(1);
      expect(await queue.complete(state.database, job)).toBe(false);
      await makeNext(workerParts({ state, queue, press: fakePress().press }));
      expect(await runOf(id)).toMatchObject({ state: "done" });
    });
    test("and whose number another process got is dead all the same; one of another machine is not ours to judge", async () => {
      await reportAlive(state.database, { ...other, pid: self.pid }, { now: noon, problem: "" });
      await reportAlive(state.database, { ...other, id: crypto.randomUUID(), host: "there" }, { now: noon, problem: "" });
      expect(await clearDead({ database: state.database, queue }, { self, isAlive: () => true }, noon)).toBe(1);
    });
  });

  describe("mailing", () => {
    const begin = async (schedule: Schedule, port: number, people = 2) => {
      await addPeople(state.database, people);
      const id = await planNoon(schedule);
      const parts = workerParts({ state, queue, press: fakePress().press }, { port });
      await makeNext(parts);
      return { id, parts };
    };
    test("waits for its send window, to the minute", async () => {
      const server = await scriptedServer();
      const schedule = daily({ sendWindow: { days: ["tue"], from: "08:00", until: "17:00" } });
      const { id, parts } = await begin(schedule, server.port);
      await mailNext(parts);
      const opening = new Date("2026-11-24T08:00:00Z");
      expect(await openJobs(state)).toMatchObject([{ key: `${id}/0`, at: opening }]);
      expect(await runOf(id)).toMatchObject({
        state: "mailing",
        reason: "waits for its send window, which opens at 2026-11-24T08:00:00.000Z",
      });
      expect(server.connections()).toBe(0);
      await mailNext({ ...parts, effects: { ...parts.effects, now: () => opening } });
      expect(await runOf(id)).toMatchObject({ state: "done" });
      expect(server.messages).toHaveLength(2);
    });
    test("leaves to another schedule's run what waits for that one's window", async () => {
      const server = await scriptedServer();
      const { id, parts } = await begin(daily({ sendWindow: { days: ["tue"], from: "08:00", until: "17:00" } }), server.port);
      await mailNext(parts);
      const other = daily({ id: "small/other", name: "other" });
      await plan(other, minutes(-1));
      const [planned] = await plan(other, noon);
      await addPeople(state.database, 1, 2);
      await makeNext(parts);
      // One job is of the first run, and puts itself off again.
      await mailNext(parts);
      await mailNext(parts);
      expect(server.messages).toHaveLength(1);
      expect(await runOf(planned!.id)).toMatchObject({ state: "done" });
      expect(await runOf(id)).toMatchObject({ state: "mailing" });
      await mailNext({ ...parts, effects: { ...parts.effects, now: () => new Date("2026-11-24T08:00:00Z") } });
      expect(await runOf(id)).toMatchObject({ state: "done" });
      expect(server.messages).toHaveLength(3);
    });
    test("stops when its window closes, and goes on when it opens", async () => {
      const schedule = daily({ sendWindow: { days: ["mon", "tue"], from: "08:00", until: "12:30" } });
      let close = (): void => {};
      const server = await scriptedServer((stage) => {
        if (stage === "end") close();
        return undefined;
      });
      const { id, parts } = await begin(schedule, server.port, 40);
      let now = noon;
      const wait = async (ms: number, signal: AbortSignal): Promise<void> => {
        if (ms !== 30 * 60_000) return patiently(ms, signal);
        await new Promise<void>((resolve) => (close = resolve));
        now = minutes(30);
      };
      await mailNext({ ...parts, effects: { ...parts.effects, now: () => now, wait } });
      expect(server.messages.length).toBeLessThan(10);
      expect((await openJobs(state)).map(({ key, at }) => [key, at])).toEqual([[`${id}/0`, new Date("2026-11-24T08:00:00Z")]]);
      expect(await runOf(id)).toMatchObject({ state: "mailing" });
    });
    test("waits while sending is paused, and goes on when it is resumed", async () => {
      const server = await scriptedServer();
      const { id, parts } = await begin(daily(), server.port);
      await pauseSending(state.database, { since: noon, reason: "too many failures" });
      await mailNext(parts);
      expect(await runOf(id)).toMatchObject({ state: "mailing", reason: "sending is paused: too many failures" });
      expect((await openJobs(state)).map(({ at }) => at.getTime() - noon.getTime())).toEqual([30_000]);
      await liftPauses(state.database, noon);
      await mailNext(parts);
      expect(await runOf(id)).toMatchObject({ state: "done", reason: "" });
      expect(server.messages).toHaveLength(2);
    });
    test("comes back for messages that their servers put off", async () => {
      const server = await scriptedServer((stage, line) =>
        stage === "RCPT" && line.includes("person-1@") ? "451 4.7.1 greylisted" : undefined,
      );
      const { id, parts } = await begin(daily(), server.port);
      await mailNext(parts);
      expect(await statesOf()).toEqual(["deferred", "sent"]);
      expect(await runOf(id)).toMatchObject({ state: "mailing", reason: "messages were put off by their servers, and are tried again" });
      const [job] = await openJobs(state);
      expect(job!.at.getTime()).toBeGreaterThan(noon.getTime() + 30_000);
    });
    test("waits longer each time that the mail server can't be reached", async () => {
      const { id, parts } = await begin(daily(), 1);
      const waits: number[] = [];
      for (let i = 0; i < 3; i++) {
        await mailNext(parts);
        const [job] = await openJobs(state);
        waits.push(job!.at.getTime() - noon.getTime());
      }
      expect(waits).toEqual([30_000, 60_000, 120_000]);
      expect(await runOf(id)).toMatchObject({ state: "mailing", reason: expect.stringMatching(/^the mail server can't be reached/) });
    });
    test("of an edition that is too old by the time it may go fails, and says so", async () => {
      const { id, parts } = await begin(daily(), 1);
      await mailNext({ ...parts, effects: { ...parts.effects, now: () => minutes(60 * 24 * 60) } });
      expect(await runOf(id)).toMatchObject({
        state: "failed",
        reason: expect.stringMatching(/^not mailed to the end: the edition is of 2026-11-23/),
      });
      expect(await openJobs(state)).toEqual([]);
    });
    test("that is asked to stop gives the rest back to whoever comes next", async () => {
      const stop = new AbortController();
      const server = await scriptedServer((stage) => {
        if (stage === "end") stop.abort();
        return undefined;
      });
      const { id, parts } = await begin(daily(), server.port, 40);
      await mailNext({ ...parts, stop: stop.signal });
      const sent = server.messages.length;
      expect(sent).toBeLessThan(10);
      expect(await statesOf()).toEqual([
        ...Array.from({ length: 40 - sent }, () => "queued"),
        ...Array.from({ length: sent }, () => "sent"),
      ]);
      expect(await openJobs(state)).toMatchObject([{ key: `${id}/0`, at: noon }]);
      await mailNext(parts);
      expect(server.messages).toHaveLength(40);
      expect(await runOf(id)).toMatchObject({ state: "done" });
    });
    test("calls others to help where there are thousands, and none where a rate is set", async () => {
      const server = await scriptedServer();
      const stop = new AbortController();
      const { id, parts } = await begin(daily(), server.port, 2500);
      stop.abort();
      await mailNext({ ...parts, stop: stop.signal });
      expect((await openJobs(state)).map(({ key }) => key).sort()).toEqual([`${id}/0`, `${id}/1`, `${id}/2`]);
    });
  });
});
