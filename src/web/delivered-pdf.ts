import { and, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import type { EditionLanguage } from "../language/language.ts";
import type { Reader } from "../personal/personal-base.ts";
import type { Database } from "../state/open-state.ts";
import { deliveries, editionFiles, editions, investors } from "../state/tables.ts";

/** A PDF that a person was sent, without its bytes. */
export interface DeliveredPdf {
  readonly editionId: string;
  readonly brief: string;
  readonly language: EditionLanguage;
  readonly name: string;
  readonly sha256: string;
  /** As the mail names it: in a folder of downloads the day tells editions apart. */
  readonly shownName: string;
  /** What a copy of one's own lacks; null: everybody gets the same PDF. */
  readonly leftOut: string | null;
  /** Null: the person is forgotten. */
  readonly reader: Reader | null;
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
      leftOut: deliveries.leftOut,
      reader: { name: investors.name, organisation: investors.organisation, interests: investors.interests },
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
    .leftJoin(investors, eq(investors.id, deliveries.investorId))
    .where(
      and(
        // No token of ours is empty.
        eq(deliveries.bounceToken, bounceToken ?? ""),
        or(inArray(deliveries.state, ["sent", "uncertain"]), and(eq(deliveries.state, "sending"), isNotNull(deliveries.dataEndedAt))),
      ),
    );
  if (!row) return null;
  const { date, ...pdf } = row;
  return { ...pdf, shownName: `${pdf.brief}-${date}.${pdf.language}.pdf` };
}
