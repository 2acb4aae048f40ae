import { domainToASCII } from "node:url";
import { inArray, sql, type SQL } from "drizzle-orm";
import type { BounceClues } from "../mail/bounce.ts";
import type { Database } from "../state/open-state.ts";
import { deliveries, type DeliveryState } from "../state/tables.ts";

export interface BouncedDelivery {
  readonly id: number;
  readonly editionId: string;
  readonly addressHash: string;
  readonly state: DeliveryState;
}

/**
 * The delivery that a bounce speaks of: its return path names it, or else its Message-ID. Null too if the clues lead to
 * several, for a message of ours has one recipient.
 */
export async function findBouncedDelivery(
  database: Database,
  { returnPaths, messageIds }: BounceClues,
  bounceAddress: string,
): Promise<BouncedDelivery | null> {
  const tokens = [...new Set(returnPaths.flatMap((address) => bounceTokenIn(address, bounceAddress) ?? []))];
  const exact = tokens.length === 0 ? [] : await select(database, inArray(deliveries.bounceToken, tokens));
  const byToken = exact.length === 0 && tokens.length > 0 ? await select(database, inArray(lowerToken, tokens.map(lower))) : exact;
  if (byToken.length > 0) return byToken.length === 1 ? byToken[0]! : null;
  const byId = messageIds.length === 0 ? [] : await select(database, inArray(deliveries.messageId, [...messageIds]));
  return byId.length === 1 ? byId[0]! : null;
}

/** No index helps here: only for servers that have changed the letters' case. */
const lowerToken = sql`lower(${deliveries.bounceToken})`;
const lower = (text: string): string => text.toLowerCase();

function select(database: Database, condition: SQL | undefined): Promise<BouncedDelivery[]> {
  const { id, editionId, addressHash, state } = deliveries;
  return database.select({ id, editionId, addressHash, state }).from(deliveries).where(condition);
}

/** TOKEN of `bounces+TOKEN@example.com`; BATV (`prvs=…=`) may have been put before it. Servers may change the case of letters. */
export function bounceTokenIn(address: string, bounceAddress: string): string | undefined {
  const [local, domain] = split(address);
  const [mailbox, ownDomain] = split(bounceAddress);
  const plain = local.replace(/^prvs=[^=]{0,64}=/i, "");
  const begins = plain.toLowerCase().startsWith(`${mailbox.toLowerCase()}+`);
  const token = plain.slice(mailbox.length + 1);
  return begins && domainToASCII(domain) === domainToASCII(ownDomain) && /^[\w-]{1,100}$/.test(token) ? token : undefined;
}

function split(address: string): [local: string, domain: string] {
  const at = address.lastIndexOf("@");
  return [address.slice(0, Math.max(0, at)), address.slice(at + 1)];
}
