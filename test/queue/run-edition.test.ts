import { expect, test } from "vitest";
import { error, OutsideError, UserError } from "../../src/errors.ts";
import { keepEdition } from "../../src/state/keep-edition.ts";
import { editions, runs } from "../../src/state/tables.ts";
import { scriptedServer } from "../mail/scripted-server.ts";
import { daily, editionOf, fakePress, noon, openJobs, workerParts } from "./queue-kit.ts";
import { addPeople, addressOf } from "./service-kit.ts";
import { minutes, onEachDatabase } from "./runs-world.ts";

onEachDatabase("the edition of a run", (at) => {
  test("is kept, addressed and mailed to everyone once; the run is done with the last message", async () => {
    const server = await scriptedServer();
    await addPeople(at.state.database, 3);
    const id = await at.planNoon();
    const { press, desk } = fakePress();
    const parts = workerParts({ ...at.both(), press }, { port: server.port });
    await at.makeNext(parts);
    expect(await at.runOf(id)).toMatchObject({ state: "mailing", editionId: "2026-11-23-a00000000000", editionMade: true, attempts: 1 });
    expect(parts.written).toEqual(["2026-11-23-a00000000000"]);
    expect(desk.orders).toMatchObject([{ brief: "small", date: "2026-11-23", newest: null, always: false }]);
    expect(await openJobs(at.state)).toMatchObject([{ name: "mail", key: `${id}/0` }]);
    await at.mailNext(parts);
    expect(await at.runOf(id)).toMatchObject({ state: "done", reason: "", finishedAt: noon });
    const recipients = server.lines.flatMap((line) => /^RCPT TO:<(.*)>/.exec(line)?.[1] ?? []);
    expect(new Set(recipients)).toEqual(new Set([0, 1, 2].map(addressOf)));
    expect(recipients).toHaveLength(3);
    expect(await openJobs(at.state)).toEqual([]);
  });
  test("that nobody is to get is kept without a mail server", async () => {
    await addPeople(at.state.database, 3);
    const id = await at.planNoon(daily({ recipients: "nobody" }));
    await at.makeNext(workerParts({ ...at.both(), press: fakePress().press }));
    expect(await at.runOf(id)).toMatchObject({ state: "done", editionMade: true });
    expect(await at.statesOf()).toEqual([]);
  });
  test("goes to the segments that the schedule names, and to each person once", async () => {
    await addPeople(at.state.database, 5);
    await at.planNoon(daily({ recipients: ["even", "even"] }));
    await at.makeNext(workerParts({ ...at.both(), press: fakePress().press }, { port: 1 }));
    expect(await at.statesOf()).toEqual(["queued", "queued", "queued"]);
  });
  test("is not made of unchanged inputs, and who has not got the newest one yet gets that", async () => {
    const server = await scriptedServer();
    await addPeople(at.state.database, 2);
    await at.planNoon();
    const parts = workerParts({ ...at.both(), press: fakePress().press }, { port: server.port });
    await at.makeNext(parts);
    await at.mailNext(parts);
    await addPeople(at.state.database, 1, 2);
    const [next] = await at.plan(daily(), minutes(24 * 60));
    await at.makeNext(parts);
    expect(await at.runOf(next!.id)).toMatchObject({ state: "mailing", editionId: "2026-11-23-a00000000000", editionMade: false });
    await at.mailNext(parts);
    expect(await at.runOf(next!.id)).toMatchObject({ state: "done" });
    expect(server.messages).toHaveLength(3);
    const [last] = await at.plan(daily(), minutes(2 * 24 * 60));
    await at.makeNext(parts);
    expect(await at.runOf(last!.id)).toMatchObject({ state: "done", editionMade: false });
    expect(server.messages).toHaveLength(3);
    expect(await at.state.database.select({ id: editions.id }).from(editions)).toHaveLength(1);
  });
  test("that is unchanged for long and too old to be mailed is no failure; one that is made is", async () => {
    await addPeople(at.state.database, 1);
    const old = editionOf("a", { date: "2026-10-01" });
    await keepEdition(at.state.database, old, noon);
    const id = await at.planNoon();
    await at.makeNext(workerParts({ ...at.both(), press: fakePress().press }, { port: 1 }));
    expect(await at.runOf(id)).toMatchObject({
      state: "done",
      reason: expect.stringMatching(/^1 person has not got it: the edition is of 2026-10-01/),
    });
    const [next] = await at.plan(daily(), minutes(24 * 60));
    const press = async () => ({
      kind: "pressed" as const,
      edition: { ...editionOf("b"), previousId: old.id, content: { ...old.content, maxAgeDays: 1 } },
      warnings: [],
    });
    await at.makeNext(workerParts({ ...at.both(), press }));
    expect(await at.runOf(next!.id)).toMatchObject({ state: "failed", editionMade: true });
  });
  test("without the settings that mailing needs is kept, and the run fails with their names", async () => {
    await addPeople(at.state.database, 1);
    const id = await at.planNoon();
    await at.makeNext(workerParts({ ...at.both(), press: fakePress().press }));
    expect(await at.runOf(id)).toMatchObject({
      state: "failed",
      editionMade: true,
      reason: "1 person has not got it: SMTP_URL is not set",
    });
  });
  test("of bad data is not made: the run fails at once with what is wrong, and what was there stays", async () => {
    const id = await at.planNoon();
    const bad = new UserError([error("number", '"x" is no number', { file: "data/observations.csv", line: 41 }, "write it in digits")]);
    const parts = workerParts({ ...at.both(), press: fakePress(bad).press });
    await at.makeNext(parts);
    expect(await at.runOf(id)).toMatchObject({ state: "failed", reason: 'data/observations.csv:41: "x" is no number; write it in digits' });
    expect(await openJobs(at.state)).toEqual([]);
    expect(parts.written).toEqual([]);
  });
  test("that trouble outside prevents is tried again, and given up after 25 attempts", async () => {
    const id = await at.planNoon();
    const away = fakePress(new OutsideError("can't read the folder data (EIO)"));
    const parts = workerParts({ ...at.both(), press: away.press });
    await expect(at.makeNext(parts)).rejects.toThrow("EIO");
    expect(await at.runOf(id)).toMatchObject({ state: "making", attempts: 1, reason: "can't read the folder data (EIO)" });
    await at.state.database.update(runs).set({ attempts: 25 });
    await at.state.executeSql("update queue.job set state = 'retry'");
    await at.makeNext(parts);
    expect(await at.runOf(id)).toMatchObject({ state: "failed", reason: expect.stringContaining("given up after 25 attempts") });
    expect(await openJobs(at.state)).toEqual([]);
  });
  test("that a bug prevents fails at once and says nothing of people", async () => {
    const id = await at.planNoon();
    await at.makeNext(workerParts({ ...at.both(), press: fakePress(new TypeError("person-1@example.com is not a function")).press }));
    expect(await at.runOf(id)).toMatchObject({ state: "failed", reason: "an internal error; the log has its stack" });
  });
  test("that another one overtakes is pressed again, to follow that one", async () => {
    const id = await at.planNoon(daily({ recipients: "nobody" }));
    const other = editionOf("b");
    const orders: (string | null)[] = [];
    await at.makeNext(
      workerParts({
        state: at.state,
        queue: at.queue,
        press: async ({ newest }) => {
          orders.push(newest?.id ?? null);
          if (!newest) await keepEdition(at.state.database, other, noon);
          return { kind: "pressed", edition: { ...editionOf("c"), previousId: newest?.id ?? null }, warnings: [] };
        },
      }),
    );
    expect(orders).toEqual([null, other.id]);
    expect(await at.runOf(id)).toMatchObject({ state: "done", editionId: "2026-11-23-c00000000000" });
  });
  test("of a worker that was taken for dead meanwhile is not kept", async () => {
    const id = await at.planNoon();
    const { press, desk } = fakePress();
    desk.meanwhile = async () => void (await at.state.executeSql("update queue.job set state = 'retry'"));
    await at.makeNext(workerParts({ ...at.both(), press }));
    expect(await at.state.database.select().from(editions)).toEqual([]);
    expect(await at.runOf(id)).toMatchObject({ state: "making" });
    desk.meanwhile = () => Promise.resolve();
    await at.makeNext(workerParts({ ...at.both(), press }));
    expect(await at.runOf(id)).toMatchObject({ state: "done", attempts: 2 });
  });
});
