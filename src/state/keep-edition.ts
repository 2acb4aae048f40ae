import { and, desc, eq, sql } from "drizzle-orm";
import type { Database } from "./open-state.ts";
import { editionFiles, editions } from "./tables.ts";
import type { IsoDate } from "../units.ts";
import { manifestName } from "../edition/edition-manifest.ts";
import type { EditionContent } from "../edition/edition-content.ts";
import { readStoredContent } from "../edition/stored-content.ts";
import type { EditionFile, KeptEdition } from "../edition/kept-edition.ts";

/**
 * Keeps an edition and its files. What is kept already stays as it was: what some people have got is what the others get.
 * Languages that it did not have yet are added. Gives whether anything was.
 */
export async function keepEdition(database: Database, edition: KeptEdition, now: Date): Promise<boolean> {
  const { id, brief, date, inputsHash, previousId, content, files } = edition;
  return database.transaction(async (transaction) => {
    const started = { ...content, pdfs: [] };
    // One that was built where other editions are kept may have been compared with one that is not here.
    const previous = previousId === null ? null : sql`(select id from ${editions} where id = ${previousId})`;
    await transaction
      .insert(editions)
      .values({ id, brief, date, inputsHash, previousId: previous, content: started, keptAt: now })
      .onConflictDoNothing();
    const [kept] = await transaction.select({ content: editions.content }).from(editions).where(eq(editions.id, id)).for("update");
    const known = kept?.content.pdfs ?? [];
    const pdfs = content.pdfs.filter(({ language }) => !known.some((pdf) => pdf.language === language));
    if (pdfs.length === 0) return false;
    await transaction
      .update(editions)
      .set({ content: { ...(kept?.content ?? content), pdfs: [...known, ...pdfs] } })
      .where(eq(editions.id, id));
    // A manifest that names all PDFs takes the place of one that named some.
    const isWhole = known.every((pdf) => content.pdfs.some(({ sha256 }) => sha256 === pdf.sha256));
    const manifest = manifestName(brief);
    if (isWhole) await transaction.delete(editionFiles).where(and(eq(editionFiles.editionId, id), eq(editionFiles.name, manifest)));
    // One at a time: a PDF may have megabytes.
    for (const [name, file] of files) {
      await transaction
        .insert(editionFiles)
        .values({ editionId: id, name, ...file })
        .onConflictDoNothing();
    }
    return true;
  });
}

/** An edition with its files, or null if none of this id is kept. Load it once a run: messages share what is made of it. */
export async function loadEdition(database: Database, id: string): Promise<KeptEdition | null> {
  const [edition] = await database.select().from(editions).where(eq(editions.id, id));
  if (!edition) return null;
  const rows = await database.select().from(editionFiles).where(eq(editionFiles.editionId, id)).orderBy(editionFiles.name);
  const files = new Map(rows.map(({ name, mediaType, sha256, bytes }) => [name, { mediaType, sha256, bytes }]));
  const { brief, date, inputsHash, previousId, content } = edition;
  return { id, brief, date, inputsHash, previousId, content: readStoredContent(content), files };
}

/** What an edition printed, without its files: for the difference to the edition that a person got last. */
export async function loadEditionContent(database: Database, id: string): Promise<EditionContent | null> {
  const [edition] = await database.select({ content: editions.content }).from(editions).where(eq(editions.id, id));
  return edition ? readStoredContent(edition.content) : null;
}

/** One file of an edition by its name, for a link. */
export async function loadEditionFile(database: Database, id: string, name: string): Promise<EditionFile | null> {
  const [file] = await database
    .select({ mediaType: editionFiles.mediaType, sha256: editionFiles.sha256, bytes: editionFiles.bytes })
    .from(editionFiles)
    .where(and(eq(editionFiles.editionId, id), eq(editionFiles.name, name)));
  return file ?? null;
}

/** Ids of the kept editions of a brief, the newest day first; null: of all briefs. */
export async function listEditions(database: Database, brief: string | null): Promise<{ id: string; brief: string; date: IsoDate }[]> {
  return database
    .select({ id: editions.id, brief: editions.brief, date: editions.date })
    .from(editions)
    .where(brief === null ? undefined : eq(editions.brief, brief))
    .orderBy(desc(editions.date), desc(editions.keptAt));
}
