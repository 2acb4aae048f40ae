import type { PDFDocumentProxy } from "pdfjs-dist";
import { openWithPdfjs } from "../pdf/check/check-with-pdfjs.ts";

/** What a reader that shares no code with the program finds in a PDF. */
export interface ReadEdition {
  /** Of each page, in the order of the content, with spaces as they are printed. */
  readonly pages: readonly string[];
  /** All pages, every white space one plain space. */
  readonly text: string;
  readonly info: Readonly<Record<string, unknown>>;
  /** A property of the XMP packet, e.g. `dc:title`. */
  readonly metadata: (property: string) => unknown;
  /** Titles of the outline, depth first. */
  readonly outline: readonly string[];
  readonly attachments: ReadonlyMap<string, string>;
  /** Painting operators that place a raster image. */
  readonly rasterImages: number;
}

export async function readEdition(bytes: Uint8Array): Promise<ReadEdition> {
  const document = await openWithPdfjs(bytes);
  try {
    const numbers = Array.from({ length: document.numPages }, (_, i) => i + 1);
    const pages = await Promise.all(numbers.map((number) => pageText(document, number)));
    const { info, metadata } = await document.getMetadata();
    return {
      pages,
      text: pages.join(" ").replace(/\s+/gu, " "),
      info: { ...info },
      metadata: (property) => metadata?.get(property),
      outline: titles((await document.getOutline()) ?? []),
      attachments: await readAttachments(document),
      rasterImages: (await Promise.all(numbers.map((number) => countImages(document, number)))).reduce((sum, count) => sum + count, 0),
    };
  } finally {
    await document.loadingTask.destroy();
  }
}

async function pageText(document: PDFDocumentProxy, number: number): Promise<string> {
  const { items } = await (await document.getPage(number)).getTextContent();
  return items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("");
}

interface Entry {
  readonly title: string;
  readonly items: readonly Entry[];
}
const titles = (entries: readonly Entry[]): string[] => entries.flatMap(({ title, items }) => [title, ...titles(items)]);

async function readAttachments(document: PDFDocumentProxy): Promise<Map<string, string>> {
  const listed = [...((await document.getAttachments()) ?? [])];
  const contents = listed.map(
    async ([id, { filename }]) => [filename, Buffer.from((await document.getAttachmentContent(id)) ?? []).toString()] as const,
  );
  return new Map(await Promise.all(contents));
}

async function countImages(document: PDFDocumentProxy, number: number): Promise<number> {
  const { OPS } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const images = new Set<number>(Object.entries(OPS).flatMap(([name, code]) => (/^paint.*Image/.test(name) ? [code] : [])));
  const { fnArray } = await (await document.getPage(number)).getOperatorList();
  return fnArray.filter((code) => images.has(code)).length;
}
