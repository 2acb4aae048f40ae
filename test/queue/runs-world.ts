import { eq } from "drizzle-orm";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe } from "vitest";
import type { StateSettings } from "../../src/config/state-settings.ts";
import { mailRun } from "../../src/queue/mail-run.ts";
import { makeRunEdition } from "../../src/queue/make-run-edition.ts";
import { planRuns, type PlannedRun } from "../../src/queue/plan-runs.ts";
import type { Schedule } from "../../src/schedule/schedule.ts";
import { openState, type Database, type State } from "../../src/state/open-state.ts";
import { deliveries, runs } from "../../src/state/tables.ts";
import { daily, emptyAll, noon, openTestQueue, type TestQueue, type workerParts } from "./queue-kit.ts";
import { newStateFolder } from "../state/new-state-folder.ts";
import { startPostgres } from "./start-postgres.ts";

export const minutes = (count: number): Date => new Date(noon.getTime() + count * 60_000);

type Parts = ReturnType<typeof workerParts>;

/** A state with a queue, empty before each test. */
export class RunsWorld {
  readonly #ends: (() => Promise<unknown>)[] = [];
  state!: State;
  queue!: TestQueue;
  /** Several transactions at a time; the embedded database takes one after the other. */
  isServer = false;

  async open(kind: string): Promise<void> {
    const settings = await (kind === "PostgreSQL" ? this.#server() : this.#embedded());
    this.state = await openState(settings, noon, { shared: true });
    this.#ends.push(() => this.state.close());
    this.queue = await openTestQueue(this.state);
    this.#ends.push(() => this.queue.close());
  }

  async #server(): Promise<StateSettings> {
    const postgres = await startPostgres();
    this.isServer = true;
    this.#ends.push(() => postgres.stop());
    return { stateFolder: "", databaseUrl: postgres.url };
  }

  async #embedded(): Promise<StateSettings> {
    const stateFolder = await newStateFolder();
    this.#ends.push(() => rm(stateFolder, { recursive: true, force: true }));
    return { stateFolder };
  }

  async close(): Promise<void> {
    for (const end of this.#ends.reverse()) await end();
  }

  both = (): { state: State; queue: TestQueue } => ({ state: this.state, queue: this.queue });
  parts = (): { database: Database; queue: TestQueue } => ({ database: this.state.database, queue: this.queue });

  plan = (schedule: Schedule, now: Date): Promise<PlannedRun[]> => planRuns(this.parts(), [schedule], now);

  /** All is planned up to a minute before noon, then it is noon. */
  async planNoon(schedule = daily()): Promise<number> {
    await this.plan(schedule, minutes(-1));
    const [planned] = await this.plan(schedule, noon);
    return planned!.id;
  }

  runOf = async (id: number): Promise<typeof runs.$inferSelect> =>
    (await this.state.database.select().from(runs).where(eq(runs.id, id)))[0]!;

  async makeNext(parts: Parts): Promise<void> {
    const job = await this.queue.take("edition", "early");
    await makeRunEdition(parts, job!);
  }

  async mailNext(parts: Parts): Promise<void> {
    const job = await this.queue.take("mail", "early");
    await mailRun(parts, job!);
  }

  statesOf = async (): Promise<string[]> =>
    (await this.state.database.select({ state: deliveries.state }).from(deliveries)).map((row) => row.state).sort();
}

/** The same on PostgreSQL and on the embedded database. */
export function onEachDatabase(name: string, tests: (at: RunsWorld) => void): void {
  describe.each(["PostgreSQL", "the embedded database"])(`${name} on %s`, (kind) => {
    const at = new RunsWorld();
    beforeAll(() => at.open(kind));
    afterAll(() => at.close());
    beforeEach(() => emptyAll(at.state));
    tests(at);
  });
}
