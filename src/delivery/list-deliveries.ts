import { asc, eq } from "drizzle-orm";
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
