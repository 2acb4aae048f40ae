import Pdfkit from "pdfkit";
import type { Pt } from "../units.ts";
import type { PdfDictionary, PdfReference } from "./pdf-value.ts";

/**
 * The one place that knows pdfkit. pdfkit gives objects, cross-reference, pages, images and the colour profile. Beside its
 * public API this file uses:
 * - `push`, so that bytes are collected at once instead of through a stream;
 * - `_root`, the catalog, for entries that pdfkit has no call for (page labels, associated files, our own outline);
 * - `endMetadata`, because pdfkit puts Info into XMP unescaped.
 * Its structure elements are not used: an annotation's page is taken as the last page drawn, attributes other than Scope
 * cannot be set, and IDTree is missing.
 */
export interface PdfWriter {
  readonly catalog: PdfDictionary;
  readonly names: PdfDictionary;
  readonly structureReference: PdfReference;
  /** Opens an indirect object; its `end` must be called once. */
  object(data: PdfDictionary): PdfReference;
  /** Begins a page and writes the one before it out. */
  addPage(width: Pt, height: Pt): PdfPage;
  setMetadata(info: PdfDictionary, xmp: string): void;
  /** The whole file, as pdfkit writes it. */
  finish(): Promise<Buffer>;
}

export interface PdfPage {
  /** The page dictionary, open until the next page is added. */
  readonly reference: PdfReference;
  readonly width: Pt;
  readonly height: Pt;
  write(operators: string): void;
  useFont(name: string, font: PdfReference): void;
  drawImage(data: Uint8Array, box: { x: Pt; y: Pt; width: Pt; height: Pt }): void;
}

interface PdfkitInternals {
  readonly _root: PdfReference;
  info: object;
}

class CollectingDocument extends Pdfkit {
  // Without an initial value: pdfkit writes the header before this class's own fields would be set.
  declare chunks: Uint8Array[] | undefined;
  declare whenComplete: (() => void) | undefined;
  declare complete: boolean | undefined;

  override push(chunk: Uint8Array | null): boolean {
    if (chunk) (this.chunks ??= []).push(chunk);
    else {
      this.complete = true;
      this.whenComplete?.();
    }
    return true;
  }
}

/** Begins a PDF 1.7 file that is tagged and says that it is PDF/A-3a, in `lang`. */
export function openPdf(lang: string): PdfWriter {
  const doc = new CollectingDocument({
    pdfVersion: "1.7",
    subset: "PDF/A-3a",
    tagged: true,
    lang,
    displayTitle: true,
    autoFirstPage: false,
    // None: pdfkit would load Helvetica.
    font: "",
    // pdfkit would read the clock; `setMetadata` gives the true one.
    info: { CreationDate: new Date(0) },
  });
  // The typings do not know these members.
  const internals = doc as unknown as PdfkitInternals;
  const { _root: catalog } = internals;
  const images = new Map<Uint8Array, unknown>();
  return {
    catalog: catalog.data,
    names: (catalog.data["Names"] as PdfReference).data,
    structureReference: doc.getStructTreeRoot(),
    object: (data) => doc.ref(data),
    addPage: (width, height) => addPage(doc, [width, height], images),
    setMetadata: (info, xmp) => {
      internals.info = info;
      doc.endMetadata = () => writeXmp(doc, catalog, xmp);
    },
    finish: () => finish(doc, images.size > 0),
  };
}

function addPage(doc: CollectingDocument, size: [Pt, Pt], images: Map<Uint8Array, unknown>): PdfPage {
  doc.addPage({ size, margin: 0 });
  const page = doc.page;
  return {
    reference: page.dictionary,
    width: size[0],
    height: size[1],
    write: (operators) => page.write(Buffer.from(operators, "latin1")),
    useFont: (name, font) => {
      page.fonts[name] ??= font;
    },
    drawImage: (data, { x, y, width, height }) => {
      const image = images.get(data) ?? (doc as unknown as { openImage(data: Uint8Array): unknown }).openImage(data);
      images.set(data, image);
      doc.image(image as never, x, y, { width, height });
    },
  };
}

function writeXmp(doc: CollectingDocument, catalog: PdfReference, xmp: string): void {
  const metadata = doc.ref({ Type: "Metadata", Subtype: "XML" }) as unknown as PdfReference & { compress: boolean };
  // Plain, so that tools that do not know PDF find it (ISO 19005-1 6.7.2 demanded it).
  metadata.compress = false;
  metadata.end(Buffer.from(xmp, "utf8"));
  catalog.data["Metadata"] = metadata;
}

async function finish(doc: CollectingDocument, hasImages: boolean): Promise<Buffer> {
  doc.end();
  // pdfkit decodes images with transparency in the background; nothing else may be left open.
  if (!doc.complete && !hasImages) throw new Error("An object of the PDF was opened and never ended");
  if (!doc.complete) await new Promise<void>((resolve) => (doc.whenComplete = resolve));
  return Buffer.concat(doc.chunks ?? []);
}
