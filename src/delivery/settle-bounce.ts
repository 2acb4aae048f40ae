import { and, eq, inArray } from "drizzle-orm";
import type { BounceSettings } from "../config/bounce-settings.ts";
import { addressHash } from "../investors/address-hash.ts";
import { foldAddress } from "../investors/fold-address.ts";
import { suppressAddress } from "../investors/suppressions.ts";
import type { Bounce, RecipientReport } from "../mail/bounce.ts";
import { cleanReply } from "../mail/clean-reply.ts";
import type { Database } from "../state/open-state.ts";
import { deliveries } from "../state/tables.ts";
import { findBouncedDelivery, type BouncedDelivery } from "./bounced-delivery.ts";

/** What was done about a message to the bounce mailbox. No address is in it. */
export interface SettledBounce {
  readonly outcome: "bounced" | "complained" | "left-alone";
  readonly edition: string | null;
  readonly delivery: number | null;
  /** Whether the address gets nothing any more because of this. */
  readonly suppressed: boolean;
  /** What it said, or why it was left alone. */
  readonly words: string;
}

/** Marks the delivery that a bounce speaks of and suppresses an address that is wrong for good; leaves all else alone. */
export async function settleBounce(
  { database, settings }: { database: Database; settings: BounceSettings },
  bounce: Bounce,
  now: Date,
): Promise<SettledBounce> {
  if (bounce.kind === "other") return leftAlone(bounce.what);
  const delivery = await findBouncedDelivery(database, bounce.clues, settings.bounceAddress);
  const what = bounce.kind === "complaint" ? "a complaint" : `a report (${bounce.dialect})`;
  if (!delivery) return leftAlone(`${what} about no message of ours`);
  if (bounce.kind === "complaint") return complain(database, delivery, { feedback: bounce.feedback, now });
  const report = reportOn(delivery, bounce.recipients, settings.secret);
  if (!report) return leftAlone(`${what} on several recipients, not all of which failed`, delivery);
  if (report.action !== "failed")
    return leftAlone(`${what}: ${report.action}${report.status && ` (${report.status})`}, not failed`, delivery);
  return fail(database, delivery, { report, now });
}

const leftAlone = (words: string, delivery?: BouncedDelivery): SettledBounce => ({
  outcome: "left-alone",
  edition: delivery?.editionId ?? null,
  delivery: delivery?.id ?? null,
  suppressed: false,
  words,
});

/**
 * Of the recipients of a report the one that we wrote to. If none is (a forwarder names those to whom it passed the
 * message on), the message failed only if it failed at all of them.
 */
function reportOn(
  { addressHash: ours }: BouncedDelivery,
  recipients: readonly RecipientReport[],
  secret: string,
): RecipientReport | undefined {
  const own = recipients.filter(({ addresses }) => addresses.some((address) => addressHash(foldAddress(address), secret) === ours));
  const concerned = own.length > 0 ? own : recipients;
  const alive = concerned.find(({ action }) => action !== "failed");
  if (!alive) return concerned.find(isAddressWrong) ?? concerned[0];
  return concerned.every(({ action }) => action === alive.action) ? alive : undefined;
}

/** States that a bounce can follow on: `sending`, if it comes before the sender has committed the server's answer. */
const handedOver = ["sent", "uncertain", "sending"] as const;

async function fail(
  database: Database,
  delivery: BouncedDelivery,
  { report, now }: { report: RecipientReport; now: Date },
): Promise<SettledBounce> {
  const words = cleanReply(`bounced${report.status && ` ${report.status}`}: ${withoutStatus(report)}`, report.addresses[0] ?? "");
  const suppressed = isAddressWrong(report);
  await database.transaction(async (transaction) => {
    await transaction
      .update(deliveries)
      .set({ state: "failed", lastReply: words, updatedAt: now })
      .where(and(eq(deliveries.id, delivery.id), inArray(deliveries.state, [...handedOver])));
    if (suppressed)
      await suppressAddress(transaction, {
        addressHash: delivery.addressHash,
        reason: "bounced",
        since: now,
        note: `bounced ${report.status}`,
      });
  });
  return { outcome: "bounced", edition: delivery.editionId, delivery: delivery.id, suppressed, words };
}

const withoutStatus = ({ diagnostic, status }: RecipientReport): string => diagnostic.replace(`${status} `, "") || "no reason given";

/** The message did arrive: its row stays as it is. */
async function complain(
  database: Database,
  { id, editionId, addressHash }: BouncedDelivery,
  { feedback, now }: { feedback: string; now: Date },
): Promise<SettledBounce> {
  await suppressAddress(database, { addressHash, reason: "complained", since: now, note: `feedback: ${feedback}` });
  return { outcome: "complained", edition: editionId, delivery: id, suppressed: true, words: `the reader complained (${feedback})` };
}

/**
 * Codes of class 5 that say nothing about the address: about us as senders (1.7, 1.8), a full mailbox or a message that is
 * too large (2.2, 2.3, 3.4), time that ran out (4.7), the protocol (5), the content (6), security and policy (7). One entry
 * in a block list must not empty the list of investors. RFC 3463 section 3.
 */
const notAboutAddress = /^5\.(?:1\.[78]|2\.[23]|3\.\d+|4\.[357]|[5-7]\.\d+)$/;
/** The same in words, where the code is only of a class. */
const policyWords = /spam|bulk|block|blacklist|reputation|policy|dmarc|\bspf\b|dkim|quota|full|too (?:large|big)|rate|greylist/i;

/** Whether nobody should write to the address again. */
function isAddressWrong({ action, status, diagnostic }: RecipientReport): boolean {
  if (action !== "failed" || !status.startsWith("5.") || notAboutAddress.test(status)) return false;
  return status !== "5.0.0" || !policyWords.test(diagnostic);
}
