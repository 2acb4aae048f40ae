import { maskAddress } from "../investors/mask-address.ts";
import { recipientsOf, type ExclusionReason, type Investor, type Recipients } from "../investors/recipients-of.ts";
import type { CommandContext } from "./command-context.ts";
import { textTable } from "./text-table.ts";
import { withInvestors } from "./with-investors.ts";

export interface ListFlags {
  readonly json?: boolean;
  readonly segment?: string;
  readonly showAddresses?: boolean;
}

interface Listed {
  readonly investor: Investor;
  readonly reason: ExclusionReason | undefined;
}

/** Who is in the list and who of them gets mail; persons are named only where that is asked for. */
export async function listInvestors(flags: ListFlags, context: CommandContext): Promise<number> {
  const found = await withInvestors(context, ({ database }) => recipientsOf(database, { segment: flags.segment }));
  const rows = inOrder(found);
  if (flags.json) context.effects.print(listJson(rows, flags));
  else listLines(rows, flags).forEach(context.effects.print);
  return 0;
}

/** As they came into the list, those who get mail among the others. */
export function inOrder({ recipients, excluded }: Recipients): Listed[] {
  const rows: Listed[] = [...recipients.map((investor) => ({ investor, reason: undefined })), ...excluded];
  const key = ({ investor }: Listed) => `${investor.createdAt.toISOString()} ${investor.address}`;
  return rows.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function listLines(rows: readonly Listed[], { showAddresses, segment }: ListFlags): string[] {
  if (rows.length === 0) return [segment === undefined ? "the list is empty" : "nobody is in this segment"];
  const header = ["address", ...(showAddresses ? ["name", "organisation"] : []), "language", "segments", "consent", "country", "mail"];
  const body = rows.map(({ investor, reason }) => [
    showAddresses ? investor.address : maskAddress(investor.address),
    ...(showAddresses ? [investor.name, investor.organisation] : []),
    investor.language,
    investor.segments.join(", "),
    investor.consentOn ?? "",
    investor.country ?? "",
    reason ?? "yes",
  ]);
  const silent = rows.filter(({ reason }) => reason !== undefined).length;
  return [...textTable([header, ...body]), `${rows.length} in the list, ${rows.length - silent} get mail`];
}

const listJson = (rows: readonly Listed[], { showAddresses }: ListFlags): string =>
  JSON.stringify({
    investors: rows.map(({ investor, reason }) => ({
      address: showAddresses ? investor.address : maskAddress(investor.address),
      ...(showAddresses && { name: investor.name, organisation: investor.organisation }),
      language: investor.language,
      interests: investor.interests,
      segments: investor.segments,
      consentOn: investor.consentOn,
      consentWay: investor.consentWay,
      country: investor.country,
      getsMail: reason === undefined,
      reason: reason ?? null,
    })),
  });
