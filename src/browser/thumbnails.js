import { drawWhenNear } from "./draw-when-near.js";
import { openPdf } from "./pdf-pages.js";

/** Documents that are shown, each opened once, for as long as the screen is open.
 * @type {Map<string, Promise<import("./pdf-pages.js").PdfPages>>} */
const opened = new Map();

/** @param {string} url */
function documentAt(url) {
  const opening = opened.get(url) ?? openPdf(url);
  opened.set(url, opening);
  return opening;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} pixelsWide
 * @param {AbortSignal} signal
 */
async function drawThumbnail(canvas, pixelsWide, signal) {
  const index = Number(canvas.dataset["page"]) - 1;
  try {
    const pdf = await documentAt(canvas.dataset["pdf"] ?? "");
    const page = pdf.pages[index];
    if (!page) throw new Error("there is no such page");
    // What was drawn at another size stays until the new pixels are there: no flash of white.
    const fresh = document.createElement("canvas");
    await pdf.draw(index, fresh, { scale: pixelsWide / page.width, signal });
    canvas.style.aspectRatio = `${page.width} / ${page.height}`;
    canvas.width = fresh.width;
    canvas.height = fresh.height;
    canvas.getContext("2d")?.drawImage(fresh, 0, 0);
    canvas.dataset["drawn"] = "";
    fresh.width = 0;
  } catch {
    if (!signal.aborted) showFailure(canvas);
  }
}

/** @param {HTMLCanvasElement} canvas */
function showFailure(canvas) {
  const words = document.createElement("p");
  words.className = "failed";
  words.textContent = canvas.dataset["failed"] ?? "";
  canvas.replaceWith(words);
}

/** Draws every `<canvas data-pdf="URL" data-page="1" data-failed="…">`. */
drawWhenNear(document.querySelectorAll("canvas[data-pdf]"), drawThumbnail);
