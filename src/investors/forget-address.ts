import { inArray, sql } from "drizzle-orm";
import type { Database, State } from "../state/open-state.ts";
import { investors, type SuppressionReason } from "../state/tables.ts";
import { mailboxKey } from "./fold-address.ts";
import { lockList } from "./apply-import.ts";
import { readInvestorList } from "./investor-list.ts";
import { addressHashes } from "./plan-import.ts";
import type { Investor } from "./recipients-of.ts";
import { suppressAddress } from "./suppressions.ts";

export interface PersonSuppression {
  readonly address: string;
  readonly reason: SuppressionReason;
  readonly note?: string;
  readonly secret: string;
}

export interface SuppressedPerson {
  readonly wasListed: boolean;
  /** False if they got nothing before, for a reason as heavy. */
  readonly isNews: boolean;
}

/** Whoever has this mailbox, in the list or not and however the address is spelled, gets nothing any more. */
export async function suppressPerson(database: Database, person: PersonSuppression, now: Date): Promise<SuppressedPerson> {
  return database.transaction(async (transaction) => {
    const { isNews, listed } = await suppressMailbox(transaction, person, now);
    return { isNews, wasListed: listed.length > 0 };
  });
}

/**
 * Erases all that is kept of the person, but for keyed hashes: they keep a later import from bringing them back. Deliveries
 * stay, and name nobody.
 */
export async function forgetAddress(
  state: Pick<State, "database" | "kind">,
  person: Omit<PersonSuppression, "reason" | "note">,
  now: Date,
): Promise<SuppressedPerson> {
  const forgotten = await state.database.transaction(async (transaction) => {
    const { isNews, listed } = await suppressMailbox(transaction, { ...person, reason: "forgotten" }, now);
    const ids = listed.map(({ id }) => id);
    if (ids.length > 0) await transaction.delete(investors).where(inArray(investors.id, ids));
    return { isNews, wasListed: ids.length > 0 };
  });
  await overwriteErased(state);
  return forgotten;
}

/**
 * A deleted row stays in the table's file until it is written anew, and in the write-ahead log. Nothing clears those of the
 * embedded database but we; how long a server keeps its log is its operator's to decide.
 */
async function overwriteErased({ database, kind }: Pick<State, "database" | "kind">): Promise<void> {
  await database.execute(sql`vacuum (full) investors`);
  if (kind === "server") return;
  // Segments before the checkpoint go, in the place of being kept for use again.
  await database.execute(sql`set wal_recycle = off`);
  await database.execute(sql`select pg_switch_wal()`);
  await database.execute(sql`checkpoint`);
}

async function suppressMailbox(
  transaction: Database,
  { address, reason, note = "", secret }: PersonSuppression,
  now: Date,
): Promise<{ isNews: boolean; listed: readonly Investor[] }> {
  await lockList(transaction);
  const list = await readInvestorList(transaction, secret);
  const listed = list.investors.filter((investor) => mailboxKey(investor.address) === mailboxKey(address));
  const hashes = new Set([...addressHashes(address, secret), ...listed.map(({ addressHash }) => addressHash)]);
  let isNews = false;
  for (const addressHash of hashes) isNews = (await suppressAddress(transaction, { addressHash, reason, since: now, note })) || isNews;
  return { isNews, listed };
}
