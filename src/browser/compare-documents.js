import { findDifferences } from "./find-differences.js";

/** Pixels per point: the smallest digits are some ten pixels high. */
const scale = 2;

/**
 * Where a page of two documents looks otherwise, in shares of its width and height. Null: the pages are not of one size.
 * @param {import("./pdf-pages.js").PdfPages} left
 * @param {import("./pdf-pages.js").PdfPages} right
 * @param {number} index
 * @returns {Promise<import("./find-differences.js").Box[] | null>}
 */
export async function comparePage(left, right, index) {
  const [one, other] = [left.pages[index], right.pages[index]];
  if (!one || !other || one.width !== other.width || one.height !== other.height) return null;
  const [a, b] = [await pixelsOf(left, index), await pixelsOf(right, index)];
  return findDifferences(a, b).map(({ x, y, width, height }) => ({
    x: x / a.width,
    y: y / a.height,
    width: width / a.width,
    height: height / a.height,
  }));
}

/** @param {import("./pdf-pages.js").PdfPages} pdf @param {number} index */
async function pixelsOf(pdf, index) {
  const canvas = document.createElement("canvas");
  // Drawn by the processor from the start: a canvas that moves there from the graphics card smooths its edges in two ways.
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  if (!context) throw new Error("no canvas can be drawn on");
  await pdf.draw(index, canvas, { scale });
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  canvas.width = 0;
  return pixels;
}
