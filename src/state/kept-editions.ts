import { and, desc, eq, sql } from "drizzle-orm";
import type { EditionPdf } from "../edition/edition-content.ts";
import type { IsoDate } from "../units.ts";
import type { Database } from "./open-state.ts";
import { deliveries, editionFiles, editions } from "./tables.ts";

/** An edition as a list shows it, without its words. */
export interface ListedEdition {
  readonly id: string;
  readonly brief: string;
  readonly date: IsoDate;
  readonly keptAt: Date;
  /** Empty: kept by a version that did not know it. */
  readonly inputsHash: string;
  readonly previousId: string | null;
  readonly toolVersion: string | null;
  readonly pdfs: readonly EditionPdf[];
  readonly figures: number;
  /** Messages that went out. */
  readonly mailed: number;
  /** Rows of the ledger. */
  readonly recipients: number;
}

/** All kept editions, the newest day first, of several of one day the one that was kept last. */
export async function listKeptEditions(database: Database, brief: string | null): Promise<ListedEdition[]> {
  const { id, date, keptAt, inputsHash, previousId, content } = editions;
  const counts = database
    .select({
      editionId: deliveries.editionId,
      mailed: sql<number>`count(*) filter (where ${deliveries.state} = 'sent')::int`.as("mailed"),
      recipients: sql<number>`count(*)::int`.as("recipients"),
    })
    .from(deliveries)
    .groupBy(deliveries.editionId)
    .as("counts");
  return database
    .select({
      id,
      brief: editions.brief,
      date,
      keptAt,
      inputsHash,
      previousId,
      toolVersion: sql<string | null>`${content} ->> 'toolVersion'`,
      pdfs: sql<EditionPdf[]>`${content} -> 'pdfs'`,
      figures: sql<number>`jsonb_array_length(${content} -> 'figures')`,
      mailed: sql<number>`coalesce(${counts.mailed}, 0)`,
      recipients: sql<number>`coalesce(${counts.recipients}, 0)`,
    })
    .from(editions)
    .leftJoin(counts, eq(counts.editionId, id))
    .where(brief === null ? undefined : eq(editions.brief, brief))
    .orderBy(desc(date), desc(keptAt), desc(id));
}

export async function isKept(database: Database, id: string): Promise<boolean> {
  return (await database.select({ id: editions.id }).from(editions).where(eq(editions.id, id))).length > 0;
}

/** The edition that has this very PDF, and in which language; of several the newest. */
export async function findPdf(database: Database, sha256: string): Promise<{ editionId: string; name: string } | null> {
  const [file] = await database
    .select({ editionId: editionFiles.editionId, name: editionFiles.name })
    .from(editionFiles)
    .innerJoin(editions, eq(editions.id, editionFiles.editionId))
    .where(and(eq(editionFiles.sha256, sha256), eq(editionFiles.mediaType, "application/pdf")))
    .orderBy(desc(editions.date), desc(editions.keptAt))
    .limit(1);
  return file ?? null;
}
