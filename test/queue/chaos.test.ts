import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readStateSettings } from "../../src/config/state-settings.ts";
import { openState, type Database } from "../../src/state/open-state.ts";
import { deliveries, editions, runs } from "../../src/state/tables.ts";
import { seededRandom } from "../delivery/seeded-random.ts";
import { fillStateFolder } from "../state/new-state-folder.ts";
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
  type Sink,
} from "./service-kit.ts";
import { startPostgres } from "./start-postgres.ts";

const closer: Closer = { onEnd: (close) => onTestFinished(async () => void (await close())) };
/** `CHAOS_SEED=…` makes the same kills again, as far as the machine does. */
function seeded(): () => number {
  const seed = Number(process.env["CHAOS_SEED"] ?? Date.now() % 1_000_000);
  console.log(`CHAOS_SEED=${seed}`);
  return seededRandom(seed);
}

const killed = { code: null, signal: "SIGKILL" };
const isUp = ({ lines }: ServiceChild): boolean => lines.some(({ msg }) => msg === "the service runs");
/** What a process has told last. */
const lastWords = ({ lines, words }: ServiceChild): string => [words(), ...lines.slice(-20).map((line) => JSON.stringify(line))].join("\n");
const isOver = ({ child }: ServiceChild): boolean => child.exitCode !== null || child.signalCode !== null;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test(
  "5,000 people get one edition once, though workers are killed, the database is restarted and the mail server refuses",
  { timeout: 900_000 },
  async () => {
    const random = seeded();
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
    closer.onEnd(() => over.abort());
    const start = (role: string) => startProcess(closer, ["--only", role, ...workspace.flags], environment);
    const scheduler = start("scheduler");
    const crew: ServiceChild[] = Array.from({ length: workers }, () => start("worker"));
    // As systemd would, also one that ended by itself, for the database was away when it started.
    const supervise = async (place: number): Promise<void> => {
      await crew[place]!.ended;
      if (over.signal.aborted) return;
      crew[place] = start("worker");
      return supervise(place);
    };
    const supervised = crew.map((_, place) => supervise(place));
    let kills = 0;
    const killing = (async () => {
      while (!over.signal.aborted) {
        await pause(700 + 1000 * random());
        const victim = crew[Math.floor(random() * workers)]!;
        // One that has not begun has nothing to lose, and on a busy machine none would ever begin.
        if (over.signal.aborted || !isUp(victim) || victim.child.killed) continue;
        victim.child.kill("SIGKILL");
        kills += 1;
      }
    })();
    const sent = (share: number) =>
      until(`${share * 100} % have arrived`, () => Promise.resolve(sink.arrivals.length >= share * people), 400_000);
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
      400_000,
    );
    over.abort();
    await killing;
    console.log(`${kills} kills`);
    expect(ended).toMatchObject({ state: "done", editionMade: true });
    expect(await database.select({ id: editions.id }).from(editions)).toEqual([{ id: ended.editionId }]);
    expect(await database.select().from(runs)).toHaveLength(1);
    const uncertain = await checkEverybody(database, sink, people);
    console.log(`${uncertain} uncertain`);
    expect(uncertain).toBeLessThanOrEqual(connections * (kills + 2 * workers));
    expect(scheduler.child.exitCode, lastWords(scheduler)).toBeNull();
    for (const one of [...crew, scheduler]) {
      // Before it has begun, nobody hears the signal.
      await until(`it has begun or ended: ${lastWords(one)}`, () => Promise.resolve(isUp(one) || isOver(one)));
      one.child.kill("SIGTERM");
      expect([{ code: 0, signal: null }, killed], lastWords(one)).toContainEqual(await one.ended);
    }
    await Promise.all(supervised);
  },
);

/** Nobody got it twice and nobody is missing; gives of how many it is not known. */
async function checkEverybody(database: Database, sink: Sink, people: number): Promise<number> {
  const rows = await database.select().from(deliveries);
  expect(rows).toHaveLength(people);
  const arrived = Map.groupBy(sink.arrivals, ({ to }) => to);
  expect(new Set(sink.arrivals.map(({ messageId }) => messageId)).size).toBe(sink.arrivals.length);
  const byHash = new Map(rows.map((row) => [row.addressHash, row]));
  const wrong = Array.from({ length: people }, (_, person) => {
    const state = byHash.get(hashOf(person))?.state;
    const times = arrived.get(addressOf(person))?.length ?? 0;
    return (state === "sent" && times === 1) || (state === "uncertain" && times <= 1) ? [] : [{ person, state, times }];
  }).flat();
  expect(wrong).toEqual([]);
  return rows.filter(({ state }) => state === "uncertain").length;
}

test("the same on the embedded database, whose one process is killed again and again", { timeout: 300_000 }, async () => {
  const random = seeded();
  const [people, kills, connections] = [400, 8, 4];
  const sink = await startSink(closer);
  const workspace = await makeWorkspace(closer, { cron: cronOfLastMinute() });
  await fillStateFolder(join(workspace.folder, "state"));
  const environment = environmentOf(sink.port, { DATABASE_URL: "", BRIEF_STATE_DIR: join(workspace.folder, "state") });
  const withState = async <T>(act: (database: Database) => Promise<T>): Promise<T> => {
    const state = await openState(readStateSettings(environment), new Date(), { shared: true });
    try {
      return await act(state.database);
    } finally {
      await state.close();
    }
  };
  await withState(async (database) => {
    await addPeople(database, people);
    await planFromMinutesAgo(database);
  });
  for (let kill = 0; kill < kills; kill++) {
    const service = startProcess(closer, workspace.flags, environment);
    // Every other one as it starts, the others while they work.
    if (kill % 2 === 1) await until("it runs", () => Promise.resolve(isUp(service)));
    await pause(2500 * random());
    service.child.kill("SIGKILL");
    expect(await service.ended).toEqual(killed);
  }
  const last = startProcess(closer, workspace.flags, environment);
  const isOver = () =>
    withState(async (database) => (await database.select().from(runs)).find(({ state }) => state === "done" || state === "failed"));
  await until("the service runs", () => Promise.resolve(isUp(last)));
  const ended = await until("the run is over", isOver, 400_000);
  // Beside the service, through its socket.
  await withState(async (database) => {
    expect(ended).toMatchObject({ state: "done", editionMade: true });
    expect(await database.select({ id: editions.id }).from(editions)).toEqual([{ id: ended.editionId }]);
    expect(await database.select().from(runs)).toHaveLength(1);
    expect(await checkEverybody(database, sink, people)).toBeLessThanOrEqual(connections * kills);
  });
  last.child.kill("SIGTERM");
  expect(await last.ended).toEqual({ code: 0, signal: null });
});
