import { makeCopies } from "../delivery/make-copies.ts";
import type { VariantKey } from "../personal/personal-base.ts";
import { loadVariant } from "../state/edition-variants.ts";
import type { Database } from "../state/open-state.ts";
import type { DeliveredPdf } from "./delivered-pdf.ts";

/**
 * The PDF that one person alone was sent, made anew; null: everybody got the same. Of one who is forgotten the cover is, too.
 */
export function ownPdf(database: Database): (pdf: DeliveredPdf) => Promise<Uint8Array | null> {
  const copyFor = makeCopies(({ id, brief, ...key }: VariantKey & { id: string; brief: string }) =>
    loadVariant(database, { id, brief }, key),
  );
  return async ({ editionId: id, brief, language, leftOut, reader }) => {
    if (leftOut === null) return null;
    if (!reader) return (await loadVariant(database, { id, brief }, { language, leftOut })).pdf;
    return (await copyFor({ id, brief, language, leftOut }, reader)).bytes;
  };
}
