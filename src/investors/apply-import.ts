import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { error, UserError } from "../errors.ts";
import type { Database } from "../state/open-state.ts";
import { readInvestorList } from "./investor-list.ts";
import type { InvestorTable } from "./parse-investor-table.ts";
import { planImport, type InvestorValues, type RowPlan } from "./plan-import.ts";

export interface Import {
  readonly table: Pick<InvestorTable, "file" | "rows">;
  /** What was shown and agreed to. */
  readonly plan: readonly RowPlan[];
  readonly secret: string;
}

/**
 * Writes what the plan says, all or nothing; refused rows are left out.
 *
 * @throws UserError if the list has changed since the plan was made.
 */
export async function applyImport(database: Database, { table, plan, secret }: Import, now: Date, newId = randomUUID): Promise<void> {
  await database.transaction(async (transaction) => {
    await lockList(transaction);
    const current = planImport(table, await readInvestorList(transaction, secret), secret);
    if (JSON.stringify(current) !== JSON.stringify(plan)) {
      throw new UserError([
        error("list-changed", "the list of investors was changed meanwhile; nothing is written", undefined, "import again"),
      ]);
    }
    const added = plan.flatMap((row) => (row.kind === "new" ? [newRow(row, newId())] : []));
    const changed = plan.flatMap((row) => (row.kind === "changed" ? [{ id: row.investor.id, ...columns(row.values) }] : []));
    for (const rows of chunks(added)) await insertInvestors(transaction, rows, now);
    for (const rows of chunks(changed)) await updateInvestors(transaction, rows, now);
  });
}

/** Nobody else changes who is in the list and who is suppressed until the transaction ends; everybody may read. */
export async function lockList(transaction: Database): Promise<void> {
  await transaction.execute(sql`lock table investors, suppressions in share row exclusive mode`);
}

type Columns = ReturnType<typeof columns>;

/** Named as in the database, for `json_to_recordset`. */
const columns = (values: InvestorValues) => ({
  name: values.name,
  organisation: values.organisation,
  language: values.language,
  interests: values.interests,
  segments: values.segments,
  consent_on: values.consentOn,
  consent_way: values.consentWay,
  consent_proof: values.consentProof,
  country: values.country,
});

type NewColumns = Columns & { readonly id: string; readonly address: string; readonly address_hash: string };

const newRow = ({ address, addressHash, values }: Extract<RowPlan, { kind: "new" }>, id: string): NewColumns => ({
  id,
  address,
  address_hash: addressHash,
  ...columns(values),
});

const recordset = (rows: readonly Columns[]) => sql`json_to_recordset(${JSON.stringify(rows)}::json) as one(
  id uuid, address text, address_hash text, name text, organisation text, language text, interests text[], segments text[],
  consent_on date, consent_way text, consent_proof text, country text)`;

async function insertInvestors(database: Database, rows: readonly NewColumns[], now: Date): Promise<void> {
  await database.execute(sql`
    insert into investors (id, address, address_hash, name, organisation, language, interests, segments,
      consent_on, consent_way, consent_proof, country, created_at, updated_at)
    select one.*, ${now}::timestamptz, ${now}::timestamptz from ${recordset(rows)}`);
}

async function updateInvestors(database: Database, rows: readonly (Columns & { readonly id: string })[], now: Date): Promise<void> {
  await database.execute(sql`
    update investors set name = one.name, organisation = one.organisation, language = one.language, interests = one.interests,
      segments = one.segments, consent_on = one.consent_on, consent_way = one.consent_way, consent_proof = one.consent_proof,
      country = one.country, updated_at = ${now}
    from ${recordset(rows)} where investors.id = one.id`);
}

/** Some 500 kB a statement. */
function chunks<Row>(rows: readonly Row[], size = 1000): (readonly Row[])[] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size));
}
