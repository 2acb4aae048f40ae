import type { PlacedDocument } from "../layout/page.ts";
import { assertPaintable } from "./assert-paintable.ts";
import { writePdf, type RenderOptions } from "./write-pdf.ts";

/**
 * A placed document as a PDF 1.7 file that follows PDF/UA-1 and PDF/A-3a. The same document and options give the same
 * bytes. Throws when the document is not fit for it, which is an earlier stage's mistake.
 */
export async function renderPdf(document: PlacedDocument, options: RenderOptions): Promise<Uint8Array> {
  assertPaintable(document);
  return writePdf(document, options);
}
