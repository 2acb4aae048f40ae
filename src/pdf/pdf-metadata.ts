import type { IsoDate } from "../units.ts";

/** What a reader's document properties show. */
export interface PdfMetadata {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly keywords: readonly string[];
  /** The language of these texts; it leads the list of the document's languages. */
  readonly lang: string;
  /** The edition's date: the file says that it was made at the start of this day. */
  readonly date: IsoDate;
  readonly editionId?: string;
}

export const generator = { creator: "Investor brief generator", producer: "PDFKit 0.20.2" };
