import { eq, sql } from "drizzle-orm";
import type { Database } from "../state/open-state.ts";
import { deliveries, type DeliveryState } from "../state/tables.ts";
import { rowsOf, type Dead } from "./ledger.ts";
import { openToRun } from "./open-to-run.ts";

/** How many rows of an edition are in each state. */
export async function countStates(database: Database, editionId: string): Promise<Record<DeliveryState, number>> {
  const { rows } = rowsOf<{ state: DeliveryState; count: string | number }>(
    await database.execute(sql`select state, count(*) as count from deliveries where edition_id = ${editionId} group by state`),
  );
  const counts: Record<DeliveryState, number> = { queued: 0, sending: 0, sent: 0, deferred: 0, failed: 0, suppressed: 0, uncertain: 0 };
  for (const { state, count } of rows) counts[state] = Number(count);
  return counts;
}

/** Who is in the ledger of an edition. */
export async function ledgerHashes(database: Database, editionId: string): Promise<ReadonlySet<string>> {
  const rows = await database.select({ hash: deliveries.addressHash }).from(deliveries).where(eq(deliveries.editionId, editionId));
  return new Set(rows.map(({ hash }) => hash));
}

/** What is left of an edition for a sender that gets no row at the moment. */
export interface Outlook {
  readonly queued: number;
  /** When the first of those put off is due. */
  readonly nextAttemptAt: Date | null;
  /** When the first of the other senders that have rows was seen last. */
  readonly othersSeenAt: Date | null;
}

export async function outlookOf(
  database: Database,
  { editionId, run, senderId }: { editionId: string; run?: number | undefined; senderId: string },
): Promise<Outlook> {
  const { rows } = rowsOf<{ queued: string | number; next: string | Date | null; seen: string | Date | null }>(
    await database.execute(sql`
      select count(*) filter (where state = 'queued') as queued,
        min(next_attempt_at) filter (where state = 'deferred') as next,
        min(senders.seen_at) filter (where state = 'sending' and senders.id <> ${senderId}) as seen
      from deliveries left join senders on senders.id = deliveries.sender_id
      where edition_id = ${editionId} and ${openToRun(run)}`),
  );
  const { queued = 0, next = null, seen = null } = rows[0] ?? {};
  return { queued: Number(queued), nextAttemptAt: dateOf(next), othersSeenAt: dateOf(seen) };
}

/** Drivers differ in what they make of an instant. */
const dateOf = (instant: string | Date | null): Date | null => (instant === null ? null : new Date(instant));

/** A sender that was not seen for so long is taken for dead. */
export const leaseMs = 60_000;

/** When there may be work again; null: never, for all is settled. */
export function nextWake({ queued, nextAttemptAt, othersSeenAt }: Outlook, now: Date): Date | null {
  const times = [
    // Another sender is just giving them back, or has them locked.
    ...(queued > 0 ? [now.getTime() + 1000] : []),
    ...(nextAttemptAt ? [nextAttemptAt.getTime()] : []),
    ...(othersSeenAt ? [Math.max(othersSeenAt.getTime() + leaseMs, now.getTime() + 1000)] : []),
  ];
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

interface Liveness {
  readonly host: string;
  readonly pid: number;
  readonly isAlive: (pid: number) => boolean;
}

/** Senders that can't be at work any more: their lease is over, or they were on this machine and their process is gone. */
export async function findDead(
  database: Database,
  { senderId, host, pid, isAlive }: { senderId: string } & Liveness,
  now: Date,
): Promise<Dead> {
  const { rows } = rowsOf<{ id: string; pid: number }>(
    await database.execute(sql`
      select id, pid from senders where host = ${host} and id <> ${senderId}
        and exists (select from deliveries where deliveries.sender_id = senders.id and state = 'sending')`),
  );
  const gone = rows.filter((sender) => sender.pid === pid || !isAlive(sender.pid)).map(({ id }) => id);
  return { senders: gone, before: new Date(now.getTime() - leaseMs) };
}
