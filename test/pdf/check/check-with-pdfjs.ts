import { getDocument, VerbosityLevel, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { checkTreeWithPdfjs } from "./check-tree-with-pdfjs.ts";
import type { PdfFile } from "./read-pdf.ts";

/** Opens a file with pdf.js, an independent reader. */
export const openWithPdfjs = (bytes: Uint8Array): Promise<PDFDocumentProxy> =>
  // A copy: pdf.js takes the buffer for itself.
  getDocument({ data: Uint8Array.from(bytes), stopAtErrors: true, verbosity: VerbosityLevel.ERRORS }).promise;

// pdf.js reads a table anew for each page that it is on: more would take minutes.
const mostPages = 24;

/** An independent reader opens the file, finds its title, and finds each page's content in the same structure. */
export async function checkWithPdfjs(file: PdfFile): Promise<string[]> {
  const document = await openWithPdfjs(file.bytes);
  try {
    const findings: string[] = [];
    const pages = evenly(document.numPages);
    for (const number of pages) findings.push(...(await contentFindings(document, number)));
    findings.push(...(await checkTreeWithPdfjs(document, file, pages)));
    const { info } = await document.getMetadata();
    if (!("Title" in info)) findings.push("pdf.js finds no title");
    return findings;
  } finally {
    await document.loadingTask.destroy();
  }
}

/** The numbers of all pages, or of some from the first to the last. */
function evenly(count: number): number[] {
  const chosen = Math.min(count, mostPages);
  return Array.from({ length: chosen }, (_, i) => (chosen === 1 ? 1 : 1 + Math.round((i * (count - 1)) / (chosen - 1))));
}

/** What pdf.js reads on the page is in marked content, all of it. */
async function contentFindings(document: PDFDocumentProxy, number: number): Promise<string[]> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  page.cleanup();
  let open = 0;
  let loose = 0;
  for (const item of items) {
    if ("str" in item) loose += open === 0 && item.str.trim() !== "" ? 1 : 0;
    else open += item.type === "endMarkedContent" ? -1 : 1;
  }
  return loose === 0 ? [] : [`page ${number}: pdf.js finds ${loose} pieces of text outside marked content`];
}
