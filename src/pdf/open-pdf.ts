import Pdfkit from "pdfkit";
import type { Pt } from "../units.ts";
import { PdfObjects, type ObjectKind } from "./pdf-objects.ts";
import type { PdfDictionary, PdfReference } from "./pdf-value.ts";
import { writeFile } from "./write-file.ts";

/**
 * The one place that knows pdfkit. pdfkit makes the catalog, pages, images and the colour profile; what it makes are
 * objects of ours, written by us: pdfkit would write each by itself, uncompressed, at several times the time and size.
 * Beside its public API this file uses:
 * - `ref`, so that every object is one of ours, and `_write` and `_finalize`, which have nothing left to write;
 * - `_root`, the catalog, for entries that pdfkit has no call for (page labels, associated files, our own outline);
 * - `_info`, the document's properties, for the trailer;
 * - `endMetadata`, because pdfkit puts Info into XMP unescaped.
 * Its structure elements are not used: an annotation's page is taken as the last page drawn, attributes other than Scope
 * cannot be set, and IDTree is missing.
 */
export interface PdfWriter extends ObjectWriter {
  readonly catalog: PdfDictionary;
  readonly names: PdfDictionary;
  readonly structureReference: PdfReference;
  /** Begins a page and writes the one before it out. */
  addPage(width: Pt, height: Pt): PdfPage;
  setMetadata(info: PdfDictionary, xmp: string): void;
  /** The whole file. */
  finish(): Promise<Buffer>;
}

/** Takes the objects of a file. */
export interface ObjectWriter {
  /** Opens an indirect object; its `end` must be called once. */
  object(data: PdfDictionary): PdfReference;
  /** Takes numbers for `count` objects and gives the first; each must be written with `put`. */
  reserve(count: number): number;
  /** Writes an object as it is to stand in the file. */
  put(number: number, source: string, kind?: ObjectKind): void;
  /** A reference to an object that stands in the file once, however often it is asked for. */
  shared(source: string): string;
}

export interface PdfPage {
  /** The page dictionary, open until the next page is added. */
  readonly reference: PdfReference;
  readonly width: Pt;
  readonly height: Pt;
  write(operators: readonly Uint8Array[]): void;
  useFont(name: string, font: PdfReference): void;
  drawImage(data: Uint8Array, box: { x: Pt; y: Pt; width: Pt; height: Pt }): void;
}

interface PdfkitInternals {
  readonly _root: PdfReference;
  readonly _info: PdfReference;
  info: object;
}

class PdfkitDocument extends Pdfkit {
  // Without an initial value: pdfkit asks for objects before this class's own fields would be set.
  declare objects: PdfObjects | undefined;

  override ref(data: object = {}): PDFKit.PDFKitReference {
    this.objects ??= new PdfObjects();
    // All of pdfkit's own objects are dictionaries, and it uses no more of a reference than ours has.
    return this.objects.open(data as PdfDictionary) as unknown as PDFKit.PDFKitReference;
  }

  _write(): void {}
  _finalize(): void {}
}

/** Begins a PDF 1.7 file that is tagged and says that it is PDF/A-3a, in `lang`. */
export function openPdf(lang: string): PdfWriter {
  const doc = new PdfkitDocument({
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
  const objects = doc.objects!;
  const names = (catalog.data["Names"] as PdfReference).data;
  // pdfkit's tree sorts by the rules of the machine's locale.
  delete names["Dests"];
  const images = new Map<Uint8Array, unknown>();
  return {
    catalog: catalog.data,
    names,
    structureReference: doc.getStructTreeRoot() as unknown as PdfReference,
    object: (data) => objects.open(data),
    reserve: (count) => objects.reserve(count),
    put: (number, source, kind) => objects.put(number, source, kind),
    shared: (source) => objects.shared(source),
    addPage: (width, height) => addPage(doc, [width, height], images),
    setMetadata: (info, xmp) => {
      internals.info = info;
      doc.endMetadata = () => writeXmp(objects, catalog, xmp);
    },
    finish: async () => {
      doc.end();
      // pdfkit decodes images with transparency in the background; nothing else may be left open.
      if (objects.areOpen && images.size === 0) throw new Error("An object of the PDF was opened and never ended");
      const { _info: info } = internals;
      return writeFile({ ...(await objects.finish()), root: catalog.source, info: info.source });
    },
  };
}

function addPage(doc: PdfkitDocument, size: [Pt, Pt], images: Map<Uint8Array, unknown>): PdfPage {
  doc.addPage({ size, margin: 0 });
  const page = doc.page;
  return {
    reference: page.dictionary as unknown as PdfReference,
    width: size[0],
    height: size[1],
    write: (operators) => {
      for (const chunk of operators) page.write(chunk);
    },
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

function writeXmp(objects: PdfObjects, catalog: PdfReference, xmp: string): void {
  const metadata = objects.open({ Type: "Metadata", Subtype: "XML" });
  // Plain, so that tools that do not know PDF find it (ISO 19005-1 6.7.2 demanded it).
  metadata.compress = false;
  metadata.end(Buffer.from(xmp, "utf8"));
  catalog.data["Metadata"] = metadata;
}
