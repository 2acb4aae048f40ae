import { lackingVariants } from "../delivery/lacking-variants.ts";
import { enqueue } from "../delivery/ledger.ts";
import { countStates, ledgerHashes } from "../delivery/ledger-outlook.ts";
import { newDeliveries } from "../delivery/new-deliveries.ts";
import { dueIn, planSend } from "../delivery/plan-send.ts";
import { formatProblem, UserError } from "../errors.ts";
import { type Recipients, recipientsOf } from "../investors/recipients-of.ts";
import type { VariantKey } from "../personal/personal-base.ts";
import type { Variant } from "../personal/press-variants.ts";
import { editionDay } from "../press/edition-day.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { keepVariants } from "../state/edition-variants.ts";
import { loadEdition } from "../state/keep-edition.ts";
import type { Database } from "../state/open-state.ts";
import { checkKeptMailing } from "./check-kept-mailing.ts";
import type { Mailing } from "./worker-parts.ts";

/** What was pressed for people's copies, or why it can't be. */
export interface PressedVariants {
  readonly made: readonly Variant[];
  readonly fault: UserError | null;
}

export const noVariants: PressedVariants = { made: [], fault: null };

/** Some people's copies are made of what was not pressed yet. */
export class VariantsLacking extends Error {
  override readonly name = "VariantsLacking";
  readonly wanted: readonly VariantKey[];

  constructor(wanted: readonly VariantKey[]) {
    super("variants are to be pressed first");
    this.wanted = wanted;
  }
}

interface Addressing {
  readonly run: number;
  readonly schedule: Schedule;
  readonly editionId: string;
  readonly made: boolean;
  readonly variants: PressedVariants;
  readonly mailing: () => Mailing;
  readonly now: Date;
}

interface Addressed {
  readonly messages: number;
  readonly against: string;
  readonly failed: boolean;
}

/**
 * Rows of the ledger for those who have not got the edition; what is against mailing it adds none.
 *
 * @throws VariantsLacking
 */
export async function addressRun(
  database: Database,
  { run, schedule, editionId, made, variants, mailing, now }: Addressing,
): Promise<Addressed> {
  if (schedule.recipients === "nobody") return { messages: 0, against: "", failed: false };
  const edition = await loadEdition(database, editionId);
  if (!edition) throw new Error(`the edition ${editionId} is not kept, though it was`);
  const ledger = { hashes: await ledgerHashes(database, editionId), states: await countStates(database, editionId) };
  const plan = planSend(edition, await peopleOf(database, schedule.recipients), ledger);
  const messages = dueIn(plan);
  if (messages === 0) return { messages, against: "", failed: false };
  try {
    const faults = checkKeptMailing(edition, editionDay(now));
    if (faults.length > 0) throw new UserError(faults);
    const { mail } = mailing().settings;
    const domain = mail.from.address.slice(mail.from.address.lastIndexOf("@") + 1);
    await keepVariants(database, editionId, variants.made);
    const wanted = await lackingVariants(database, edition, plan.added);
    if (wanted.length > 0) throw variants.fault ?? new VariantsLacking(wanted);
    const deliveries = newDeliveries(plan.added, { editionId, secret: mail.secret, domain, personal: edition.content.personal });
    await enqueue(database, { editionId, run, deliveries }, now);
    return { messages, against: "", failed: false };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    const people = messages === 1 ? "1 person has" : `${messages} people have`;
    // That nothing has changed for long is no failure; newcomers get the next edition.
    const failed = made || cause.problems.some(({ code }) => code !== "edition-old" && code !== "edition-stale");
    return { messages, against: `${people} not got it: ${cause.problems.map(formatProblem).join("\n")}`, failed };
  }
}

async function peopleOf(database: Database, recipients: "everyone" | readonly string[]): Promise<Recipients> {
  if (recipients === "everyone") return recipientsOf(database);
  const parts: Recipients[] = [];
  for (const segment of recipients) parts.push(await recipientsOf(database, { segment }));
  return {
    recipients: [...new Map(parts.flatMap((part) => part.recipients).map((one) => [one.id, one])).values()],
    excluded: [...new Map(parts.flatMap((part) => part.excluded).map((one) => [one.investor.id, one])).values()],
  };
}
