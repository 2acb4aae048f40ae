import type { FontId } from "../graphics.ts";
import { ContentStream } from "./content-stream.ts";
import type { DocumentFonts, Face } from "./document-fonts.ts";
import type { PdfPage } from "./open-pdf.ts";

/** What painting works on: a page, its operators, and the document's fonts. */
export interface Canvas {
  readonly page: PdfPage;
  readonly content: ContentStream;
  /** The face `id`, as a resource of the page. */
  face(id: FontId): Face;
}

export function openCanvas(page: PdfPage, fonts: DocumentFonts): Canvas {
  const face = (id: FontId): Face => {
    const found = fonts.face(id);
    page.useFont(found.name, found.reference);
    return found;
  };
  return { page, content: new ContentStream(), face };
}
