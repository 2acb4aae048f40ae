import { and, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import type { Database } from "../state/open-state.ts";
import { deliveries, editionFiles, editions } from "../state/tables.ts";

/** A PDF that a person was sent, without its bytes. */
export interface DeliveredPdf {
  readonly editionId: string;
  readonly name: string;
  readonly sha256: string;
  /** As the mail names it: in a folder of downloads the day tells editions apart. */
  readonly shownName: string;
}

/**
 * The PDF of the delivery with this bounce token, if the message has gone out or may have: a mail can be opened in the
 * moment between the server's taking it and our knowing that.
 */
export async function findDeliveredPdf(database: Database, bounceToken: string | null): Promise<DeliveredPdf | null> {
  const [row] = await database
    .select({
      editionId: editionFiles.editionId,
      name: editionFiles.name,
      sha256: editionFiles.sha256,
      brief: editions.brief,
      date: editions.date,
      language: deliveries.language,
    })
    .from(deliveries)
    .innerJoin(editions, eq(editions.id, deliveries.editionId))
    .innerJoin(
      editionFiles,
      and(
        eq(editionFiles.editionId, deliveries.editionId),
        sql`${editionFiles.name} in (
          select pdf ->> 'name' from jsonb_array_elements(${editions.content} -> 'pdfs') as pdf
          where pdf ->> 'language' = ${deliveries.language})`,
      ),
    )
    .where(
      and(
        // No token of ours is empty.
        eq(deliveries.bounceToken, bounceToken ?? ""),
        or(inArray(deliveries.state, ["sent", "uncertain"]), and(eq(deliveries.state, "sending"), isNotNull(deliveries.dataEndedAt))),
      ),
    );
  if (!row) return null;
  const { editionId, name, sha256, brief, date, language } = row;
  return { editionId, name, sha256, shownName: `${brief}-${date}.${language}.pdf` };
}
