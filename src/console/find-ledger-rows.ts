import { and, count, desc, eq, sql } from "drizzle-orm";
import type { Database } from "../state/open-state.ts";
import { deliveries, editions, investors, runs, suppressions, type DeliveryState } from "../state/tables.ts";

export interface LedgerQuestion {
  /** Empty: of all editions. */
  readonly edition: string;
  readonly state: DeliveryState | "";
}

const where = ({ edition, state }: LedgerQuestion) =>
  and(edition === "" ? undefined : eq(deliveries.editionId, edition), state === "" ? undefined : eq(deliveries.state, state));

/** How many messages of an edition, or of all, are in each state. */
export async function countLedger(database: Database, edition: string): Promise<ReadonlyMap<DeliveryState, number>> {
  const rows = await database
    .select({ state: deliveries.state, count: count() })
    .from(deliveries)
    .where(where({ edition, state: "" }))
    .groupBy(deliveries.state);
  return new Map(rows.map((row) => [row.state, row.count]));
}

const columns = {
  id: deliveries.id,
  edition: deliveries.editionId,
  state: deliveries.state,
  address: investors.address,
  language: deliveries.language,
  attempts: deliveries.attempts,
  messageId: deliveries.messageId,
  nextAttemptAt: deliveries.nextAttemptAt,
  dataEndedAt: deliveries.dataEndedAt,
  sentAt: deliveries.sentAt,
  updatedAt: deliveries.updatedAt,
  lastReply: deliveries.lastReply,
  asLink: deliveries.asLink,
  suppression: suppressions.reason,
  schedule: runs.schedule,
  runState: runs.state,
  runReason: runs.reason,
};

export type LedgerRow = Awaited<ReturnType<typeof findLedgerRows>>[number];

const rows = (database: Database) =>
  database
    .select(columns)
    .from(deliveries)
    .innerJoin(editions, eq(editions.id, deliveries.editionId))
    .leftJoin(investors, eq(investors.id, deliveries.investorId))
    .leftJoin(runs, eq(runs.id, deliveries.runId))
    .leftJoin(suppressions, eq(suppressions.addressHash, deliveries.addressHash));

/** Those of the newest edition first; of one edition in the order in which they came into the ledger. */
export async function findLedgerRows(database: Database, question: LedgerQuestion, { limit, offset }: { limit: number; offset: number }) {
  return rows(database)
    .where(where(question))
    .orderBy(desc(editions.date), desc(editions.keptAt), sql`${deliveries.id}`)
    .limit(limit)
    .offset(offset);
}

export async function findLedgerRow(database: Database, id: number): Promise<LedgerRow | null> {
  const [row] = await rows(database).where(eq(deliveries.id, id));
  return row ?? null;
}
