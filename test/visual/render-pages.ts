import { PDFiumLibrary } from "@hyzyla/pdfium";
import { PNG } from "pngjs";

/** Low enough for small files, high enough that a moved line or a lost accent shows. */
const dotsPerInch = 40;

/** Every page of a PDF as pixels, by PDFium: an engine that shares no code with the one that wrote it. */
export async function renderPages(pdf: Uint8Array): Promise<PNG[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  try {
    const pages: PNG[] = [];
    for (const page of document.pages()) {
      const { data, width, height } = await page.render({ scale: dotsPerInch / 72, render: "bitmap" });
      const png = new PNG({ width, height });
      png.data = Buffer.from(data);
      pages.push(png);
    }
    return pages;
  } finally {
    document.destroy();
    library.destroy();
  }
}
