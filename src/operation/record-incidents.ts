import { and, desc, eq, gte, isNull, lt, notInArray, sql } from "drizzle-orm";
import type { Database } from "../state/open-state.ts";
import { incidents } from "../state/tables.ts";
import type { OperationProblem } from "./find-problems.ts";

export type Incident = typeof incidents.$inferSelect;

const minute = 60_000;
/** A problem must be gone for so long: one that comes and goes is one incident. */
const goneAfterMs = 2 * minute;
/** One that comes back within this of its end is the same incident, counted. */
const sameWithinMs = 60 * minute;

/**
 * Opens an incident for each new problem, keeps those that are still there, and resolves those that are gone. Any number
 * of processes may do so at once: there is one open incident of a key.
 */
export async function recordIncidents(database: Database, problems: readonly OperationProblem[], now: Date): Promise<void> {
  const unique = [...new Map(problems.map((problem) => [problem.key, problem])).values()];
  await database.transaction(async (transaction) => {
    for (const problem of unique) {
      if (await keepOpen(transaction, problem, now)) continue;
      if (await reopen(transaction, problem, now)) continue;
      await transaction
        .insert(incidents)
        .values({ ...problem, since: now, seenAt: now })
        .onConflictDoNothing();
    }
    const keys = unique.map(({ key }) => key);
    const gone = and(
      isNull(incidents.resolvedAt),
      lt(incidents.seenAt, new Date(now.getTime() - goneAfterMs)),
      keys.length > 0 ? notInArray(incidents.key, keys) : undefined,
    );
    await transaction.update(incidents).set({ resolvedAt: now }).where(gone);
  });
}

async function keepOpen(database: Database, { key, message, remedy }: OperationProblem, now: Date): Promise<boolean> {
  const kept = await database
    .update(incidents)
    .set({ message, remedy, seenAt: now })
    .where(and(eq(incidents.key, key), isNull(incidents.resolvedAt)))
    .returning({ id: incidents.id });
  return kept.length > 0;
}

/** Whoever has been told that it is over is told anew, if it stays; see `mustTell`. */
async function reopen(database: Database, { key, message, remedy }: OperationProblem, now: Date): Promise<boolean> {
  const [last] = await database
    .select({ id: incidents.id })
    .from(incidents)
    .where(and(eq(incidents.key, key), gte(incidents.resolvedAt, new Date(now.getTime() - sameWithinMs))))
    .orderBy(desc(incidents.resolvedAt))
    .limit(1);
  if (!last) return false;
  await database
    .update(incidents)
    .set({
      message,
      remedy,
      seenAt: now,
      resolvedAt: null,
      reopened: sql`${incidents.reopened} + 1`,
      reopenedAt: now,
      toldAt: sql`case when ${incidents.recoveryToldAt} is null then ${incidents.toldAt} end`,
      recoveryToldAt: null,
    })
    .where(eq(incidents.id, last.id));
  return true;
}
