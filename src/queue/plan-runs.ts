import { and, eq, gt, inArray, max, sql } from "drizzle-orm";
import { planOccurrences } from "../schedule/plan-occurrences.ts";
import type { Schedule } from "../schedule/schedule.ts";
import type { Database } from "../state/open-state.ts";
import { runs, scheduleStates } from "../state/tables.ts";
import type { Queue } from "./queue.ts";
import { mustWait } from "./run-states.ts";

/** How far what is planned may lag behind in the database while nothing comes round: a missed run is ten times as late. */
const lagMs = 60_000;

/** A run that is to be made now, or was not made. */
export interface PlannedRun {
  readonly id: number;
  readonly schedule: string;
  readonly occurrence: Date;
  readonly skipped: string | null;
}

/**
 * Writes down what has come round since it was asked last, and adds its jobs. A run and its job commit together, with the
 * moment up to which all is planned: dying at any instant, and any number of others who plan at the same one, change nothing.
 * A new schedule begins now. One whose definition has changed goes on from where the old one was.
 */
export async function planRuns(
  { database, queue }: { database: Database; queue: Queue },
  schedules: readonly Schedule[],
  now: Date,
): Promise<PlannedRun[]> {
  const ids = schedules.map(({ id }) => id);
  const states = new Map((await database.select().from(scheduleStates).where(inArray(scheduleStates.id, ids))).map((row) => [row.id, row]));
  const planned: PlannedRun[] = [];
  for (const schedule of schedules) {
    const state = states.get(schedule.id);
    const { run, skipped } = state ? planOccurrences(schedule, { plannedUntil: state.plannedUntil, now }) : nothing;
    const changed = state?.cron !== schedule.cron || state.timeZone !== schedule.timeZone;
    const lag = Math.abs(now.getTime() - (state?.plannedUntil.getTime() ?? 0));
    if (run.length + skipped.length === 0 && !changed && lag < lagMs) continue;
    planned.push(...(await database.transaction((transaction) => planOne({ database: transaction, queue }, schedule, now))));
  }
  return planned;
}

const nothing = { run: [], skipped: [] };

async function planOne({ database, queue }: { database: Database; queue: Queue }, schedule: Schedule, now: Date): Promise<PlannedRun[]> {
  const { id, brief, cron, timeZone } = schedule;
  const plannedUntil = await lockSchedule(database, schedule, now);
  if (now < plannedUntil) await forgetSkipped(database, id, now);
  const plan = planOccurrences(schedule, { plannedUntil, now });
  const rows = [
    ...plan.skipped.map(({ occurrence, reason }) => ({ occurrence, reason, state: "skipped" as const, finishedAt: now })),
    ...plan.run.map((occurrence) => ({ occurrence, reason: "", state: "queued" as const, finishedAt: null })),
  ];
  const planned: PlannedRun[] = [];
  for (const row of rows) {
    const [added] = await database
      .insert(runs)
      .values({ ...row, schedule: id, brief, trigger: "schedule", definition: schedule, queuedAt: now })
      .onConflictDoNothing()
      .returning({ id: runs.id });
    // It was there: a clock that went back comes by a second time.
    if (!added) continue;
    if (row.state === "queued" && !(await mustWait(database, { id: added.id, schedule: id })))
      await queue.add(database, "edition", { run: added.id, brief });
    planned.push({ id: added.id, schedule: id, occurrence: row.occurrence, skipped: row.state === "skipped" ? row.reason : null });
  }
  await database
    .update(scheduleStates)
    .set({ cron, timeZone, plannedUntil: plan.plannedUntil, updatedAt: now })
    .where(eq(scheduleStates.id, id));
  return planned;
}

/** A clock that was ahead has taken runs for missed that are yet to come, and their rows would keep them from running. */
async function forgetSkipped(database: Database, schedule: string, now: Date): Promise<void> {
  await database.delete(runs).where(and(eq(runs.schedule, schedule), eq(runs.state, "skipped"), gt(runs.occurrence, now)));
}

/**
 * Whoever plans the same schedule at the same time waits here until this transaction ends, and then finds nothing left to do:
 * so the ids of a schedule's runs follow the order in which they were committed. Gives up to when all is planned.
 */
async function lockSchedule(database: Database, { id, cron, timeZone }: Schedule, now: Date): Promise<Date> {
  await database.insert(scheduleStates).values({ id, cron, timeZone, plannedUntil: now, updatedAt: now }).onConflictDoNothing();
  const [state] = await database.select().from(scheduleStates).where(eq(scheduleStates.id, id)).for("update");
  return state?.plannedUntil ?? now;
}

/** A run that a person asks for now. It keeps in line behind what is under way. */
export async function planRunByHand(
  { database, queue }: { database: Database; queue: Queue },
  schedule: Schedule,
  now: Date,
): Promise<number> {
  const { id, brief } = schedule;
  return database.transaction(async (transaction) => {
    await lockSchedule(transaction, schedule, now);
    // At the very moment of another run it is a moment later.
    const near = sql`${runs.schedule} = ${id} and ${runs.occurrence} >= ${now} and ${runs.occurrence} < ${new Date(now.getTime() + 1000)}`;
    const [{ last } = { last: null }] = await transaction
      .select({ last: max(runs.occurrence) })
      .from(runs)
      .where(near);
    const occurrence = last ? new Date(last.getTime() + 1) : now;
    const [added] = await transaction
      .insert(runs)
      .values({ schedule: id, brief, occurrence, trigger: "by-hand", state: "queued", definition: schedule, queuedAt: now })
      .returning({ id: runs.id });
    if (!added) throw new Error(`the run of ${id} was not written down`);
    if (!(await mustWait(transaction, { id: added.id, schedule: id }))) await queue.add(transaction, "edition", { run: added.id, brief });
    return added.id;
  });
}

/**
 * The same, of somebody who knew of all runs up to `after`; null, and none, if one was asked for since: a button may be
 * pressed twice.
 */
export async function planRunOnce(
  { database, queue }: { database: Database; queue: Queue },
  schedule: Schedule,
  { now, after }: { now: Date; after: number },
): Promise<number | null> {
  return database.transaction(async (transaction) => {
    await lockSchedule(transaction, schedule, now);
    const asked = and(eq(runs.schedule, schedule.id), eq(runs.trigger, "by-hand"), gt(runs.id, after));
    if ((await transaction.select({ id: runs.id }).from(runs).where(asked).limit(1)).length > 0) return null;
    return planRunByHand({ database: transaction, queue }, schedule, now);
  });
}
