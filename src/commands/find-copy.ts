import { createHash } from "node:crypto";
import { makeCopies } from "../delivery/make-copies.ts";
import type { Effects } from "../effects.ts";
import { maskAddress } from "../investors/mask-address.ts";
import { recipientsOf } from "../investors/recipients-of.ts";
import type { EditionLanguage } from "../language/language.ts";
import { baseOf } from "../pdf/base-of.ts";
import { findVariant, loadVariant } from "../state/edition-variants.ts";
import type { Database } from "../state/open-state.ts";

/** What a personal copy is made of, and whose it is. */
export interface FoundCopy {
  readonly editionId: string;
  readonly language: EditionLanguage;
  /** Whose address, masked; null: nobody's in the list, and what was put in front is none of our covers for them. */
  readonly reader: string | null;
}

/**
 * Of whose copy a file is, octet for octet; null: it is made of no edition that is kept. That its pages are those of an edition
 * does not say that they are shown, for what is appended to a file may hide them: so the copies of all readers are made anew.
 */
export async function findCopy(file: Uint8Array, database: Database, effects: Pick<Effects, "progress">): Promise<FoundCopy | null> {
  const base = baseOf(file);
  const variant = base && (await findVariant(database, sha256Of(base)));
  if (!variant) return null;
  const { editionId, brief, language, leftOut } = variant;
  const { recipients, excluded } = await recipientsOf(database);
  const people = [...recipients, ...excluded.map(({ investor }) => investor)].filter((one) => one.language === language);
  const makeCopy = makeCopies((key) => loadVariant(database, { id: editionId, brief }, key));
  let reader: string | null = null;
  for (const [i, person] of people.entries()) {
    if (i % 100 === 0) effects.progress(`looking for whose copy it is: ${i} of ${people.length}`);
    const copy = await makeCopy({ language, leftOut }, person);
    if (Buffer.compare(copy.bytes, file) !== 0) continue;
    reader = maskAddress(person.address);
    break;
  }
  effects.progress("");
  return { editionId, language, reader };
}

const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
