/** Whoever saves twice in a row waits for pages and not for words, which take the processor as long. */
const calmMilliseconds = 1_000;

/**
 * Lays the words of all pages over them, so that they can be selected and found: one page after another, those near the window
 * first, each when the browser has nothing else to do: no pixel waits for them.
 * @param {readonly import("./preview-sheet.js").Sheet[]} sheets
 * @param {import("./pdf-pages.js").PdfPages} pdf
 * @param {AbortSignal} signal another PDF is wanted
 */
export async function layWords(sheets, pdf, signal) {
  const near = [...sheets.entries()].toSorted(([, a], [, b]) => Number(b.near) - Number(a.near));
  await new Promise((resolve) => setTimeout(resolve, calmMilliseconds));
  try {
    for (const [index, sheet] of near) {
      await untilIdle();
      if (signal.aborted) return;
      const words = await pdf.words(index);
      if (signal.aborted) return;
      await sheet.lay(words);
    }
  } catch (cause) {
    if (!signal.aborted) throw cause;
  }
}

/** Safari can't tell. */
const untilIdle = () =>
  new Promise((resolve) => ("requestIdleCallback" in globalThis ? requestIdleCallback(resolve) : setTimeout(resolve, 200)));

/** @returns {HTMLElement} */
export function makeTextLayer() {
  const layer = document.createElement("div");
  layer.className = "words";
  return layer;
}

/** Above the pixels and below the figures. @param {HTMLElement} frame @param {HTMLElement} layer */
export function placeTextLayer(frame, layer) {
  // Where a selection is drawn past the words, it ends beside the last ones and does not jump to the top of the page.
  layer.append(Object.assign(document.createElement("div"), { className: "past-words" }));
  frame.querySelector(".words")?.remove();
  frame.insertBefore(layer, frame.querySelector(".values, .overlay"));
}

/**
 * While words are being selected, figures do not stand in the way.
 * @param {HTMLElement} root
 */
export function letSelect(root) {
  root.addEventListener("pointerdown", ({ target }) => {
    root.classList.toggle("selecting", target instanceof Element && target.closest(".words") !== null);
  });
  for (const end of ["pointerup", "pointercancel", "blur"]) addEventListener(end, () => root.classList.remove("selecting"));
}
