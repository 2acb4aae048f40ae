import { desc, eq } from "drizzle-orm";
import type { NewestEdition } from "../edition/edition-before.ts";
import { readStoredContent } from "../edition/stored-content.ts";
import { loadEditionContent } from "./keep-edition.ts";
import type { Database } from "./open-state.ts";
import { editions } from "./tables.ts";

/** The kept edition of a brief that has the latest day; of several of one day the one that was kept last. */
export async function newestEdition(database: Database, brief: string): Promise<NewestEdition | null> {
  const { id, date, inputsHash, previousId, content } = editions;
  const [newest] = await database
    .select({ id, date, inputsHash, previousId, content })
    .from(editions)
    .where(eq(editions.brief, brief))
    .orderBy(desc(date), desc(editions.keptAt))
    .limit(1);
  if (!newest) return null;
  const { previousId: before, content: stored, ...edition } = newest;
  const previous = before === null ? null : await loadEditionContent(database, before);
  return {
    ...edition,
    content: readStoredContent(stored),
    previous: before === null || previous === null ? null : { id: before, content: previous },
  };
}
