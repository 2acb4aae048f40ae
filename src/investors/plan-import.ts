import { error, type Problem } from "../errors.ts";
import type { SuppressionReason } from "../state/tables.ts";
import { addressHash } from "./address-hash.ts";
import { foldAddress, mailboxKey } from "./fold-address.ts";
import { hasConsent } from "./has-consent.ts";
import type { InvestorList } from "./investor-list.ts";
import { maskAddress } from "./mask-address.ts";
import type { InvestorTable, TableRow } from "./parse-investor-table.ts";
import type { GivenFields } from "./parse-investor.ts";
import type { Investor } from "./recipients-of.ts";

/** What the list keeps of a person, less what it gives them itself. */
export type InvestorValues = Omit<Investor, "id" | "address" | "addressHash" | "createdAt" | "updatedAt">;

/** What becomes of one row. */
export type RowPlan = { readonly line: number } & (
  | { readonly kind: "new"; readonly address: string; readonly addressHash: string; readonly values: InvestorValues }
  | {
      readonly kind: "changed";
      readonly investor: Investor;
      readonly values: InvestorValues;
      readonly fields: readonly (keyof InvestorValues)[];
    }
  | { readonly kind: "unchanged"; readonly investor: Investor }
  /** An earlier row says the same. */
  | { readonly kind: "repeated"; readonly first: number }
  /** Left as they are: they get no mail, and those who were forgotten don't come back by a table. */
  | { readonly kind: "suppressed"; readonly reason: SuppressionReason; readonly masked: string }
  | { readonly kind: "refused"; readonly problems: readonly Problem[] }
);

/** One entry a row of the table, in its order. */
export function planImport(table: Pick<InvestorTable, "file" | "rows">, list: InvestorList, secret: string): readonly RowPlan[] {
  const people = groupByPerson(table.rows);
  return table.rows.map((row): RowPlan => {
    if (row.address === undefined || !isSound(row)) return { kind: "refused", line: row.line, problems: row.problems.filter(isError) };
    const versions = people.get(mailboxKey(row.address))!;
    const said = JSON.stringify(row.given);
    const other = versions.find((version) => version.said !== said);
    if (other) return { kind: "refused", line: row.line, problems: [contradiction({ file: table.file, line: row.line }, other.line)] };
    const first = versions[0]!.line;
    if (first !== row.line) return { kind: "repeated", line: row.line, first };
    return planRow({ row, address: row.address, file: table.file }, list, secret);
  });
}

const isError = ({ severity }: Problem): boolean => severity === "error";
const isSound = ({ problems }: TableRow): boolean => !problems.some(isError);

/** What the rows say of one person, and the first that says so; faulty rows contradict nothing. */
interface Version {
  readonly said: string;
  readonly line: number;
}

function groupByPerson(rows: readonly TableRow[]): ReadonlyMap<string, readonly Version[]> {
  const people = new Map<string, Map<string, Version>>();
  for (const row of rows) {
    if (row.address === undefined || !isSound(row)) continue;
    const key = mailboxKey(row.address);
    const versions = people.get(key) ?? new Map<string, Version>();
    const said = JSON.stringify(row.given);
    if (!versions.has(said)) versions.set(said, { said, line: row.line });
    people.set(key, versions);
  }
  return new Map([...people].map(([key, versions]) => [key, [...versions.values()]]));
}

/** Which of them holds can't be known, so none is taken. */
function contradiction({ file, line }: { file: string; line: number }, otherLine: number): Problem {
  const message = `line ${otherLine} says something else of the same person`;
  return error("contradictory-rows", message, { file, line, field: "address" }, "keep the row that holds");
}

interface SoundRow {
  readonly row: TableRow;
  readonly address: string;
  readonly file: string;
}

function planRow({ row: { line, given }, address, file }: SoundRow, list: InvestorList, secret: string): RowPlan {
  const hashes = addressHashes(address, secret);
  const investor = list.byHash.get(hashes[0]!) ?? list.byMailbox.get(mailboxKey(address));
  const reason = list.suppressionOf(investor ? [...hashes, investor.addressHash] : hashes);
  if (reason) return { kind: "suppressed", line, reason, masked: maskAddress(address) };
  if (investor) {
    const { values, fields } = merge(investor, given);
    return fields.length === 0 ? { kind: "unchanged", line, investor } : { kind: "changed", line, investor, values, fields };
  }
  if (!given.name) {
    const problem = error(
      "missing-name",
      "there is no name",
      { file, line, field: "name" },
      "write the person's name, or else the organisation's",
    );
    return { kind: "refused", line, problems: [problem] };
  }
  return { kind: "new", line, address, addressHash: hashes[0]!, values: { ...unknown, ...valuesOf(given) } };
}

/** The hash under which an address is kept, and that of its mailbox where it has several spellings. */
export const addressHashes = (address: string, secret: string): readonly string[] =>
  [...new Set([foldAddress(address), mailboxKey(address)])].map((spelling) => addressHash(spelling, secret));

/** What holds of a person of whom nothing is told. Both languages side by side are read by everybody. */
const unknown: InvestorValues = {
  name: "",
  organisation: "",
  language: "vi-en",
  interests: [],
  segments: [],
  consentOn: null,
  consentWay: null,
  consentProof: "",
  country: null,
};

function valuesOf({ consent, interests, segments, ...rest }: GivenFields): Partial<InvestorValues> {
  return {
    ...rest,
    ...(interests && { interests: [...interests] }),
    ...(segments && { segments: [...segments] }),
    ...(consent && { consentOn: consent.on, consentWay: consent.way, consentProof: consent.proof }),
  };
}

/** What the row says takes the place of what was known, but for consent: an older one is no news. */
export function merge(investor: Investor, given: GivenFields): { values: InvestorValues; fields: readonly (keyof InvestorValues)[] } {
  const { id: _, address: _a, addressHash: _h, createdAt: _c, updatedAt: _u, ...before } = investor;
  const { consent, ...others } = given;
  const isOlder = consent && hasConsent(investor) && investor.consentOn! > consent.on;
  const values: InvestorValues = { ...before, ...valuesOf(isOlder ? others : given) };
  const names = Object.keys(unknown) as (keyof InvestorValues)[];
  return { values, fields: names.filter((name) => JSON.stringify(values[name]) !== JSON.stringify(before[name])) };
}
