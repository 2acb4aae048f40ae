import { arrayContains, asc, eq } from "drizzle-orm";
import type { Database } from "../state/open-state.ts";
import { investors, suppressions, type SuppressionReason } from "../state/tables.ts";
import { foldSegment } from "./fold-segment.ts";
import { hasConsent } from "./has-consent.ts";

/** A person of the list. */
export type Investor = typeof investors.$inferSelect;

export type ExclusionReason = SuppressionReason | "no-consent";

export interface Exclusion {
  readonly investor: Investor;
  readonly reason: ExclusionReason;
}

export interface Recipients {
  /** In the order in which they came into the list. */
  readonly recipients: readonly Investor[];
  readonly excluded: readonly Exclusion[];
}

/** Who of the list, or of one segment of it, is to get mail, and who is not and why. */
export async function recipientsOf(database: Database, { segment }: { segment?: string | undefined } = {}): Promise<Recipients> {
  const rows = await database
    .select({ investor: investors, reason: suppressions.reason })
    .from(investors)
    .leftJoin(suppressions, eq(suppressions.addressHash, investors.addressHash))
    .where(segment === undefined ? undefined : arrayContains(investors.segments, [foldSegment(segment)]))
    .orderBy(asc(investors.createdAt), asc(investors.id));
  const recipients: Investor[] = [];
  const excluded: Exclusion[] = [];
  for (const { investor, reason } of rows) {
    if (reason !== null) excluded.push({ investor, reason });
    else if (!hasConsent(investor)) excluded.push({ investor, reason: "no-consent" });
    else recipients.push(investor);
  }
  return { recipients, excluded };
}
