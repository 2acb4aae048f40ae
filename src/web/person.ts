import { eq } from "drizzle-orm";
import type { EditionLanguage } from "../language/language.ts";
import type { Database } from "../state/open-state.ts";
import { investors, suppressions, type SuppressionReason } from "../state/tables.ts";

/** The person whom a link belongs to. */
export interface Person {
  readonly address: string;
  readonly addressHash: string;
  readonly language: EditionLanguage;
  readonly suppressed: SuppressionReason | null;
}

/** Stands for the id of a token that is not ours, so that the answer takes the same time. */
const nobody = "00000000-0000-0000-0000-000000000000";
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function findPerson(database: Database, id: string | null): Promise<Person | null> {
  const [row] = await database
    .select({
      address: investors.address,
      addressHash: investors.addressHash,
      language: investors.language,
      suppressed: suppressions.reason,
    })
    .from(investors)
    .leftJoin(suppressions, eq(suppressions.addressHash, investors.addressHash))
    .where(eq(investors.id, id !== null && uuid.test(id) ? id : nobody));
  return row ?? null;
}
