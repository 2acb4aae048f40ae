import { TextLayer } from "./pdf.min.mjs";

/**
 * The words of a page.
 * @typedef {object} PageWords
 * @property {string} key the same for the same words at the same places
 * @property {(layer: HTMLElement) => Promise<void>} lay puts each where the page shows it, in units of `--total-scale-factor`, which
 * is CSS pixels per point; what is no content of the page is hidden from a screen reader
 */

/**
 * @param {import("pdfjs-dist").PDFPageProxy | undefined} page
 * @returns {Promise<PageWords>}
 */
export async function readWords(page) {
  if (!page) throw new Error("the document has no such page");
  const content = await page.getTextContent({ includeMarkedContent: true });
  return {
    key: JSON.stringify(content.items.map((item) => ("str" in item ? [item.str, item.transform, item.width] : item.type))),
    lay: async (layer) => {
      if (content.lang) layer.lang = content.lang;
      await new TextLayer({ textContentSource: content, container: layer, viewport: page.getViewport({ scale: 1 }) }).render();
      // Half as many elements: of the marks of content only those are of use that hide what is none.
      for (const mark of layer.querySelectorAll(".markedContent:not([aria-hidden])")) mark.replaceWith(...mark.childNodes);
      // As large as what it lies over, to the fraction of a pixel.
      layer.style.width = layer.style.height = "";
      // It leaves a canvas in the page that it measured words with.
      TextLayer.cleanup();
    },
  };
}
