import type { KeptEdition } from "../edition/kept-edition.ts";
import { leftOutFor } from "../edition/personal.ts";
import type { VariantKey } from "../personal/personal-base.ts";
import { listVariants } from "../state/edition-variants.ts";
import type { Database } from "../state/open-state.ts";
import type { Addressee } from "./new-deliveries.ts";

/** What these people's copies of an edition are made of and is not kept yet, in the order in which they need it. */
export async function lackingVariants(
  database: Database,
  { id, content: { personal } }: Pick<KeptEdition, "id" | "content">,
  people: readonly Pick<Addressee, "language" | "interests">[],
): Promise<VariantKey[]> {
  if (!personal) return [];
  const known = new Set((await listVariants(database, id)).map(nameOf));
  const keys = people.map(({ language, interests }) => ({ language, leftOut: leftOutFor(interests, personal) }));
  const lacking = keys.filter((key) => key.leftOut !== "" && !known.has(nameOf(key)));
  return [...new Map(lacking.map((key) => [nameOf(key), key])).values()];
}

const nameOf = ({ language, leftOut }: VariantKey): string => `${language} ${leftOut}`;
