import { and, asc, eq } from "drizzle-orm";
import type { EditionLanguage } from "../language/language.ts";
import type { Database } from "../state/open-state.ts";
import { deliveries, investors, type DeliveryState } from "../state/tables.ts";

/** A row of the ledger as people look at it. */
export interface Delivery {
  readonly id: number;
  readonly state: DeliveryState;
  /** Null: the person is forgotten. */
  readonly address: string | null;
  readonly language: EditionLanguage;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly sentAt: Date | null;
  readonly updatedAt: Date;
  readonly lastReply: string;
  readonly asLink: boolean;
}

export async function listDeliveries(database: Database, editionId: string): Promise<Delivery[]> {
  const { id, state, language, attempts, nextAttemptAt, sentAt, updatedAt, lastReply, asLink } = deliveries;
  return database
    .select({ id, state, address: investors.address, language, attempts, nextAttemptAt, sentAt, updatedAt, lastReply, asLink })
    .from(deliveries)
    .leftJoin(investors, eq(investors.id, deliveries.investorId))
    .where(eq(deliveries.editionId, editionId))
    .orderBy(asc(id));
}

/** What an operator decides about messages that the servers may have: `again` puts them into the queue. */
export type Resolution = "sent" | "again";

/** Settles what is uncertain; gives the ids. */
export async function resolveUncertain(database: Database, as: Resolution, now: Date): Promise<number[]> {
  const settled = await database
    .update(deliveries)
    .set(changes(as, now))
    .where(eq(deliveries.state, "uncertain"))
    .returning({ id: deliveries.id });
  return settled.map(({ id }) => id);
}

/** Settles one that is uncertain, or puts one that failed into the queue again. Null: it was settled. */
export async function resolveDelivery(
  database: Database,
  { id, as }: { id: number; as: Resolution },
  now: Date,
): Promise<DeliveryState | "unknown" | null> {
  const [row] = await database.select({ state: deliveries.state }).from(deliveries).where(eq(deliveries.id, id));
  if (!row) return "unknown";
  if (row.state !== "uncertain" && !(row.state === "failed" && as === "again")) return row.state;
  const [settled] = await database
    .update(deliveries)
    .set(changes(as, now))
    .where(and(eq(deliveries.id, id), eq(deliveries.state, row.state)))
    .returning({ id: deliveries.id });
  return settled ? null : row.state;
}

const changes = (as: Resolution, now: Date) =>
  as === "sent"
    ? { state: "sent" as const, sentAt: now, lastReply: "taken for sent by the operator", updatedAt: now }
    : { state: "queued" as const, attempts: 0, dataEndedAt: null, lastReply: "to be sent again, says the operator", updatedAt: now };
