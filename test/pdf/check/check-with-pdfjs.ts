import { getDocument, VerbosityLevel, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";

/** Opens a file with pdf.js, an independent reader. */
export const openWithPdfjs = (bytes: Uint8Array): Promise<PDFDocumentProxy> =>
  // A copy: pdf.js takes the buffer for itself.
  getDocument({ data: Uint8Array.from(bytes), stopAtErrors: true, verbosity: VerbosityLevel.ERRORS }).promise;

/** An independent reader opens the file and finds on each page the structure whose content it also finds. */
export async function checkWithPdfjs(bytes: Uint8Array): Promise<string[]> {
  const document = await openWithPdfjs(bytes);
  try {
    const findings: string[] = [];
    for (let number = 1; number <= document.numPages; number++) findings.push(...(await pageFindings(document, number)));
    const { info } = await document.getMetadata();
    if (!("Title" in info)) findings.push("pdf.js finds no title");
    return findings;
  } finally {
    await document.loadingTask.destroy();
  }
}

async function pageFindings(document: PDFDocumentProxy, number: number): Promise<string[]> {
  const page = await document.getPage(number);
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const found = items.flatMap((item) => ("id" in item && item.id ? [item.id] : []));
  const named = new Set(contentIds(await page.getStructTree()));
  page.cleanup();
  const lost = found.filter((id) => !named.has(id));
  return lost.length === 0 ? [] : [`page ${number}: pdf.js finds no structure for ${lost.join(", ")}`];
}

interface Node {
  readonly children?: readonly Node[];
  readonly type?: string;
  readonly id?: string;
}

const contentIds = (node: Node | null): string[] =>
  node === null ? [] : [...(node.type === "content" && node.id ? [node.id] : []), ...(node.children ?? []).flatMap(contentIds)];
