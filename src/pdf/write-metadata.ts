import { pdfDate } from "./edition-date.ts";
import type { PdfWriter } from "./open-pdf.ts";
import { generator, type PdfMetadata } from "./pdf-metadata.ts";
import { textString } from "./text-string.ts";
import { renderXmp } from "./xmp.ts";

/** Says the same in Info and in XMP. `languages`: all that the document is in, the leading one first. */
export function writeMetadata(pdf: PdfWriter, metadata: PdfMetadata, languages: readonly string[]): void {
  const { title, author, subject, keywords, date } = metadata;
  const info = {
    Title: textString(title),
    Author: textString(author),
    Subject: textString(subject),
    Keywords: textString(keywords.join(", ")),
    Creator: textString(generator.creator),
    Producer: textString(generator.producer),
    CreationDate: pdfDate(date),
    ModDate: pdfDate(date),
  };
  pdf.setMetadata(info, renderXmp(metadata, languages));
}
