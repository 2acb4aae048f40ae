import { desc, eq, gte, inArray, isNull, max, sql } from "drizzle-orm";
import { rowsOf } from "../delivery/ledger.ts";
import { currentPause } from "../delivery/pauses.ts";
import { readStoredContent } from "../edition/stored-content.ts";
import { editionDay } from "../press/edition-day.ts";
import { queueNames } from "../queue/queue-definitions.ts";
import { nextOccurrences } from "../schedule/occurrences.ts";
import type { Schedule } from "../schedule/schedule.ts";
import type { Database } from "../state/open-state.ts";
import {
  deliveryStates,
  editions,
  incidents,
  processes,
  runs,
  scheduleStates,
  type DeliveryState,
  type RunState,
} from "../state/tables.ts";
import type { IsoDate } from "../units.ts";
import type { Declared } from "./read-declared.ts";
import type {
  BriefStatus,
  DiskStatus,
  EditionStatus,
  MailingStatus,
  OperationSnapshot,
  ProcessStatus,
  QueueStatus,
  RunCount,
  RunStatus,
  ScheduleStatus,
} from "./snapshot.ts";

export interface Surroundings {
  readonly declared: Declared;
  readonly disks: readonly DiskStatus[];
}

/** Looks at everything once. Nothing is changed, and nothing needs to have run yet. */
export async function describeOperation(database: Database, { declared, disks }: Surroundings, now: Date): Promise<OperationSnapshot> {
  const schedules = declared.problem === "" ? declared.schedules : await lastKnownSchedules(database);
  const mailings = await countMailings(database);
  const briefs = [...new Set([...declared.briefs.keys(), ...(await keptBriefs(database))])];
  return {
    at: now,
    briefs: await Promise.all(briefs.map((brief) => describeBrief(database, { brief, declared, day: editionDay(now) }))),
    schedules: await Promise.all(schedules.map((schedule) => describeSchedule(database, schedule, now))),
    openRuns: await openRuns(database),
    runCounts: await countRuns(database),
    queues: await describeQueues(database),
    deliveries: sumOf(mailings),
    mailings: mailings.filter(({ counts }) => unsettled.some((state) => (counts[state] ?? 0) > 0)),
    processes: await describeProcesses(database),
    pause: await currentPause(database),
    incidents: await database.select().from(incidents).where(isNull(incidents.resolvedAt)).orderBy(incidents.since, incidents.id),
    disks,
    dataProblem: declared.problem,
    holidayWarnings: declared.holidayWarnings.map(({ code, message, hint = "" }) => ({ code, message, hint })),
  };
}

const unsettled = ["queued", "sending", "deferred", "failed", "uncertain"] as const satisfies readonly DeliveryState[];

async function keptBriefs(database: Database): Promise<string[]> {
  const rows = await database.selectDistinct({ brief: editions.brief }).from(editions).orderBy(editions.brief);
  return rows.map(({ brief }) => brief);
}

interface BriefQuestion {
  readonly brief: string;
  readonly declared: Declared;
  readonly day: IsoDate;
}

async function describeBrief(database: Database, { brief, declared, day }: BriefQuestion): Promise<BriefStatus> {
  const [newest] = await database
    .select({ id: editions.id, date: editions.date, content: editions.content })
    .from(editions)
    .where(sql`${editions.brief} = ${brief}`)
    .orderBy(desc(editions.date), desc(editions.keptAt))
    .limit(1);
  if (!newest) return { brief, edition: null };
  const { figures, maxAgeDays } = readStoredContent(newest.content);
  const edition: EditionStatus = {
    id: newest.id,
    date: newest.date,
    ageDays: (Date.parse(day) - Date.parse(newest.date)) / 86_400_000,
    maxAgeDays,
    figures: figures.length,
    stale: figures.filter(({ observation, stale }) => (declared.isStale ? declared.isStale(observation, day) : stale === true)).length,
    maxStaleShare: declared.briefs.get(brief)?.maxStaleShare ?? 1,
  };
  return { brief, edition };
}

const noProgress = { lastProgressAt: null, nextAttemptAt: null };

/** By the index of runs: a year of them may be many. */
async function describeSchedule(database: Database, schedule: Schedule, now: Date): Promise<ScheduleStatus> {
  const { id, brief, recipients } = schedule;
  const [last] = await database.select().from(runs).where(eq(runs.schedule, id)).orderBy(desc(runs.occurrence)).limit(1);
  return {
    id,
    brief,
    mails: recipients !== "nobody",
    next: nextOccurrences(schedule, now, 1)[0] ?? null,
    last: last ? { ...pickRun(last), ...noProgress } : null,
  };
}

/** Planned within this of what was planned last: the others are not declared any more. */
const plannedWithinMs = 600_000;

