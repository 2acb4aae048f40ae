import type { EditionShelf } from "../comparison/edition-shelf.ts";
import { loadEditionContent, loadEditionFile } from "../state/keep-edition.ts";
import { listKeptEditions } from "../state/kept-editions.ts";
import type { Database } from "../state/open-state.ts";

/** Editions that the database keeps. */
export const consoleShelf = (database: Database): EditionShelf => ({
  list: async () => (await listKeptEditions(database, null)).map((edition) => ({ ...edition, current: false })),
  content: (id) => loadEditionContent(database, id),
  pdf: async (id, language) => {
    const name = (await loadEditionContent(database, id))?.pdfs.find((pdf) => pdf.language === language)?.name;
    return name === undefined ? null : ((await loadEditionFile(database, id, name))?.bytes ?? null);
  },
});
