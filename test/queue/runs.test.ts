import { describe, expect, test } from "vitest";
import { planRunByHand, planRuns } from "../../src/queue/plan-runs.ts";
import { clearDead, noteJob, reportAlive } from "../../src/queue/process-register.ts";
import { startWaitingRuns } from "../../src/queue/start-waiting-runs.ts";
import { runs, scheduleStates } from "../../src/state/tables.ts";
import { scriptedServer } from "../mail/scripted-server.ts";
import { daily, fakePress, noon, openJobs, workerParts } from "./queue-kit.ts";
import { addPeople } from "./service-kit.ts";
import { minutes, onEachDatabase } from "./runs-world.ts";

onEachDatabase("runs", (at) => {
  describe("planning", () => {
    test("a new schedule begins now; what comes round later is one run with one job", async () => {
      expect(await at.plan(daily(), minutes(1))).toEqual([]);
      expect(await at.plan(daily(), minutes(2))).toEqual([]);
      const [tomorrow] = await at.plan(daily(), minutes(24 * 60 + 1));
      expect(tomorrow).toMatchObject({ schedule: "small/daily", occurrence: minutes(24 * 60), skipped: null });
      expect(await openJobs(at.state)).toMatchObject([{ name: "edition", key: String(tomorrow!.id), state: "created" }]);
    });
    test("eight schedulers at the same moment plan an occurrence once", async () => {
      await at.plan(daily(), minutes(-1));
      const planned = await Promise.all(Array.from({ length: 8 }, () => at.plan(daily(), noon)));
      expect(planned.flat()).toHaveLength(1);
      expect(await at.state.database.select().from(runs)).toHaveLength(1);
      expect(await openJobs(at.state)).toHaveLength(1);
    });
    test("what was planned before a clock went back is not planned again", async () => {
      const run = await at.planNoon();
      expect(await at.plan(daily(), minutes(-30))).toEqual([]);
      expect(await at.plan(daily(), minutes(1))).toEqual([]);
      expect((await at.state.database.select({ id: runs.id }).from(runs)).map(({ id }) => id)).toEqual([run]);
    });
    test("a clock that was days ahead for a while costs no run: what it took for missed runs when its time comes", async () => {
      const kept = async () =>
        (await at.state.database.select().from(runs).orderBy(runs.occurrence)).map((run) => [run.occurrence, run.state]);
      const days = (count: number): Date => minutes(count * 24 * 60);
      await at.plan(daily(), minutes(-1));
      await at.plan(daily(), minutes(3 * 24 * 60 + 30));
      expect((await kept()).map(([, one]) => one)).toEqual(["skipped", "skipped", "skipped", "queued"]);
      await at.plan(daily(), minutes(-30));
      expect(await kept()).toEqual([[days(3), "queued"]]);
      for (const count of [0, 1, 2, 3, 4]) await at.plan(daily(), days(count));
      expect(await kept()).toEqual([0, 1, 2, 3, 4].map((count) => [days(count), "queued"]));
    });
    test("missed runs are written down as skipped, and the last one is caught up with", async () => {
      await at.plan(daily(), minutes(-1));
      const planned = await at.plan(daily(), minutes(3 * 24 * 60 - 30));
      expect(planned.map(({ occurrence, skipped }) => [occurrence, skipped])).toEqual([
        [noon, "missed: no scheduler was running; a later run stands for it"],
        [minutes(24 * 60), "missed: no scheduler was running; a later run stands for it"],
        [minutes(2 * 24 * 60), null],
      ]);
      expect((await at.state.database.select({ state: runs.state }).from(runs)).map((row) => row.state)).toEqual([
        "skipped",
        "skipped",
        "queued",
      ]);
      expect(await openJobs(at.state)).toHaveLength(1);
    });
    test("a changed expression goes on from where the old one was, and loses nothing", async () => {
      await at.plan(daily({ cron: "0 3 * * *" }), minutes(-1));
      expect(await at.plan(daily(), minutes(1))).toMatchObject([{ occurrence: noon, skipped: null }]);
      expect(await at.state.database.select({ cron: scheduleStates.cron }).from(scheduleStates)).toEqual([{ cron: "0 12 * * *" }]);
    });
    test("a transaction that fails plans nothing, and the next look plans all of it", async () => {
      await at.plan(daily(), minutes(-1));
      const broken = { ...at.queue, add: () => Promise.reject(new Error("the connection broke")) };
      await expect(planRuns({ database: at.state.database, queue: broken }, [daily()], noon)).rejects.toThrow("the connection broke");
      expect(await at.state.database.select().from(runs)).toEqual([]);
      expect(await at.plan(daily(), minutes(1))).toHaveLength(1);
    });
    test("a run by hand keeps in line, also at the very moment of another", async () => {
      await at.planNoon();
      const ids = [await planRunByHand({ ...at.parts() }, daily(), noon), await planRunByHand({ ...at.parts() }, daily(), noon)];
      const rows = await at.state.database.select().from(runs);
      expect(rows.map(({ trigger, occurrence }) => [trigger, occurrence.getTime() - noon.getTime()])).toEqual([
        ["schedule", 0],
        ["by-hand", 1],
        ["by-hand", 2],
      ]);
      expect((await at.runOf(ids[1]!)).state).toBe("queued");
      expect(await openJobs(at.state)).toHaveLength(1);
    });
  });

  describe("a schedule", () => {
    test("never overlaps itself: a run waits until the one before it is over", async () => {
      const server = await scriptedServer();
      await addPeople(at.state.database, 1);
      const first = await at.planNoon();
      const parts = workerParts({ ...at.both(), press: fakePress().press }, { port: server.port });
      await at.makeNext(parts);
      const [second] = await at.plan(daily(), minutes(24 * 60));
      expect(await openJobs(at.state)).toMatchObject([{ key: `${first}/0` }]);
      expect(await startWaitingRuns({ ...at.parts() })).toBe(0);
      // Should there be a job all the same, it steps back.
      await at.queue.add(at.state.database, "edition", { run: second!.id, brief: "small" });
      await at.makeNext(parts);
      expect(await at.runOf(second!.id)).toMatchObject({ state: "queued", attempts: 0, reason: "waits for the run before it" });
      await at.mailNext(parts);
      expect(await startWaitingRuns({ ...at.parts() })).toBe(1);
      await at.makeNext(parts);
      expect(await at.runOf(second!.id)).toMatchObject({ state: "done" });
    });
    test("gets its jobs back, should the queue be lost", async () => {
      await addPeople(at.state.database, 1);
      const [id, other] = [await at.planNoon(), daily({ id: "small/other", name: "other" })];
      await at.plan(other, minutes(-1));
      await at.plan(other, noon);
      await at.makeNext(workerParts({ ...at.both(), press: fakePress().press }, { port: 1 }));
      await at.state.executeSql("truncate queue.job");
      expect(await startWaitingRuns({ ...at.parts() })).toBe(2);
      expect((await openJobs(at.state)).map(({ name, key }) => [name, key]).toSorted(([a], [b]) => (a! < b! ? -1 : 1))).toEqual([
        ["edition", String(id + 1)],
        ["mail", `${id}/0`],
      ]);
      expect(await startWaitingRuns({ ...at.parts() })).toBe(0);
    });
  });

  describe("a worker that dies", () => {
    const self = { id: crypto.randomUUID(), host: "here", pid: 1, roles: ["worker"], version: "1", startedAt: noon };
    const other = { ...self, id: crypto.randomUUID(), pid: 2 };
    test("gives its job back, and what it still says of it is not heard", async () => {
      const id = await at.planNoon();
      await reportAlive(at.state.database, other, { now: noon, problem: "" });
      const job = (await at.queue.take("edition"))!;
      await noteJob(at.state.database, other.id, job);
      const look = (alive: boolean) => clearDead({ ...at.parts() }, { self, isAlive: () => alive }, noon);
      expect(await look(true)).toBe(0);
      expect(await at.queue.take("edition")).toBeNull();
      expect(await look(false)).toBe(1);
      expect(await startWaitingRuns({ ...at.parts() })).toBe(1);
      expect(await at.queue.complete(at.state.database, job)).toBe(false);
      await at.makeNext(workerParts({ ...at.both(), press: fakePress().press }));
      expect(await at.runOf(id)).toMatchObject({ state: "done" });
    });
    test("and whose number another process got is dead all the same; one of another machine is not ours to judge", async () => {
      await reportAlive(at.state.database, { ...other, pid: self.pid }, { now: noon, problem: "" });
      await reportAlive(at.state.database, { ...other, id: crypto.randomUUID(), host: "there" }, { now: noon, problem: "" });
      expect(await clearDead({ ...at.parts() }, { self, isAlive: () => true }, noon)).toBe(1);
    });
  });
});
