import { eq, sql } from "drizzle-orm";
import type { Database } from "../state/open-state.ts";
import { suppressions, type SuppressionReason } from "../state/tables.ts";

/** Who gets nothing any more. A later reason takes an earlier one's place only if it weighs more. */
const weight = {
  "by-hand": 0,
  bounced: 1,
  unsubscribed: 2,
  complained: 3,
  // Erased at their own wish: nothing but they themselves brings them back.
  forgotten: 4,
} as const satisfies Record<SuppressionReason, number>;

export interface NewSuppression {
  readonly addressHash: string;
  readonly reason: SuppressionReason;
  readonly since: Date;
  /** Words of ours; no address, no name. */
  readonly note?: string;
}

/** Whether it is news: false if the address was suppressed already for a reason as heavy, and nothing has changed. */
export async function suppressAddress(database: Database, { addressHash, reason, since, note = "" }: NewSuppression): Promise<boolean> {
  const lighter = Object.entries(weight).flatMap(([name, one]) => (one < weight[reason] ? [name] : []));
  const isHeavier = lighter.length === 0 ? sql`false` : sql`suppressions.reason in ${lighter}`;
  const changed = await database
    .insert(suppressions)
    .values({ addressHash, reason, since, note })
    .onConflictDoUpdate({ target: suppressions.addressHash, set: { reason, since, note }, setWhere: isHeavier })
    .returning({ addressHash: suppressions.addressHash });
  return changed.length > 0;
}

/** Why this address gets nothing, or null. */
export async function suppressionOf(database: Database, addressHash: string): Promise<SuppressionReason | null> {
  const [row] = await database.select().from(suppressions).where(eq(suppressions.addressHash, addressHash));
  return row?.reason ?? null;
}

export const isSuppressed = async (database: Database, addressHash: string): Promise<boolean> =>
  (await suppressionOf(database, addressHash)) !== null;
