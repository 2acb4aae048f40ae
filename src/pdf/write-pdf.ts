import type { FontId } from "../graphics.ts";
import type { OpenFont } from "../layout/open-font.ts";
import type { PlacedDocument } from "../layout/page.ts";
import { openCanvas } from "./canvas.ts";
import { deflate } from "./deflate.ts";
import { documentFonts } from "./document-fonts.ts";
import { pdfDate } from "./edition-date.ts";
import { documentLanguages, structureRoles } from "./list-elements.ts";
import { openPdf } from "./open-pdf.ts";
import { pageLabels } from "./page-labels.ts";
import { paintPageAgain } from "./painted-again.ts";
import type { PdfReference } from "./pdf-value.ts";
import { pruneStructure } from "./prune-structure.ts";
import { tagPage, type Content, type ParentTree } from "./tag-page.ts";
import { writeAttachments, type Attachment } from "./write-attachments.ts";
import { writeDestinations } from "./write-destinations.ts";
import type { PdfMetadata } from "./pdf-metadata.ts";
import { writeMetadata } from "./write-metadata.ts";
import { writeOutline } from "./write-outline.ts";
import { writeStructure } from "./write-structure.ts";

export interface RenderOptions {
  readonly metadata: PdfMetadata;
  readonly attachments: readonly Attachment[];
  readonly fonts: Record<FontId, OpenFont>;
}

/** Paints, tags and describes a document that can be painted. */
export function writePdf(document: PlacedDocument, { metadata, attachments, fonts }: RenderOptions): Promise<Buffer> {
  // They are large, and compressed in another thread by the time that they are asked for.
  for (const { data } of attachments) void deflate(data);
  const pdf = openPdf(document.lang);
  const embedded = documentFonts(pdf, fonts);
  const roleOf = structureRoles(document.structure);
  const references: PdfReference[] = [];
  const contents: Content[] = [];
  const parents: ParentTree = [];
  for (const page of document.pages) {
    const pdfPage = pdf.addPage(page.width, page.height);
    const marks = paintPageAgain(page, openCanvas(pdfPage, embedded), roleOf);
    contents.push(...tagPage(pdf, pdfPage, [marks, parents]));
    references.push(pdfPage.reference);
  }
  embedded.write();
  const filled = new Set(contents.map(({ element }) => element));
  writeStructure(
    pdf,
    { ...document, structure: pruneStructure(document.structure, (index) => filled.has(index)) },
    { contents, parentTree: parents },
  );
  writeDestinations(pdf, document.pages, references);
  writeOutline(pdf, document.outline);
  pdf.catalog["PageLabels"] = pageLabels(document.pages.map(({ label }) => label));
  writeAttachments(pdf, attachments, pdfDate(metadata.date));
  writeMetadata(pdf, metadata, [...new Set([metadata.lang, ...documentLanguages(document)])]);
  return pdf.finish();
}
