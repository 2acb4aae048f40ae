import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { makeRunEdition } from "../../src/queue/make-run-edition.ts";
import { planRuns } from "../../src/queue/plan-runs.ts";
import { startWaitingRuns } from "../../src/queue/start-waiting-runs.ts";
import { openState, type Database, type State } from "../../src/state/open-state.ts";
import * as tables from "../../src/state/tables.ts";
import { daily, emptyAll, fakePress, noon, openJobs, openTestQueue, workerParts, type TestQueue } from "./queue-kit.ts";
import { addPeople } from "./service-kit.ts";
import { startPostgres } from "./start-postgres.ts";

const ends: (() => Promise<unknown>)[] = [];
let url: string;
let state: State;
let queue: TestQueue;
beforeAll(async () => {
  const postgres = await startPostgres();
  ends.push(() => postgres.stop());
  ({ url } = postgres);
  state = await openState({ stateFolder: "", databaseUrl: url }, noon);
  ends.push(() => state.close());
  queue = await openTestQueue(state);
  ends.push(() => queue.close());
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** A process that dies before its statement number `fatal`: its connections break, and nothing of it is heard any more. */
function dyingDatabase(fatal: number): { database: Database; died: () => boolean } {
  const pool = new pg.Pool({ connectionString: url });
  // Not waited for: a transaction that could not begin never gives its connection back.
  onTestFinished(() => void pool.end());
  let statements = 0;
  pool.on("error", () => {});
  pool.on("connect", (client) => {
    client.on("error", () => {});
    const query = client.query.bind(client) as (...words: unknown[]) => unknown;
    const count = (...words: unknown[]): unknown => {
      statements += 1;
      if (statements < fatal) return query(...words);
      (client as unknown as { connection: { stream: { destroy: () => void } } }).connection.stream.destroy();
      const dead = new Error("the process is dead");
      const callback = words.at(-1);
      // A pool asks in this way.
      if (typeof callback === "function") return void setImmediate(() => void callback(dead));
      return Promise.reject(dead);
    };
    Object.assign(client, { query: count });
  });
  return { database: drizzle(pool, { schema: tables }), died: () => statements >= fatal };
}

/** More than any of them has; one that is never reached ends the test. */
const mostStatements = 200;

test("whichever statement of planning a process dies before, the next one plans the occurrence once", { timeout: 120_000 }, async () => {
  let fatal = 1;
  for (; fatal < mostStatements; fatal++) {
    await emptyAll(state);
    await planRuns({ database: state.database, queue }, [daily()], new Date(noon.getTime() - 60_000));
    const { database, died } = dyingDatabase(fatal);
    await planRuns({ database, queue }, [daily()], noon).catch(() => {});
    if (!died()) break;
    await planRuns({ database: state.database, queue }, [daily()], noon);
    expect(await state.database.select().from(tables.runs)).toMatchObject([{ occurrence: noon, state: "queued" }]);
    expect(await openJobs(state)).toHaveLength(1);
  }
  expect(fatal).toBeGreaterThan(5);
  expect(fatal).toBeLessThan(mostStatements);
});

test(
  "whichever statement of an edition a worker dies before, one edition is made and everybody is in the ledger once",
  { timeout: 240_000 },
  async () => {
    let fatal = 1;
    for (; fatal < mostStatements; fatal++) {
      await emptyAll(state);
      await addPeople(state.database, 3);
      await planRuns({ database: state.database, queue }, [daily()], new Date(noon.getTime() - 60_000));
      await planRuns({ database: state.database, queue }, [daily()], noon);
      const { database, died } = dyingDatabase(fatal);
      const job = (await queue.take("edition"))!;
      const { press } = fakePress();
      await makeRunEdition(workerParts({ state: { ...state, database }, queue, press }, { port: 1 }), job).catch(() => {});
      const survived = !died();
      // What others do for the dead.
      await queue.complete(state.database, job);
      await startWaitingRuns({ database: state.database, queue });
      const again = await queue.take("edition");
      if (again) await makeRunEdition(workerParts({ state, queue, press }, { port: 1 }), again);
      expect(await state.database.select({ id: tables.editions.id }).from(tables.editions)).toHaveLength(1);
      expect(await state.database.select().from(tables.deliveries)).toHaveLength(3);
      const [run] = await state.database.select().from(tables.runs);
      expect(run).toMatchObject({ state: "mailing", editionMade: true });
      expect(await openJobs(state)).toMatchObject([{ name: "mail", key: `${run!.id}/0` }]);
      if (survived) break;
    }
    expect(fatal).toBeGreaterThan(20);
    expect(fatal).toBeLessThan(mostStatements);
  },
);
