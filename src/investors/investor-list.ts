import { asc } from "drizzle-orm";
import { error, UserError } from "../errors.ts";
import type { Database } from "../state/open-state.ts";
import { investors, suppressions, type SuppressionReason } from "../state/tables.ts";
import { addressHash } from "./address-hash.ts";
import { foldAddress, mailboxKey } from "./fold-address.ts";
import type { Investor } from "./recipients-of.ts";

export interface Suppression {
  readonly reason: SuppressionReason;
  readonly since: Date;
}

/** Everybody in the list, and everybody who gets nothing, as of one moment. */
export interface InvestorList {
  /** In the order in which they came. */
  readonly investors: readonly Investor[];
  readonly byHash: ReadonlyMap<string, Investor>;
  readonly byMailbox: ReadonlyMap<string, Investor>;
  readonly suppressions: ReadonlyMap<string, Suppression>;
  /** The weightiest reason why any of these hashes gets nothing. */
  readonly suppressionOf: (hashes: readonly string[]) => SuppressionReason | undefined;
}

/**
 * @throws UserError if the list was made with another BRIEF_SECRET: then nobody who was forgotten would be known again.
 */
export async function readInvestorList(database: Database, secret: string): Promise<InvestorList> {
  const people = await database.select().from(investors).orderBy(asc(investors.createdAt), asc(investors.id));
  const suppressed = await database.select().from(suppressions);
  const list = investorList(people, suppressed);
  if (people.length > 0 && !people.some(({ address, addressHash: hash }) => hash === addressHash(foldAddress(address), secret))) {
    const hint = "set the one it was made with: with another, those who unsubscribed or were forgotten are not known again";
    throw new UserError([
      error("other-secret", "BRIEF_SECRET is not the one that this list was made with", { field: "BRIEF_SECRET" }, hint),
    ]);
  }
  return list;
}

export function investorList(
  people: readonly Investor[],
  suppressed: readonly (Suppression & { readonly addressHash: string })[],
): InvestorList {
  const known = new Map(suppressed.map((one) => [one.addressHash, one] as const));
  return {
    investors: people,
    byHash: new Map(people.map((one) => [one.addressHash, one] as const)),
    byMailbox: new Map(people.map((one) => [mailboxKey(one.address), one] as const)),
    suppressions: known,
    suppressionOf: (hashes) => {
      const reasons = hashes.flatMap((hash) => known.get(hash)?.reason ?? []);
      return reasons.find((reason) => reason === "forgotten") ?? reasons[0];
    },
  };
}
