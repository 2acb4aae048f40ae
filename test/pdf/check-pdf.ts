import { checkAttachments } from "./check/check-attachments.ts";
import { checkCatalog } from "./check/check-catalog.ts";
import { checkContent } from "./check/check-content.ts";
import { checkFile } from "./check/check-file.ts";
import { checkFonts } from "./check/check-fonts.ts";
import { checkImages } from "./check/check-images.ts";
import { checkMetadata } from "./check/check-metadata.ts";
import { checkPage } from "./check/check-pages.ts";
import { checkStructure } from "./check/check-structure.ts";
import { checkWithPdfjs } from "./check/check-with-pdfjs.ts";
import { readPdf, type PdfFile } from "./check/read-pdf.ts";

/**
 * What is wrong with a finished PDF by PDF/UA-1 and PDF/A-3a, as far as a program can tell: the rules of the Matterhorn
 * Protocol, of ISO 19005-3 and of veraPDF's profiles that concern files such as ours. Empty when nothing is.
 */
export async function checkPdf(bytes: Uint8Array): Promise<string[]> {
  const file = readPdf(bytes);
  return [...checkParsed(file), ...(await checkWithPdfjs(file))];
}

/** The same of a file that our own parser has read, without an independent reader. */
export function checkParsed(file: PdfFile): string[] {
  const contents = file.pages.map((page) => checkContent(file, page));
  return [
    ...checkFile(file),
    ...checkCatalog(file),
    ...checkMetadata(file),
    ...checkFonts(file),
    ...checkImages(file),
    ...file.pages.flatMap((page, i) => [...checkPage(file, page), ...contents[i]!.findings].map((finding) => `page ${i + 1}: ${finding}`)),
    ...checkStructure(file, contents),
    ...checkAttachments(file),
  ];
}
