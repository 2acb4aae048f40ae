import { getDocument, GlobalWorkerOptions, PDFWorker, RenderingCancelledException } from "./pdf.min.mjs";
import { readWords } from "./pdf-words.js";

GlobalWorkerOptions.workerSrc = "/assets/pdf.worker.min.mjs";

/** One for all documents, for as long as the screen is open: to start it takes longer than to read a brief.
 * @type {PDFWorker | undefined} */
let worker;

/**
 * @typedef {object} PdfPages
 * @property {readonly { readonly width: number; readonly height: number }[]} pages in points
 * @property {(index: number, canvas: HTMLCanvasElement, options: DrawOptions) => Promise<void>} draw
 * @property {(index: number) => Promise<import("./pdf-words.js").PageWords>} words
 * @property {() => Promise<void>} close gives back all that it holds; what is being drawn is given up
 */

/**
 * @typedef {object} DrawOptions
 * @property {number} scale pixels of the canvas per point
 * @property {AbortSignal} [signal]
 */

/**
 * A PDF whose pages can be drawn. Neither scripts nor links in it do anything.
 * @param {string | Uint8Array<ArrayBuffer>} source address, or bytes, which are given away
 * @param {{ signal?: AbortSignal; outlines?: boolean }} [options] `outlines`: letters are drawn as shapes and not with fonts, whose
 * hints move a letter by a pixel where other letters of its font are new; slower, and the same letters give the same pixels
 * @returns {Promise<PdfPages>}
 * @throws if it can't be read, or `signal` says so
 */
export async function openPdf(source, { signal, outlines = false } = {}) {
  const data = typeof source === "string" ? await readBytes(source, signal) : source;
  worker ??= PDFWorker.create({});
  // Everything that the briefs need is in them: fonts are embedded, and no picture needs WebAssembly, which the policy forbids.
  const task = getDocument({
    data,
    worker,
    disableFontFace: outlines,
    useWasm: false,
    useSystemFonts: false,
    useWorkerFetch: false,
    verbosity: 0,
  });
  const giveUp = () => void task.destroy();
  signal?.addEventListener("abort", giveUp);
  try {
    signal?.throwIfAborted();
    const document = await task.promise;
    const pages = await Promise.all(Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1)));
    return {
      pages: pages.map((page) => {
        const { width, height } = page.getViewport({ scale: 1 });
        return { width, height };
      }),
      draw: (index, canvas, options) => drawPage(pages[index], canvas, options),
      words: (index) => readWords(pages[index]),
      close: () => task.destroy(),
    };
  } catch (cause) {
    await task.destroy();
    throw signal?.aborted ? signal.reason : cause;
  } finally {
    signal?.removeEventListener("abort", giveUp);
  }
}

/** @param {string} url @param {AbortSignal | undefined} signal */
async function readBytes(url, signal) {
  const answer = await fetch(url, signal ? { signal } : {});
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/**
 * @param {import("pdfjs-dist").PDFPageProxy | undefined} page
 * @param {HTMLCanvasElement} canvas
 * @param {DrawOptions} options
 */
async function drawPage(page, canvas, { scale, signal }) {
  if (!page) throw new Error("the document has no such page");
  signal?.throwIfAborted();
  const viewport = page.getViewport({ scale });
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  const task = page.render({ canvas, viewport });
  const giveUp = () => task.cancel();
  signal?.addEventListener("abort", giveUp);
  try {
    await task.promise;
  } catch (cause) {
    throw cause instanceof RenderingCancelledException && signal?.aborted ? signal.reason : cause;
  } finally {
    signal?.removeEventListener("abort", giveUp);
    // What it was read into is not needed for the pixels.
    page.cleanup();
  }
}
