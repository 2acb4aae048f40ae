import { eq, max, sql } from "drizzle-orm";
import { editionBefore } from "../edition/edition-before.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { keepEdition } from "./keep-edition.ts";
import { newestEdition } from "./newest-edition.ts";
import type { Database } from "./open-state.ts";
import { editions } from "./tables.ts";

/** Any number: the first half of the locks that let one at a time keep an edition of a brief. */
const keepingLock = 7_215_002;

/**
 * Keeps an edition that was made to follow the newest one, in the caller's transaction. `overtaken`: another one has been
 * kept meanwhile, so this one tells news of what is not before it any more; make it again.
 */
export async function keepNextEdition(transaction: Database, edition: KeptEdition, now: Date): Promise<"kept" | "overtaken"> {
  await transaction.execute(sql`select pg_advisory_xact_lock(${keepingLock}, hashtext(${edition.brief}))`);
  const newest = await newestEdition(transaction, edition.brief);
  const before = editionBefore(newest, edition);
  if ((before?.id ?? null) !== edition.previousId || (newest && newest.date > edition.date)) return "overtaken";
  await keepEdition(transaction, edition, await afterAll(transaction, edition, now));
  return "kept";
}

/** The order of editions of one day is that in which they were kept, though one machine's clock may be behind another's. */
async function afterAll(transaction: Database, { brief }: KeptEdition, now: Date): Promise<Date> {
  const [last] = await transaction
    .select({ keptAt: max(editions.keptAt) })
    .from(editions)
    .where(eq(editions.brief, brief));
  return last?.keptAt && last.keptAt >= now ? new Date(last.keptAt.getTime() + 1) : now;
}
