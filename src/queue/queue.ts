import { randomUUID } from "node:crypto";
import { sql, type SQL } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import { rowsOf } from "../delivery/ledger.ts";
import type { Log } from "../log.ts";
import type { Database, State } from "../state/open-state.ts";
import { onceAMinute } from "./once-a-minute.ts";
import { groupOf, keyOf, queueNames, queueOptions, timing, type JobData, type QueueName } from "./queue-definitions.ts";

/** A job that this process has, and nobody else while it lives. */
export interface ClaimedJob<Name extends QueueName = QueueName> {
  readonly queue: Name;
  readonly id: string;
  /** Whoever claims it again has another number: what an earlier claim still wants to do to it is refused. */
  readonly attempt: number;
  readonly data: JobData[Name];
  /** Aborted when the claim is gone, for the queue took this process for dead. */
  readonly lost: AbortSignal;
}

export type JobClaim = Pick<ClaimedJob, "queue" | "id" | "attempt">;

/** Jobs say when something is to be done; what is to be done, and what is, stands in `runs`. */
export interface Queue {
  /** In the transaction, if it is one. False: such a job waits or is worked on already. */
  readonly add: <Name extends QueueName>(database: Database, name: Name, data: JobData[Name], startAfter?: Date) => Promise<boolean>;
  /** The same; false: the claim is gone, so whoever asked must not act on it. */
  readonly complete: (database: Database, claim: JobClaim) => Promise<boolean>;
  /** Takes one job at a time. A handler that throws has it back later, the longer the more often it does. */
  readonly work: <Name extends QueueName>(
    name: Name,
    options: WorkOptions,
    handle: (job: ClaimedJob<Name>) => Promise<void>,
  ) => Promise<void>;
  /** Workers of this process look at once whether there is something. */
  readonly wake: () => void;
  /** Takes no more jobs. What is under way goes on. */
  readonly takeNoMore: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface WorkOptions {
  /** One job of a group at a time, over all workers. */
  readonly onePerGroup: boolean;
}

/** Opens the queue in the state's own database, so that jobs commit with the rows that they are about. */
export async function openQueue({ executeSql }: Pick<State, "executeSql">, log: Log): Promise<Queue> {
  const { PgBoss, fromDrizzle } = await import("pg-boss");
  // Each is a query that failed; whoever asks the queue for something learns of it, and what asks by itself asks again.
  const isNew = onceAMinute();
  const make = (): PgBoss => {
    const boss = new PgBoss({ db: { executeSql }, ...timing });
    boss.on("error", (cause) => {
      if (isNew("code" in cause ? String(cause.code) : cause.message)) log.warn({ cause }, "the queue could not be asked");
    });
    boss.on("warning", ({ message }) => log.warn({}, message));
    return boss;
  };
  const boss = await start(make);
  const workers: string[] = [];
  const inside = (database: Database) => ({
    db: fromDrizzle({ execute: async (query: SQL) => rowsOf(await database.execute(query)) }, sql),
  });
  return {
    add: async (database, name, data, startAfter) => {
      const options = { singletonKey: keyOf(data), group: { id: groupOf(data) }, ...(startAfter && { startAfter }) };
      return (await boss.send(name, data, { ...options, ...inside(database) })) !== null;
    },
    complete: async (database, { queue, id, attempt }) =>
      affected(await boss.complete(queue, { id, retryCount: attempt }, null, inside(database))) === 1,
    work: async (name, { onePerGroup }, handle) => {
      const options = { pollingIntervalSeconds: 1, ...(onePerGroup && { groupConcurrency: 1 }) };
      workers.push(
        await boss.work<JobData[typeof name]>(name, options, async ([job]) => {
          if (job) await handle({ queue: name, id: job.id, attempt: job.retryCount, data: job.data, lost: job.signal });
        }),
      );
    },
    wake: () => workers.forEach((worker) => boss.notifyWorker(worker)),
    takeNoMore: async () => {
      await Promise.all(queueNames.map((name) => boss.offWork(name, { wait: false })));
    },
    close: () => stop(boss),
  };
}

/** Unique violation, and schema, table, type or function that is there already: two processes make the tables at the same moment. */
const races = new Set(["23505", "42P06", "42P07", "42710", "42723"]);

/** Whoever comes second finds the tables made; were it to come second again, something else is wrong. */
async function start(make: () => PgBoss, tries = 3): Promise<PgBoss> {
  const boss = make();
  try {
    await boss.start();
    for (const name of queueNames) await prepareQueue(boss, name);
    return boss;
  } catch (cause) {
    // One that has begun in part asks on by itself, and keeps alive a process that does not work.
    await stop(boss).catch(() => {});
    const isRace = cause instanceof Error && "code" in cause && races.has(String(cause.code));
    if (!isRace || tries === 1) throw cause;
    return start(make, tries - 1);
  }
}

async function prepareQueue(boss: PgBoss, name: QueueName): Promise<void> {
  await boss.createQueue(name, queueOptions[name]);
  const { policy: _, ...changeable } = queueOptions[name];
  await boss.updateQueue(name, changeable);
  // It knows its queues from here on: were it to ask for one in the midst of a transaction, it would do so beside it, and
  // the embedded database, which has one connection, would have both wait for each other.
  await boss.findJobs(name, { id: randomUUID() });
}

/** pg-boss's types leave out what its answers hold. */
const affected = (answer: object): number => ("affected" in answer ? Number(answer.affected) : 0);

/** What is still under way here was given back, or has been finished. */
const stop = (boss: PgBoss): Promise<void> => boss.stop({ close: false, graceful: false });
