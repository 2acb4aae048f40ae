import { asc } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { deliveries, editions, runs } from "../../src/state/tables.ts";
import { seededRandom } from "../delivery/seeded-random.ts";
import {
  addPeople,
  addressOf,
  cronOfLastMinute,
  environmentOf,
  hashOf,
  makeWorkspace,
  openTestState,
  planFromMinutesAgo,
  startProcess,
  startSink,
  until,
  type Closer,
  type ServiceChild,
} from "./service-kit.ts";
import { startPostgres } from "./start-postgres.ts";

const closer: Closer = { onEnd: (close) => onTestFinished(async () => void (await close())) };
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test(
  "5,000 people get one edition once, though workers are killed, the database is restarted and the mail server refuses",
  { timeout: 400_000 },
  async () => {
    const seed = Number(process.env["CHAOS_SEED"] ?? Date.now() % 1_000_000);
    console.log(`CHAOS_SEED=${seed}`);
    const random = seededRandom(seed);
    const [people, workers, connections] = [5000, 3, 4];
    const postgres = await startPostgres();
    closer.onEnd(() => postgres.stop());
    const sink = await startSink(closer);
    const workspace = await makeWorkspace(closer, { cron: cronOfLastMinute() });
    const environment = environmentOf(sink.port, { DATABASE_URL: postgres.url });
    const { database } = await openTestState(closer, environment);
    await addPeople(database, people);
    await planFromMinutesAgo(database);

    const over = new AbortController();
    const start = (role: string) => startProcess(closer, ["--only", role, ...workspace.flags], environment);
    const crew: ServiceChild[] = Array.from({ length: workers }, () => start("worker"));
    const scheduler = start("scheduler");
    let kills = 0;
    const killing = (async () => {
      while (!over.signal.aborted) {
        await pause(700 + 1000 * random());
        const victim = crew[Math.floor(random() * workers)]!;
        // One that has not begun has nothing to lose, and on a busy machine none would ever begin.
        if (over.signal.aborted || !victim.lines.some(({ msg }) => msg === "the service runs")) continue;
        victim.child.kill("SIGKILL");
        kills += 1;
        await victim.ended;
        crew.splice(crew.indexOf(victim), 1, start("worker"));
      }
    })();
    const sent = (share: number) =>
      until(`${share * 100} % have arrived`, () => Promise.resolve(sink.arrivals.length >= share * people), 200_000);
    await sent(0.2);
    await postgres.restart(500);
    await sent(0.4);
    sink.refuse(true);
    await pause(3000);
    sink.refuse(false);
    await sent(0.6);
    await postgres.restart(500);
    const ended = await until(
      "the run is over",
      async () => (await database.select().from(runs)).find(({ state }) => state === "done" || state === "failed"),
      300_000,
    );
    over.abort();
    await killing;
    console.log(`${kills} kills`);
    expect(ended).toMatchObject({ state: "done", editionMade: true });
    expect(await database.select({ id: editions.id }).from(editions)).toEqual([{ id: ended.editionId }]);
    expect(await database.select().from(runs)).toHaveLength(1);
    const rows = await database.select().from(deliveries).orderBy(asc(deliveries.id));
    expect(rows).toHaveLength(people);
    const arrived = Map.groupBy(sink.arrivals, ({ to }) => to);
    expect(new Set(sink.arrivals.map(({ messageId }) => messageId)).size).toBe(arrived.size);
    const byHash = new Map(rows.map((row) => [row.addressHash, row]));
    const wrong = Array.from({ length: people }, (_, person) => {
      const state = byHash.get(hashOf(person))?.state;
      const times = arrived.get(addressOf(person))?.length ?? 0;
      return (state === "sent" && times === 1) || (state === "uncertain" && times <= 1) ? [] : [{ person, state, times }];
    }).flat();
    expect(wrong).toEqual([]);
    const uncertain = rows.filter(({ state }) => state === "uncertain").length;
    console.log(`${uncertain} uncertain`);
    expect(uncertain).toBeLessThanOrEqual(connections * (kills + 2 * workers));
    expect(scheduler.child.exitCode).toBeNull();
    await until("all have begun", () => Promise.resolve(crew.every(({ lines }) => lines.some(({ msg }) => msg === "the service runs"))));
    for (const { child, ended: end } of [...crew, scheduler]) {
      child.kill("SIGTERM");
      expect(await end).toEqual({ code: 0, signal: null });
    }
  },
);
