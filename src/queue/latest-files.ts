import { sql } from "drizzle-orm";
import { rowsOf } from "../delivery/ledger.ts";
import { loadEdition } from "../state/keep-edition.ts";
import type { Database } from "../state/open-state.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";

/**
 * Brings the files of this machine up to the newest edition of each brief, whoever kept it. `written`: the ids that this
 * process has written already; what a person builds there by hand since stays until the next edition. Gives all ids.
 */
export async function writeLatestFiles(
  database: Database,
  written: ReadonlySet<string>,
  writeFiles: (edition: KeptEdition) => Promise<void>,
): Promise<ReadonlySet<string>> {
  const { rows } = rowsOf<{ id: string }>(
    await database.execute(sql`select distinct on (brief) id from editions order by brief, date desc, kept_at desc`),
  );
  for (const { id } of rows) {
    const edition = written.has(id) ? null : await loadEdition(database, id);
    if (edition) await writeFiles(edition);
  }
  return new Set(rows.map(({ id }) => id));
}
