import type { FontId } from "../graphics.ts";
import type { ShapedWord } from "../layout/shaping/shape-word.ts";
import { ContentStream } from "./content-stream.ts";
import type { DocumentFonts, Face } from "./document-fonts.ts";
import type { PdfPage } from "./open-pdf.ts";

/** What painting works on: a page, its operators, and the document's fonts. */
export interface Canvas {
  readonly page: PdfPage;
  readonly content: ContentStream;
  readonly shape: DocumentFonts["shape"];
  /** The face `id` for words, as a resource of the page. */
  face(id: FontId, words: readonly ShapedWord[]): Face;
}

export function openCanvas(page: PdfPage, fonts: DocumentFonts): Canvas {
  const face = (id: FontId, words: readonly ShapedWord[]): Face => {
    const found = fonts.face(id, words);
    page.useFont(found.name, found.reference);
    return found;
  };
  return { page, content: new ContentStream(), shape: fonts.shape, face };
}