/** While the data can't be read, schedules go on as they were: what their runs came to is still to be told. */
async function lastKnownSchedules(database: Database): Promise<Schedule[]> {
  const [{ last } = { last: null }] = await database.select({ last: max(scheduleStates.updatedAt) }).from(scheduleStates);
  const rows = await database
    .selectDistinctOn([runs.schedule], { definition: runs.definition })
    .from(runs)
    .innerJoin(scheduleStates, eq(scheduleStates.id, runs.schedule))
    .where(gte(scheduleStates.updatedAt, new Date((last?.getTime() ?? 0) - plannedWithinMs)))
    .orderBy(runs.schedule, desc(runs.occurrence));
  return rows.map(({ definition }) => definition);
}

async function openRuns(database: Database): Promise<RunStatus[]> {
  const open = await database
    .select()
    .from(runs)
    .where(inArray(runs.state, ["queued", "making", "mailing"]))
    .orderBy(runs.occurrence);
  const ids = [...new Set(open.flatMap(({ editionId }) => editionId ?? []))];
  if (ids.length === 0) return open.map((run) => ({ ...pickRun(run), ...noProgress }));
  const { rows } = rowsOf<{ editionId: string; last: string | Date | null; next: string | Date | null }>(
    await database.execute(sql`
      select edition_id as "editionId", max(updated_at) as last,
        min(next_attempt_at) filter (where state = 'deferred') as next
      from deliveries where edition_id in (select value from json_array_elements_text(${JSON.stringify(ids)}::json)) group by edition_id`),
  );
  return open.map((run) => {
    const progress = rows.find(({ editionId }) => editionId === run.editionId);
    return { ...pickRun(run), lastProgressAt: toDate(progress?.last), nextAttemptAt: toDate(progress?.next) };
  });
}

/** Drivers give times as text or as dates. */
const toDate = (value: string | Date | null | undefined): Date | null => (value === null || value === undefined ? null : new Date(value));

const pickRun = (run: typeof runs.$inferSelect): Omit<RunStatus, "lastProgressAt" | "nextAttemptAt"> => ({
  id: run.id,
  schedule: run.schedule,
  occurrence: run.occurrence,
  state: run.state,
  reason: run.reason,
  editionId: run.editionId,
  editionMade: run.editionMade,
  startedAt: run.startedAt,
  madeAt: run.madeAt,
  finishedAt: run.finishedAt,
});

async function describeProcesses(database: Database): Promise<ProcessStatus[]> {
  const { host, pid, roles, version, startedAt, seenAt, problem } = processes;
  return database.select({ host, pid, roles, version, startedAt, seenAt, problem }).from(processes).orderBy(host, pid);
}

async function countRuns(database: Database): Promise<RunCount[]> {
  const { rows } = rowsOf<{ schedule: string; state: RunState; count: number }>(
    await database.execute(sql`select schedule, state, count(*)::int as count from runs group by schedule, state order by schedule, state`),
  );
  return rows.map(({ schedule, state, count }) => ({ schedule, state, count }));
}

/** pg-boss makes its tables when a service starts for the first time. */
async function describeQueues(database: Database): Promise<QueueStatus[]> {
  const { rows: found } = rowsOf<{ exists: boolean }>(await database.execute(sql`select to_regclass('queue.job') is not null as exists`));
  if (!found[0]?.exists) return [];
  const { rows } = rowsOf<QueueStatus>(
    await database.execute(sql`
      select name, (count(*) filter (where state in ('created', 'retry')))::int as waiting,
        (count(*) filter (where state = 'active'))::int as active
      from queue.job group by name`),
  );
  // One without jobs is empty, not unknown.
  return queueNames.map((name) => {
    const { waiting = 0, active = 0 } = rows.find((row) => row.name === name) ?? {};
    return { name, waiting, active };
  });
}

async function countMailings(database: Database): Promise<MailingStatus[]> {
  const { rows } = rowsOf<{ id: string; brief: string; state: DeliveryState; count: number; unexplained: number }>(
    await database.execute(sql`
      select editions.id, editions.brief, deliveries.state, count(*)::int as count,
        (count(*) filter (where deliveries.state = 'failed' and suppressions.address_hash is null))::int as unexplained
      from deliveries join editions on editions.id = deliveries.edition_id
      left join suppressions on suppressions.address_hash = deliveries.address_hash
      group by editions.id, deliveries.state order by editions.date desc, editions.kept_at desc, deliveries.state`),
  );
  const byEdition = Map.groupBy(rows, ({ id }) => id);
  const briefs = [...byEdition.values()].map(([first]) => first?.brief ?? "");
  return [...byEdition].map(([editionId, some], i) => ({
    editionId,
    brief: briefs[i]!,
    isNewest: briefs.indexOf(briefs[i]!) === i,
    counts: Object.fromEntries(some.map(({ state, count }) => [state, count])),
    unexplained: some.reduce((total, { unexplained }) => total + unexplained, 0),
  }));
}

const sumOf = (mailings: readonly MailingStatus[]): Record<DeliveryState, number> => {
  const sum = (state: DeliveryState): number => mailings.reduce((total, { counts }) => total + (counts[state] ?? 0), 0);
  const entries = deliveryStates.map((state) => [state, sum(state)] as const);
  // eslint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(entries) as Record<DeliveryState, number>;
};
