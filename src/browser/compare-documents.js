import { findDifferences } from "./find-differences.js";

/** Pixels per point: a digit is some ten pixels high. */
const scale = 1.5;

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
  await pdf.draw(index, canvas, { scale });
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas can be drawn on");
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  canvas.width = 0;
  return pixels;
}
