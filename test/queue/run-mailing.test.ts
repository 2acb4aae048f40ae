import { expect, test } from "vitest";
import { liftPauses, pauseSending } from "../../src/delivery/pauses.ts";
import type { Schedule } from "../../src/schedule/schedule.ts";
import { scriptedServer } from "../mail/scripted-server.ts";
import { daily, fakePress, noon, openJobs, patiently, workerParts } from "./queue-kit.ts";
import { addPeople } from "./service-kit.ts";
import { minutes, onEachDatabase } from "./runs-world.ts";

onEachDatabase("the mailing of a run", (at) => {
  const begin = async (schedule: Schedule, port: number, people = 2) => {
    await addPeople(at.state.database, people);
    const id = await at.planNoon(schedule);
    const parts = workerParts({ ...at.both(), press: fakePress().press }, { port });
    await at.makeNext(parts);
    return { id, parts };
  };
  test("waits for its send window, to the minute", async () => {
    const server = await scriptedServer();
    const schedule = daily({ sendWindow: { days: ["tue"], from: "08:00", until: "17:00" } });
    const { id, parts } = await begin(schedule, server.port);
    await at.mailNext(parts);
    const opening = new Date("2026-11-24T08:00:00Z");
    expect(await openJobs(at.state)).toMatchObject([{ key: `${id}/0`, at: opening }]);
    expect(await at.runOf(id)).toMatchObject({
      state: "mailing",
      reason: "waits for its send window, which opens at 2026-11-24T08:00:00.000Z",
    });
    expect(server.connections()).toBe(0);
    await at.mailNext({ ...parts, effects: { ...parts.effects, now: () => opening } });
    expect(await at.runOf(id)).toMatchObject({ state: "done" });
    expect(server.messages).toHaveLength(2);
  });
  test("leaves to another schedule's run what waits for that one's window", async () => {
    const server = await scriptedServer();
    const { id, parts } = await begin(daily({ sendWindow: { days: ["tue"], from: "08:00", until: "17:00" } }), server.port);
    await at.mailNext(parts);
    const other = daily({ id: "small/other", name: "other" });
    await at.plan(other, minutes(-1));
    const [planned] = await at.plan(other, noon);
    await addPeople(at.state.database, 1, 2);
    await at.makeNext(parts);
    // One job is of the first run, and puts itself off again.
    await at.mailNext(parts);
    await at.mailNext(parts);
    expect(server.messages).toHaveLength(1);
    expect(await at.runOf(planned!.id)).toMatchObject({ state: "done" });
    expect(await at.runOf(id)).toMatchObject({ state: "mailing" });
    await at.mailNext({ ...parts, effects: { ...parts.effects, now: () => new Date("2026-11-24T08:00:00Z") } });
    expect(await at.runOf(id)).toMatchObject({ state: "done" });
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
    await at.mailNext({ ...parts, effects: { ...parts.effects, now: () => now, wait } });
    expect(server.messages.length).toBeLessThan(10);
    expect((await openJobs(at.state)).map(({ key, at }) => [key, at])).toEqual([[`${id}/0`, new Date("2026-11-24T08:00:00Z")]]);
    expect(await at.runOf(id)).toMatchObject({ state: "mailing" });
  });
  test("waits while sending is paused, and goes on when it is resumed", async () => {
    const server = await scriptedServer();
    const { id, parts } = await begin(daily(), server.port);
    await pauseSending(at.state.database, { since: noon, reason: "too many failures" });
    await at.mailNext(parts);
    expect(await at.runOf(id)).toMatchObject({ state: "mailing", reason: "sending is paused: too many failures" });
    expect((await openJobs(at.state)).map(({ at }) => at.getTime() - noon.getTime())).toEqual([30_000]);
    await liftPauses(at.state.database, noon);
    await at.mailNext(parts);
    expect(await at.runOf(id)).toMatchObject({ state: "done", reason: "" });
    expect(server.messages).toHaveLength(2);
  });
  test("comes back for messages that their servers put off", async () => {
    const server = await scriptedServer((stage, line) =>
      stage === "RCPT" && line.includes("person-1@") ? "451 4.7.1 greylisted" : undefined,
    );
    const { id, parts } = await begin(daily(), server.port);
    await at.mailNext(parts);
    expect(await at.statesOf()).toEqual(["deferred", "sent"]);
    expect(await at.runOf(id)).toMatchObject({ state: "mailing", reason: "messages were put off by their servers, and are tried again" });
    const [job] = await openJobs(at.state);
    expect(job!.at.getTime()).toBeGreaterThan(noon.getTime() + 30_000);
  });
  test("waits longer each time that the mail server can't be reached", async () => {
    const { id, parts } = await begin(daily(), 1);
    const waits: number[] = [];
    for (let i = 0; i < 3; i++) {
      await at.mailNext(parts);
      const [job] = await openJobs(at.state);
      waits.push(job!.at.getTime() - noon.getTime());
    }
    expect(waits).toEqual([30_000, 60_000, 120_000]);
    expect(await at.runOf(id)).toMatchObject({ state: "mailing", reason: expect.stringMatching(/^the mail server can't be reached/) });
  });
  test("of an edition that is too old by the time it may go fails, and says so", async () => {
    const { id, parts } = await begin(daily(), 1);
    await at.mailNext({ ...parts, effects: { ...parts.effects, now: () => minutes(60 * 24 * 60) } });
    expect(await at.runOf(id)).toMatchObject({
      state: "failed",
      reason: expect.stringMatching(/^not mailed to the end: the edition is of 2026-11-23/),
    });
    expect(await openJobs(at.state)).toEqual([]);
  });
  test("that is asked to stop gives the rest back to whoever comes next", async () => {
    const stop = new AbortController();
    const server = await scriptedServer((stage) => {
      if (stage === "end") stop.abort();
      return undefined;
    });
    const { id, parts } = await begin(daily(), server.port, 40);
    await at.mailNext({ ...parts, stop: stop.signal });
    const sent = server.messages.length;
    expect(sent).toBeLessThan(10);
    expect(await at.statesOf()).toEqual([
      ...Array.from({ length: 40 - sent }, () => "queued"),
      ...Array.from({ length: sent }, () => "sent"),
    ]);
    expect(await openJobs(at.state)).toMatchObject([{ key: `${id}/0`, at: noon }]);
    await at.mailNext(parts);
    expect(server.messages).toHaveLength(40);
    expect(await at.runOf(id)).toMatchObject({ state: "done" });
  });
  test("calls others to help where there are thousands, and none where a rate is set", async () => {
    const server = await scriptedServer();
    const stop = new AbortController();
    const { id, parts } = await begin(daily(), server.port, 2500);
    stop.abort();
    await at.mailNext({ ...parts, stop: stop.signal });
    expect((await openJobs(at.state)).map(({ key }) => key).sort()).toEqual([`${id}/0`, `${id}/1`, `${id}/2`]);
  });
});
