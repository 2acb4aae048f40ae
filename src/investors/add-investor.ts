import { inArray } from "drizzle-orm";
import { error, UserError, type Problem } from "../errors.ts";
import type { Database } from "../state/open-state.ts";
import { suppressions, type SuppressionReason } from "../state/tables.ts";
import type { IsoDate } from "../units.ts";
import { applyImport, lockList } from "./apply-import.ts";
import { mailboxKey } from "./fold-address.ts";
import { readInvestorList, type InvestorList } from "./investor-list.ts";
import { parseInvestor, type Cells, type ParsedInvestor } from "./parse-investor.ts";
import { addressHashes, planImport, type RowPlan } from "./plan-import.ts";

export interface Addition {
  readonly cells: Cells;
  /** They may be in the list already. */
  readonly update: boolean;
  /** They got nothing any more, and want to get it again. */
  readonly again: boolean;
  readonly secret: string;
  readonly today: IsoDate;
}

/**
 * Adds a person, or changes what is known of them, by the rules of an import of one row.
 *
 * @throws UserError with what is wrong, without the address.
 */
export async function addInvestor(database: Database, addition: Addition, now: Date): Promise<RowPlan["kind"]> {
  const parsed = parseInvestor(addition.cells, {}, addition.today);
  refuseIf(parsed.problems);
  return database.transaction(async (transaction) => {
    await lockList(transaction);
    if (addition.again) await liftSuppression(transaction, parsed, addition.secret);
    const { secret } = addition;
    const table = { file: "", rows: [{ line: 1, ...parsed }] };
    const plan = planImport(table, await readInvestorList(transaction, secret), secret);
    refuseIf(plan.flatMap((row) => problemsOf(row, addition)));
    await applyImport(transaction, { table, plan, secret }, now);
    return plan[0]!.kind;
  });
}

function refuseIf(problems: readonly Problem[]): void {
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new UserError(errors);
}

function problemsOf(row: RowPlan, { update }: Addition): readonly Problem[] {
  // One row needs no line to be found by.
  if (row.kind === "refused") return row.problems.map(({ code, message, hint }) => error(code, message, undefined, hint));
  if (row.kind === "suppressed") {
    const hint = "if they ask for it anew, say --again, with the consent that they have given since";
    return [error("suppressed", `they get no mail any more (${row.reason})`, undefined, hint)];
  }
  if (row.kind === "changed" && !update)
    return [error("already-listed", "they are in the list already, with other data", undefined, "say --update to change it")];
  return [];
}

/** Reasons that only the person's own new consent outweighs. */
const ownWish: ReadonlySet<SuppressionReason> = new Set(["unsubscribed", "complained", "forgotten"]);

async function liftSuppression(transaction: Database, { address, given }: ParsedInvestor, secret: string): Promise<void> {
  const list = await readInvestorList(transaction, secret);
  const hashes = hashesOf(list, address!, secret);
  const found = hashes.flatMap((hash) => list.suppressions.get(hash) ?? []);
  const wished = found.filter(({ reason }) => ownWish.has(reason));
  const since = wished
    .map((one) => dayOf(one.since))
    .sort()
    .at(-1);
  if (since !== undefined && (given.consent === undefined || given.consent.on < since)) {
    const hint = `give --consent-on, --consent-way and --consent-proof; the day is ${since} or later`;
    throw new UserError([error("older-consent", "they asked to get nothing, and no consent since then is named", undefined, hint)]);
  }
  if (hashes.length > 0) await transaction.delete(suppressions).where(inArray(suppressions.addressHash, [...hashes]));
}

function hashesOf(list: InvestorList, address: string, secret: string): readonly string[] {
  const listed = list.byMailbox.get(mailboxKey(address));
  return [...new Set([...addressHashes(address, secret), ...(listed ? [listed.addressHash] : [])])];
}

const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10);
