import { and, gte, inArray, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "../state/open-state.ts";
import { incidents } from "../state/tables.ts";
import type { Incident } from "./record-incidents.ts";

/** What one mail tells. */
export interface News {
  readonly opened: readonly Incident[];
  readonly recovered: readonly Incident[];
}

/** Gives whether somebody was told. */
export type Tell = (news: News) => Promise<boolean>;

const minute = 60_000;
/** Longer than a mail server may take for a short message; a process that dies while it tells leaves it to another. */
const tellingMs = 15 * minute;
/** What is over at the next look but one, as after a start, is nobody's concern. */
export const tellAfterMs = minute;
const justSeenMs = minute / 2;
/** One that came back soon after its end is told anew only if it stays. */
const tellAgainAfterMs = 15 * minute;

/**
 * Tells what nobody was told yet: incidents and their ends, all in one mail. One process does; what the mail server did not
 * take is told the next time.
 */
export async function tellIncidents(database: Database, tell: Tell, now: () => Date): Promise<void> {
  const claimed = await claimNews(database, now());
  const [opened, recovered] = [claimed.filter(({ resolvedAt }) => !resolvedAt), claimed.filter(({ resolvedAt }) => resolvedAt)];
  if (claimed.length === 0) return;
  let isTold = false;
  try {
    isTold = await tell({ opened, recovered });
  } finally {
    const told = isTold ? now() : null;
    await settle(database, opened, told && { toldAt: told });
    await settle(database, recovered, told && { recoveryToldAt: told });
  }
}

async function claimNews(database: Database, now: Date): Promise<Incident[]> {
  const ago = (ms: number): Date => new Date(now.getTime() - ms);
  const isNew = and(
    isNull(incidents.toldAt),
    isNull(incidents.resolvedAt),
    // Just seen, not only not over yet.
    gte(incidents.seenAt, ago(justSeenMs)),
    or(and(isNull(incidents.reopenedAt), lt(incidents.since, ago(tellAfterMs - 1))), lt(incidents.reopenedAt, ago(tellAgainAfterMs - 1))),
  );
  const isOver = and(isNotNull(incidents.toldAt), isNotNull(incidents.resolvedAt), isNull(incidents.recoveryToldAt));
  return database
    .update(incidents)
    .set({ tellingUntil: new Date(now.getTime() + tellingMs) })
    .where(and(or(isNew, isOver), or(isNull(incidents.tellingUntil), lt(incidents.tellingUntil, now))))
    .returning();
}

async function settle(
  database: Database,
  some: readonly Incident[],
  told: { readonly toldAt?: Date; readonly recoveryToldAt?: Date } | null,
): Promise<void> {
  if (some.length === 0) return;
  const ids = some.map(({ id }) => id);
  await database
    .update(incidents)
    .set({ ...told, tellingUntil: sql`null` })
    .where(inArray(incidents.id, ids));
}
