import { comparePage } from "./compare-documents.js";
import { followBuilds } from "./follow-builds.js";
import { openPdf } from "./pdf-pages.js";
import { walkThrough } from "./walk-through.js";

/**
 * The part `comparison` of the screen: marks what differs, leads from one difference to the next, and lays one side over the
 * other.
 * @param {HTMLElement} root
 */
async function start(root) {
  const tools = root.querySelector(".tools");
  if (tools instanceof HTMLElement) tools.hidden = false;
  chooseView(root);
  followBuilds(root.dataset["events"], root.dataset["version"]);
  const status = root.querySelector("[role=status]");
  /** @param {string} words */
  const tell = (words) => void (status && (status.textContent = words));
  const alike = root.dataset["alike"] !== undefined;
  const documents = alike ? await openSides(root).catch(() => null) : [];
  if (!documents) return tell(root.dataset["unreadable"] ?? "");
  const found = [];
  for (const pair of root.querySelectorAll(".pair"))
    if (pair instanceof HTMLElement) found.push(...(await markPair(root, pair, documents)));
  await Promise.all(documents.map((one) => one.close()));
  const pages = new Set(found.map(({ page }) => page)).size;
  tell(fill(found.length === 0 ? root.dataset["none"] : root.dataset["some"], { count: found.length, pages }));
  walkThrough(root, found, (index, page) => tell(fill(root.dataset["at"], { number: index + 1, count: found.length, page })));
}

/** @param {HTMLElement} root */
const openSides = (root) => Promise.all(["left", "right"].map((side) => openPdf(root.dataset[side] ?? "", { outlines: true })));

/**
 * @param {string | undefined} words with {holes}
 * @param {Record<string, string | number>} values
 */
const fill = (words, values) => (words ?? "").replaceAll(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));

/**
 * Marks what differs on a pair of pages and says it beside its heading.
 * @param {HTMLElement} root
 * @param {HTMLElement} pair
 * @param {readonly import("./pdf-pages.js").PdfPages[]} documents left and right; none: they are not of one language
 * @returns {Promise<import("./walk-through.js").Stop[]>}
 */
async function markPair(root, pair, [left, right]) {
  const page = pair.dataset["number"] ?? "";
  const papers = [...pair.querySelectorAll(".paper")];
  if (papers.length < 2) {
    showChip(pair, root.dataset["chipAlone"] ?? "", false);
    return [{ page, elements: [pair] }];
  }
  const boxes = left && right ? await comparePage(left, right, Number(page) - 1) : null;
  const count = boxes?.length ?? pair.querySelectorAll(".only li").length;
  // Pages of two sizes differ all over.
  const differs = boxes === null ? left !== undefined || count > 0 : count > 0;
  if (boxes !== null || differs) {
    const words = differs ? root.dataset["chipSome"] : root.dataset["chipSame"];
    showChip(pair, fill(words, { count: Math.max(count, 1) }), !differs);
  }
  if (boxes === null) return differs ? [{ page, elements: [pair] }] : [];
  return boxes.map((box) => ({ page, elements: papers.map((paper) => addMark(paper, box)) }));
}

/** @param {HTMLElement} pair @param {string} words @param {boolean} good */
function showChip(pair, words, good) {
  const chip = pair.querySelector(".chip");
  if (!(chip instanceof HTMLElement)) return;
  chip.hidden = false;
  chip.classList.add(good ? "good" : "notice");
  chip.textContent = words;
}

/** @param {Element} paper @param {import("./find-differences.js").Box} box */
function addMark(paper, { x, y, width, height }) {
  const mark = document.createElement("div");
  mark.className = "mark";
  Object.assign(mark.style, { left: share(x), top: share(y), width: share(width), height: share(height) });
  paper.append(mark);
  return mark;
}

/** @param {number} part */
const share = (part) => `${(100 * part).toFixed(3)}%`;

/** @param {HTMLElement} root */
function chooseView(root) {
  const buttons = [...root.querySelectorAll("[data-view]")];
  const split = root.querySelector(".split");
  for (const button of buttons)
    button.addEventListener("click", () => {
      for (const one of buttons) one.setAttribute("aria-pressed", String(one === button));
      const overlay = button.getAttribute("data-view") === "overlay";
      root.classList.toggle("overlay", overlay);
      if (split instanceof HTMLElement) split.hidden = !overlay;
      // The same way when the screen is shown anew.
      history.replaceState({ view: button.getAttribute("data-view") }, "");
    });
  const before = buttons.find((button) => button.getAttribute("data-view") === history.state?.view);
  if (before instanceof HTMLElement) before.click();
  const slider = root.querySelector("#split");
  if (slider instanceof HTMLInputElement) slider.addEventListener("input", () => root.style.setProperty("--split", `${slider.value}%`));
}

for (const root of document.querySelectorAll(".comparison")) if (root instanceof HTMLElement) void start(root);
