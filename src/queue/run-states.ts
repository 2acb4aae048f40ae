import { openToRun } from "../delivery/open-to-run.ts";
import { and, eq, inArray, lt, ne, sql } from "drizzle-orm";
import { explainDatabaseTrouble } from "../state/database-trouble.ts";
import { OutsideError, UsageError, UserError } from "../errors.ts";
import { maskAddressesIn } from "../investors/mask-address.ts";
import type { Database } from "../state/open-state.ts";
import { runs, type RunState } from "../state/tables.ts";

/**
 * The life of a run, an occurrence of a schedule:
 *
 *     queued ─▶ making ─▶ mailing ─▶ done | failed        skipped
 *
 * Every change names the state that it starts from and commits with the job that brought it about.
 */
export type Run = typeof runs.$inferSelect;

export const unfinished = ["queued", "making", "mailing"] as const satisfies readonly RunState[];

/** Takes a run up; null: it is made already, or over. Each time counts, so that one that kills its worker ends some day. */
export async function beginRun(database: Database, id: number, now: Date): Promise<Run | null> {
  const [run] = await database
    .update(runs)
    .set({ state: "making", attempts: sql`${runs.attempts} + 1`, startedAt: sql`coalesce(${runs.startedAt}, ${now})`, reason: "" })
    .where(and(eq(runs.id, id), inArray(runs.state, ["queued", "making"])))
    .returning();
  return run ?? null;
}

/** A run that has its edition and mails it; null: it is over. */
export async function mailingRun(database: Database, id: number): Promise<(Run & { editionId: string }) | null> {
  const [run] = await database
    .select()
    .from(runs)
    .where(and(eq(runs.id, id), eq(runs.state, "mailing")));
  return run && run.editionId !== null ? { ...run, editionId: run.editionId } : null;
}

/** Whether an earlier run of the same schedule is still at it: a schedule never overlaps itself. */
export async function mustWait(database: Database, { id, schedule }: Pick<Run, "id" | "schedule">): Promise<boolean> {
  const earlier = and(eq(runs.schedule, schedule), ne(runs.id, id), lt(runs.id, id), inArray(runs.state, [...unfinished]));
  const found = await database.select({ id: runs.id }).from(runs).where(earlier).limit(1);
  return found.length > 0;
}

/** It waits again, as if this attempt had not been. */
export async function putBack(database: Database, id: number, reason: string): Promise<void> {
  await database
    .update(runs)
    .set({ state: "queued", attempts: sql`greatest(${runs.attempts} - 1, 0)`, reason })
    .where(and(eq(runs.id, id), eq(runs.state, "making")));
}

export async function explainRun(database: Database, id: number, reason: string): Promise<void> {
  await database
    .update(runs)
    .set({ reason: clip(reason) })
    .where(and(eq(runs.id, id), inArray(runs.state, [...unfinished]), ne(runs.reason, clip(reason))));
}

export async function finishRun(
  database: Database,
  id: number,
  { state, reason, now }: { state: "done" | "failed"; reason: string; now: Date },
): Promise<boolean> {
  const ended = await database
    .update(runs)
    .set({ state, reason: clip(reason), finishedAt: now })
    .where(and(eq(runs.id, id), inArray(runs.state, [...unfinished])))
    .returning({ id: runs.id });
  return ended.length > 0;
}

/** Done, if nothing of its edition is on its way any more. In a transaction. */
export async function finishIfSettled(
  database: Database,
  { id, editionId }: { id: number; editionId: string },
  now: Date,
): Promise<boolean> {
  // A person may just be putting a message into its queue again: this waits for that, and the next statement sees it.
  await database.select({ id: runs.id }).from(runs).where(eq(runs.id, id)).for("update");
  const open = sql`exists (
    select from deliveries where edition_id = ${editionId} and state in ('queued', 'sending', 'deferred') and ${openToRun(id)})`;
  const ended = await database
    .update(runs)
    .set({ state: "done", reason: "", finishedAt: now })
    .where(and(eq(runs.id, id), eq(runs.state, "mailing"), sql`not ${open}`))
    .returning({ id: runs.id });
  return ended.length > 0;
}

/** A page of text; a broken dataset has thousands of problems. */
const longestReason = 4000;

const clip = (text: string): string => (text.length > longestReason ? `${text.slice(0, longestReason).toWellFormed()} …` : text);

/** What becomes of a run after an error: `again`, for it is not the run's fault. */
export function judgeFailure(cause: unknown): { kind: "again" | "failed" | "bug"; reason: string } {
  const explained = explainDatabaseTrouble(cause);
  if (explained instanceof OutsideError) return { kind: "again", reason: maskAddressesIn(explained.message) };
  if (explained instanceof UserError || explained instanceof UsageError)
    return { kind: "failed", reason: maskAddressesIn(explained.message) };
  return { kind: "bug", reason: "an internal error; the log has its stack" };
}
