import { and, eq, lt, ne, sql } from "drizzle-orm";
import type { Database } from "../state/open-state.ts";
import { processes } from "../state/tables.ts";
import type { JobClaim, Queue } from "./queue.ts";
import { queueNames } from "./queue-definitions.ts";

/** A process of the service, as others know it. */
export interface ServiceProcess {
  readonly id: string;
  readonly host: string;
  readonly pid: number;
  readonly roles: readonly string[];
  readonly version: string;
  readonly startedAt: Date;
}

/** So that others see that it lives. A row that is gone, for the database was brought back from a copy, is written anew. */
export async function reportAlive(
  database: Database,
  { roles, ...process }: ServiceProcess,
  { now, problem }: { now: Date; problem: string },
): Promise<void> {
  await database
    .insert(processes)
    .values({ ...process, roles: [...roles], problem, seenAt: now })
    .onConflictDoUpdate({ target: processes.id, set: { seenAt: now, problem } });
}

export const signOff = (database: Database, id: string) => database.delete(processes).where(eq(processes.id, id));

const nameOf = ({ queue, id, attempt }: JobClaim): string => `${queue}/${id}/${attempt}`;

/** Written down before work on it begins, so that others on this machine can give it back at once, should this process die. */
export async function noteJob(database: Database, process: string, job: JobClaim): Promise<void> {
  await database
    .update(processes)
    .set({ jobs: sql`array_append(${processes.jobs}, ${nameOf(job)})` })
    .where(eq(processes.id, process));
}

export async function forgetJob(database: Database, process: string, job: JobClaim): Promise<void> {
  await database
    .update(processes)
    .set({ jobs: sql`array_remove(${processes.jobs}, ${nameOf(job)})` })
    .where(eq(processes.id, process));
}

/**
 * Gives back what this process is written down for and does not work on: the database was away when its work broke off.
 * `underWay`: looked at after the row was read.
 */
export async function clearLost(
  { database, queue }: { database: Database; queue: Queue },
  { process, underWay }: { process: string; underWay: () => readonly JobClaim[] },
): Promise<void> {
  const [row] = await database.select({ jobs: processes.jobs }).from(processes).where(eq(processes.id, process));
  const held = new Set(underWay().map(nameOf));
  for (const name of row?.jobs ?? []) {
    if (held.has(name)) continue;
    const job = claimOf(name);
    await database.transaction(async (transaction) => {
      await queue.complete(transaction, job);
      await forgetJob(transaction, process, job);
    });
  }
}

/** Of other machines nobody knows whether a process lives; after so long its row is of no use. */
const forgottenAfterMs = 24 * 3_600_000;

interface Neighbourhood {
  readonly self: ServiceProcess;
  readonly isAlive: (pid: number) => boolean;
}

/**
 * Gives back what processes of this machine had that are no more; those of others are found by their heartbeat. A process
 * with our own number that is not us is one that had it before. Gives how many were dead.
 */
export async function clearDead({ database, queue }: { database: Database; queue: Queue }, { self, isAlive }: Neighbourhood, now: Date) {
  const others = await database
    .select({ id: processes.id, pid: processes.pid })
    .from(processes)
    .where(and(eq(processes.host, self.host), ne(processes.id, self.id)));
  const dead = others.filter(({ pid }) => pid === self.pid || !isAlive(pid));
  for (const { id } of dead) {
    await database.transaction(async (transaction) => {
      const [gone] = await transaction.delete(processes).where(eq(processes.id, id)).returning({ jobs: processes.jobs });
      // Their runs get new jobs from `startWaitingRuns`.
      for (const job of gone?.jobs ?? []) await queue.complete(transaction, claimOf(job));
    });
  }
  await database.delete(processes).where(lt(processes.seenAt, new Date(now.getTime() - forgottenAfterMs)));
  return dead.length;
}

function claimOf(name: string): JobClaim {
  const [queue, id = "", attempt] = name.split("/");
  return { queue: queueNames.find((one) => one === queue) ?? "edition", id, attempt: Number(attempt) };
}
