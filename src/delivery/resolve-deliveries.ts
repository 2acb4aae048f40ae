import { and, count, eq, inArray, sql, type SQL } from "drizzle-orm";
import type { Database } from "../state/open-state.ts";
import { deliveries, runs, type DeliveryState } from "../state/tables.ts";

/** What an operator decides about messages that the servers may have: `again` puts them into the queue. */
export type Resolution = "sent" | "again";

export interface Resolved {
  readonly id: number;
  /** The run that sends it, if it is to be sent again; null: none does, and a person gives the send command. */
  readonly run: number | null;
}

/** Settles what is uncertain. */
export const resolveUncertain = (database: Database, as: Resolution, now: Date): Promise<Resolved[]> =>
  database.transaction((transaction) => settle(transaction, eq(deliveries.state, "uncertain"), { as, now }));

/** Messages of an edition in one state. */
interface Some {
  readonly editionId: string;
  readonly state: "uncertain" | "failed";
  readonly as: Resolution;
}

/** Whoever has left the list is not written to again. */
const some = ({ editionId, state, as }: Some) =>
  and(
    eq(deliveries.editionId, editionId),
    eq(deliveries.state, state),
    as === "again" ? sql`not exists (select from suppressions where suppressions.address_hash = deliveries.address_hash)` : undefined,
  );

export async function countResolvable(database: Database, which: Some): Promise<number> {
  const [row] = await database.select({ count: count() }).from(deliveries).where(some(which));
  return row?.count ?? 0;
}

/** Settles all of them. What failed can't be taken for sent. */
export const resolveAll = async (database: Database, which: Some, now: Date): Promise<Resolved[]> =>
  which.state === "failed" && which.as === "sent"
    ? []
    : database.transaction((transaction) => settle(transaction, some(which), { as: which.as, now }));

/** Settles one that is uncertain, or puts one that failed into the queue again. Otherwise gives its state. */
export async function resolveDelivery(
  database: Database,
  { id, as }: { id: number; as: Resolution },
  now: Date,
): Promise<Resolved | DeliveryState | "unknown"> {
  return database.transaction(async (transaction) => {
    const states = as === "again" ? (["uncertain", "failed"] as const) : (["uncertain"] as const);
    const [settled] = await settle(transaction, and(eq(deliveries.id, id), inArray(deliveries.state, states)), { as, now });
    if (settled) return settled;
    const [row] = await transaction.select({ state: deliveries.state }).from(deliveries).where(eq(deliveries.id, id));
    return row?.state ?? "unknown";
  });
}

async function settle(database: Database, which: SQL | undefined, { as, now }: { as: Resolution; now: Date }): Promise<Resolved[]> {
  if (as === "again") await lockRuns(database, which);
  const settled = await database
    .update(deliveries)
    .set(changes(as, now))
    .where(which)
    .returning({ id: deliveries.id, run: deliveries.runId });
  if (as === "again") await reopenRuns(database, [...new Set(settled.flatMap(({ run }) => (run === null ? [] : [run])))]);
  return settled.toSorted((a, b) => a.id - b.id);
}

/** Whoever ends a run locks it before, and then looks for what it has to send: it sees these, or they see that it is over. */
async function lockRuns(database: Database, which: SQL | undefined): Promise<void> {
  const theirs = database.select({ id: deliveries.runId }).from(deliveries).where(which);
  await database.select({ id: runs.id }).from(runs).where(inArray(runs.id, theirs)).orderBy(runs.id).for("update");
}

/**
 * A run that is over goes on mailing, by its own send window: whoever looks after the queue finds it without a job and adds
 * one. Pauses, suppressions and the age of the edition are looked at as ever.
 */
async function reopenRuns(database: Database, ids: readonly number[]): Promise<void> {
  await database
    .update(runs)
    .set({ state: "mailing", reason: "messages are to be sent again", finishedAt: null })
    .where(and(inArray(runs.id, [...ids]), inArray(runs.state, ["done", "failed"])));
}

const changes = (as: Resolution, now: Date) =>
  as === "sent"
    ? { state: "sent" as const, sentAt: now, lastReply: "taken for sent by the operator", updatedAt: now }
    : { state: "queued" as const, attempts: 0, dataEndedAt: null, lastReply: "to be sent again, says the operator", updatedAt: now };
