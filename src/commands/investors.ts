import { UserError, error } from "../errors.ts";
import { addInvestor } from "../investors/add-investor.ts";
import { forgetAddress, suppressPerson, type SuppressedPerson } from "../investors/forget-address.ts";
import { maskAddress, maskAddressesIn } from "../investors/mask-address.ts";
import { parseAddress } from "../investors/parse-address.ts";
import type { Cells } from "../investors/parse-investor.ts";
import type { SuppressionReason } from "../state/tables.ts";
import type { CommandContext } from "./command-context.ts";
import { editionDate } from "./edition-date.ts";
import { withInvestors } from "./with-investors.ts";

export interface AddFlags {
  readonly name?: string;
  readonly organisation?: string;
  readonly language?: string;
  readonly interests?: string;
  readonly segments?: string;
  readonly consentOn?: string;
  readonly consentWay?: string;
  readonly consentProof?: string;
  readonly country?: string;
  readonly update?: boolean;
  readonly again?: boolean;
}

export async function addOne(address: string, flags: AddFlags, context: CommandContext): Promise<number> {
  const { consentOn, consentWay, consentProof, update = false, again = false, ...rest } = flags;
  const consent = { consent_on: consentOn, consent_way: consentWay, consent_proof: consentProof };
  const given = Object.entries({ address, ...rest, ...consent }).filter(([, text]) => text !== undefined);
  const cells: Cells = Object.fromEntries(given);
  const now = context.effects.now();
  const today = editionDate(undefined, now);
  const kind = await withInvestors(context, ({ database, secret }) => addInvestor(database, { cells, update, again, secret, today }, now));
  const phrase = kind === "new" ? "added" : kind === "changed" ? "changed" : "in the list already, with the same data";
  context.effects.print(`${maskAddress(address)}  ${phrase}`);
  return 0;
}

export interface SuppressFlags {
  readonly reason: SuppressionReason;
  readonly note?: string;
}

export async function suppressOne(text: string, { reason, note = "" }: SuppressFlags, context: CommandContext): Promise<number> {
  const address = soundAddress(text);
  const person = { address, reason, note: maskAddressesIn(note) };
  const done = await withInvestors(context, ({ database, secret }) =>
    suppressPerson(database, { ...person, secret }, context.effects.now()),
  );
  context.effects.print(`${maskAddress(address)}  gets no mail any more${remark(done)}`);
  return 0;
}

export async function forgetOne(text: string, context: CommandContext): Promise<number> {
  const address = soundAddress(text);
  const done = await withInvestors(context, (open) => forgetAddress(open, { address, secret: open.secret }, context.effects.now()));
  context.effects.print(`${maskAddress(address)}  forgotten${remark(done)}; a keyed hash keeps imports from bringing them back`);
  return 0;
}

const remark = ({ wasListed, isNews }: SuppressedPerson): string =>
  [!isNews && "held before", !wasListed && "not in the list"]
    .filter(Boolean)
    .map((words) => ` (${String(words)})`)
    .join("");

function soundAddress(text: string): string {
  const parsed = parseAddress(text);
  if (!parsed.ok) throw new UserError([error("invalid-address", parsed.message, undefined, parsed.hint)]);
  return parsed.address;
}
