import { drawOverlays } from "./preview-overlays.js";
import { makeTextLayer, placeTextLayer } from "./preview-text.js";
import { placeValues } from "./preview-values.js";
import { fill } from "./preview-words.js";

/**
 * @typedef {object} PageFacts
 * @property {number} width in points
 * @property {number} height
 * @property {readonly import("./preview-values.js").Value[]} values
 * @property {readonly import("./preview-overlays.js").ReadingStep[]} reading
 * @property {import("./preview-overlays.js").PageGrid} grid
 */

/**
 * One page on the screen: its heading, what is drawn of it, and what lies over it.
 * @typedef {object} Sheet
 * @property {HTMLElement} element
 * @property {HTMLElement} frame
 * @property {boolean} near near enough to the window to be drawn
 * @property {string} drawn which PDF at which scale its canvas shows; empty: none
 * @property {string} wanted what is being drawn for it
 * @property {(words: Readonly<Record<string, string>>, place: { page: number; pages: number }) => void} name
 * @property {(page: { readonly width: number; readonly height: number }, scale: number) => void} resize CSS pixels per point
 * @property {(canvas: HTMLCanvasElement, what: string) => void} put the new pixels in the place of the old ones
 * @property {(words: import("./pdf-words.js").PageWords) => Promise<void>} lay words that can be selected and found, over the pixels
 * @property {() => void} clear gives the pixels back
 * @property {(facts: PageFacts | undefined, words: Readonly<Record<string, string>>) => void} describe
 */

/** @returns {Sheet} */
export function makeSheet() {
  const element = document.createElement("section");
  element.className = "sheet";
  const heading = element.appendChild(document.createElement("h2"));
  const frame = element.appendChild(document.createElement("div"));
  frame.className = "frame";
  /** @type {HTMLCanvasElement | undefined} */
  let shown;
  let described = "";
  let laid = "";
  let number = 0;
  /** @type {Sheet} */
  const sheet = {
    element,
    frame,
    near: false,
    drawn: "",
    wanted: "",
    name: (words, { page, pages }) => {
      number = page;
      heading.textContent = fill(words["page"], { page, pages });
      heading.id = `page-${page}`;
      element.setAttribute("aria-labelledby", heading.id);
    },
    resize: ({ width, height }, scale) => {
      frame.classList.toggle("small", scale < 1);
      frame.style.width = `${width * scale}px`;
      frame.style.height = `${height * scale}px`;
      // To set it is to lay out all words again, even if it is as it was.
      if (frame.style.getPropertyValue("--total-scale-factor") !== String(scale))
        frame.style.setProperty("--total-scale-factor", String(scale));
    },
    put: (canvas, what) => {
      canvas.setAttribute("aria-hidden", "true");
      if (shown) shown.replaceWith(canvas);
      else frame.prepend(canvas);
      giveBack(shown);
      shown = canvas;
      sheet.drawn = what;
    },
    lay: async ({ key, lay }) => {
      // What somebody has selected or found stays so.
      if (key === laid) return;
      laid = key;
      const layer = makeTextLayer();
      await lay(layer);
      if (key === laid) placeTextLayer(frame, layer);
    },
    clear: () => {
      shown?.remove();
      giveBack(shown);
      shown = undefined;
      sheet.drawn = "";
    },
    describe: (facts, words) => {
      const text = JSON.stringify([facts, number]);
      if (text === described) return;
      described = text;
      placeValues(frame, facts, { words, page: number });
      drawOverlays(frame, facts);
    },
  };
  return sheet;
}

/** A browser holds a canvas's pixels until it is collected, unless it has none.
 * @param {HTMLCanvasElement | undefined} canvas */
export function giveBack(canvas) {
  if (canvas) canvas.width = canvas.height = 0;
}
