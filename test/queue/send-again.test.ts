import { eq, sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { resolveDelivery, resolveUncertain } from "../../src/delivery/resolve-deliveries.ts";
import { suppressAddress } from "../../src/investors/suppressions.ts";
import { finishIfSettled } from "../../src/queue/run-states.ts";
import { startWaitingRuns } from "../../src/queue/start-waiting-runs.ts";
import type { Schedule } from "../../src/schedule/schedule.ts";
import { deliveries } from "../../src/state/tables.ts";
import { scriptedServer } from "../mail/scripted-server.ts";
import { daily, fakePress, noon, openJobs, workerParts } from "./queue-kit.ts";
import { minutes, onEachDatabase } from "./runs-world.ts";
import { addPeople } from "./service-kit.ts";

onEachDatabase("a message that is to be sent again", (at) => {
  /** A run that is over, with one message that went wrong. */
  const begin = async (schedule: Schedule = daily()) => {
    let refuses = true;
    const server = await scriptedServer((stage, line) =>
      refuses && stage === "RCPT" && line.includes("person-1@") ? "554 5.7.1 not today" : undefined,
    );
    await addPeople(at.state.database, 2);
    const run = await at.planNoon(schedule);
    const parts = workerParts({ ...at.both(), press: fakePress().press }, { port: server.port });
    await at.makeNext(parts);
    await at.mailNext(parts);
    refuses = false;
    const [failed] = await at.state.database.select().from(deliveries).where(eq(deliveries.state, "failed"));
    return { server, run, parts, failed: failed! };
  };
  const again = (id: number) => resolveDelivery(at.state.database, { id, as: "again" }, noon);

  test("is sent by the run it belongs to, which is over: it goes on, once", async () => {
    const { server, run, parts, failed } = await begin();
    expect(await at.runOf(run)).toMatchObject({ state: "done" });
    expect(await startWaitingRuns(at.parts())).toBe(0);
    expect(await again(failed.id)).toEqual({ id: failed.id, run });
    expect(await at.runOf(run)).toMatchObject({ state: "mailing", finishedAt: null });
    expect([await startWaitingRuns(at.parts()), await startWaitingRuns(at.parts())]).toEqual([1, 0]);
    await at.mailNext(parts);
    expect(await at.statesOf()).toEqual(["sent", "sent"]);
    expect(server.messages).toHaveLength(2);
    expect(await at.runOf(run)).toMatchObject({ state: "done", reason: "", finishedAt: noon });
    expect(await again(failed.id)).toBe("sent");
  });
  test("keeps to the send window of its schedule", async () => {
    const { server, run, parts, failed } = await begin(daily({ sendWindow: { days: ["mon"], from: "08:00", until: "17:00" } }));
    await again(failed.id);
    await startWaitingRuns(at.parts());
    await at.mailNext({ ...parts, effects: { ...parts.effects, now: () => minutes(60 * 24) } });
    expect((await openJobs(at.state)).map((job) => job.at)).toEqual([new Date("2026-11-30T08:00:00Z")]);
    expect(await at.runOf(run)).toMatchObject({ state: "mailing", reason: expect.stringMatching(/^waits for its send window/) });
    expect(server.messages).toHaveLength(1);
  });
  test("does not go to somebody who has left the list since", async () => {
    const { server, run, parts, failed } = await begin();
    await again(failed.id);
    await suppressAddress(at.state.database, { addressHash: failed.addressHash, reason: "unsubscribed", since: noon });
    await startWaitingRuns(at.parts());
    await at.mailNext(parts);
    expect(await at.statesOf()).toEqual(["sent", "suppressed"]);
    expect(server.messages).toHaveLength(1);
    expect(await at.runOf(run)).toMatchObject({ state: "done" });
  });
  test("of an edition that is too old stays, and the run says why", async () => {
    const { server, run, parts, failed } = await begin();
    await again(failed.id);
    await startWaitingRuns(at.parts());
    await at.mailNext({ ...parts, effects: { ...parts.effects, now: () => minutes(60 * 24 * 60) } });
    expect(await at.runOf(run)).toMatchObject({
      state: "failed",
      reason: expect.stringMatching(/^not mailed to the end: the edition is of/),
    });
    expect(server.messages).toHaveLength(1);
  });
  test("that no run owns is left to whoever sends by hand; taken for sent, nothing goes on", async () => {
    const { run, failed } = await begin();
    await at.state.database.update(deliveries).set({ runId: null, state: "uncertain" }).where(eq(deliveries.id, failed.id));
    expect(await resolveUncertain(at.state.database, "again", noon)).toEqual([{ id: failed.id, run: null }]);
    expect(await at.runOf(run)).toMatchObject({ state: "done" });
    await at.state.database.update(deliveries).set({ runId: run, state: "uncertain" }).where(eq(deliveries.id, failed.id));
    expect(await resolveUncertain(at.state.database, "sent", noon)).toEqual([{ id: failed.id, run }]);
    expect(await at.runOf(run)).toMatchObject({ state: "done" });
  });
  test("at the moment at which its run ends is not forgotten", async () => {
    const { run, failed } = await begin();
    const { database } = at.state;
    await database.execute(sql`update runs set state = 'mailing' where id = ${run}`);
    const { editionId } = await at.runOf(run);
    let ending: Promise<boolean> | undefined;
    await database.transaction(async (transaction) => {
      await resolveDelivery(transaction, { id: failed.id, as: "again" }, noon);
      ending = database.transaction((other) => finishIfSettled(other, { id: run, editionId: editionId! }, noon));
      if (at.isServer)
        await vi.waitFor(async () => {
          const { rows } = await at.state.executeSql("select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock'");
          expect(rows[0]).toEqual({ n: 1 });
        });
    });
    expect(await ending).toBe(false);
    expect(await at.runOf(run)).toMatchObject({ state: "mailing" });
  });
});
