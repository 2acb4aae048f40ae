import { openPdf } from "./pdf-pages.js";
import { giveBack, makeSheet } from "./preview-sheet.js";
import { keepPlace } from "./preview-scroll.js";
import { layWords } from "./preview-text.js";

/** CSS pixels per point at 100 %. */
const pixelsPerPoint = 96 / 72;
/** More pixels than this a browser may refuse, or take a second for; the page is a little less sharp then. */
const maxPixels = 24_000_000;

/**
 * @typedef {object} Shown a PDF and what is known of its pages
 * @property {string} version
 * @property {import("./pdf-pages.js").PdfPages} pdf
 * @property {readonly import("./preview-sheet.js").PageFacts[]} facts
 */

/**
 * The pages of one PDF after another, at one place and zoom: a new one is drawn beside the old one, and then takes its place.
 * @param {HTMLElement} root the scroller
 * @param {Readonly<Record<string, string>>} words
 */
export function showPages(root, words) {
  /** @type {import("./preview-sheet.js").Sheet[]} */
  const sheets = [];
  /** @type {Shown | undefined} */
  let shown;
  /** @type {number | "fit"} */
  let zoom = "fit";
  let opening = new AbortController();
  const nearness = new IntersectionObserver(onNearness, { root: null, rootMargin: "60% 0px" });

  /** CSS pixels per point. @param {number} pageWidth */
  const scaleOf = (pageWidth) => {
    if (zoom !== "fit") return (zoom / 100) * pixelsPerPoint;
    const { paddingLeft, paddingRight } = getComputedStyle(root);
    return Math.max(0.2, (root.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)) / pageWidth);
  };
  /** @param {Shown} what @param {number} index */
  const drawingOf = ({ version, pdf }, index) => {
    const page = pdf.pages[index] ?? { width: 1, height: 1 };
    const scale = scaleOf(page.width) * devicePixelRatio;
    const fitting = Math.min(scale, Math.sqrt(maxPixels / (page.width * page.height)));
    return { scale: fitting, key: `${version} ${fitting.toFixed(3)}` };
  };
  /** @param {Shown} what @param {number} index @param {AbortSignal} signal */
  const paint = async (what, index, signal) => {
    const { scale, key } = drawingOf(what, index);
    const canvas = document.createElement("canvas");
    try {
      await what.pdf.draw(index, canvas, { scale, signal });
    } catch (cause) {
      giveBack(canvas);
      throw cause;
    }
    return { canvas, key };
  };
  /** Draws what is near and not drawn as it should be; gives back what is far. */
  const refresh = async () => {
    const what = shown;
    const { signal } = opening;
    if (!what) return;
    for (const [index, sheet] of sheets.entries()) {
      if (!sheet.near && sheet.drawn) sheet.clear();
      const { key } = drawingOf(what, index);
      if (!sheet.near || sheet.drawn === key || sheet.wanted === key) continue;
      sheet.wanted = key;
      try {
        const { canvas, key: drawn } = await paint(what, index, signal);
        // It may have been scrolled away, or shown another way, by now.
        if (sheet.near && shown === what && sheet.wanted === drawn && sheets[index] === sheet) sheet.put(canvas, drawn);
        else giveBack(canvas);
      } catch (cause) {
        if (!signal.aborted) throw cause;
        return;
      } finally {
        if (sheet.wanted === key) sheet.wanted = "";
      }
    }
  };
  /** @param {Shown} what */
  const fitSheets = (what) => {
    while (sheets.length > what.pdf.pages.length) {
      const gone = sheets.pop();
      if (!gone) break;
      nearness.unobserve(gone.element);
      gone.clear();
      gone.element.remove();
    }
    while (sheets.length < what.pdf.pages.length) {
      const sheet = makeSheet();
      sheets.push(sheet);
      root.append(sheet.element);
      nearness.observe(sheet.element);
    }
    for (const [index, sheet] of sheets.entries()) sheet.name(words, { page: index + 1, pages: sheets.length });
    resize(what);
  };
  /** @param {Shown} what */
  const resize = (what) => {
    for (const [index, page] of what.pdf.pages.entries()) sheets[index]?.resize(page, scaleOf(page.width));
  };
  /** @param {readonly IntersectionObserverEntry[]} entries */
  function onNearness(entries) {
    for (const { target, isIntersecting } of entries) {
      const sheet = sheets.find(({ element }) => element === target);
      if (sheet) sheet.near = isIntersecting;
    }
    void refresh();
  }
  const again = () => {
    const what = shown;
    if (!what) return;
    keepPlace(root, sheets, () => resize(what));
    void refresh();
  };
  let calm = false;
  let laying = new AbortController();
  const lay = () => {
    laying.abort();
    laying = new AbortController();
    if (calm && shown) void layWords(sheets, shown.pdf, AbortSignal.any([laying.signal, opening.signal]));
  };
  new ResizeObserver(() => zoom === "fit" && again()).observe(root);

  return {
    sheets: () => /** @type {readonly import("./preview-sheet.js").Sheet[]} */ (sheets),
    facts: () => shown?.facts ?? [],
    version: () => shown?.version ?? "",
    /** @param {number | "fit"} to */
    setZoom: (to) => {
      zoom = to;
      again();
    },
    /** Words take the browser as long as the pages do: they come when nothing is being built, or they would hold up what was just saved.
     * @param {boolean} is */
    setCalm: (is) => {
      if (is === calm) return;
      calm = is;
      lay();
    },
    /** Overlays that are on or off now. */
    describe: () => {
      for (const [index, sheet] of sheets.entries()) {
        sheet.describe(undefined, words);
        sheet.describe(shown?.facts[index], words);
      }
    },
    /**
     * Shows another PDF; resolves when what can be seen of it is on the screen.
     * @param {string} version
     * @param {{ pdf: string; facts: string }} addresses
     */
    show: async (version, addresses) => {
      opening.abort();
      opening = new AbortController();
      const { signal } = opening;
      // The PDF is asked for first: the server answers one after the other.
      const opened = openPdf(addresses.pdf, { signal });
      const facts = fetch(addresses.facts, { signal }).then((answer) => (answer.ok ? answer.json() : []));
      // What fails is told when it is waited for.
      facts.catch(() => {});
      const pdf = await opened;
      const next = { version, pdf, facts: /** @type {readonly import("./preview-sheet.js").PageFacts[]} */ ([]) };
      let hadPages = false;
      try {
        const seen = sheets.flatMap((sheet, index) => (index < pdf.pages.length && isSeen(sheet.element, root) ? [index] : []));
        const painted = await Promise.all(seen.map((index) => paint(next, index, signal)));
        next.facts = await facts;
        signal.throwIfAborted();
        const old = shown;
        hadPages = seen.length > 0;
        shown = next;
        keepPlace(root, sheets, () => fitSheets(next));
        for (const [i, index] of seen.entries()) {
          const one = painted[i];
          if (one) sheets[index]?.put(one.canvas, one.key);
        }
        for (const [index, sheet] of sheets.entries()) sheet.describe(next.facts[index], words);
        void old?.pdf.close();
      } catch (cause) {
        await pdf.close();
        throw cause;
      }
      // At first nothing was on the screen; later the rest can wait, and words can until all is drawn.
      const drawn = refresh();
      void drawn.then(lay);
      if (!hadPages) await drawn;
    },
  };
}

/** @param {HTMLElement} element @param {HTMLElement} root */
function isSeen(element, root) {
  const { top, bottom } = element.getBoundingClientRect();
  const window = root.getBoundingClientRect();
  return bottom > Math.max(0, window.top) && top < Math.min(innerHeight, window.bottom);
}
