import { readAddress, writeAddress } from "./preview-address.js";
import { briefChoice } from "./preview-briefs.js";
import { figurePanel } from "./preview-figure.js";
import { markedFigures } from "./preview-marked.js";
import { showPages } from "./preview-pages.js";
import { letSelect } from "./preview-text.js";
import { pageAtTop, scrollerOf, topOf } from "./preview-scroll.js";

/**
 * @typedef {object} ViewedState
 * @property {number} build
 * @property {boolean} busy
 * @property {string} status
 * @property {string} problems
 * @property {boolean} hasErrors
 * @property {string} brief
 * @property {readonly { readonly id: string; readonly title: string }[]} briefs
 * @property {Record<string, { build: number; version: string; message: string }>} editions
 */

/** @template {HTMLElement} T @param {string} selector @param {new () => T} type @returns {T} */
const find = (selector, type) => {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`there is no ${selector}`);
  return found;
};

const root = find("#preview", HTMLElement);
const scroller = find("#sheets", HTMLElement);
const message = find("#message", HTMLElement);
const status = find("#status", HTMLElement);
const pageField = find("#page", HTMLInputElement);
const zoomField = find("#zoom", HTMLSelectElement);
const marksField = find("#marks", HTMLSelectElement);
/** @type {Readonly<Record<string, string>>} */
const words = JSON.parse(root.dataset["words"] ?? "{}");

let edition = root.dataset["edition"] ?? "vi";
let view = readAddress();
/** @type {ViewedState | undefined} */
let state;
/** The list of problems that is shown. */
let listed = "";
/** What is shown or being opened: language and version. */
let wanted = "";

const pages = showPages(scroller, words);
const panel = figurePanel({
  words,
  edition: () => edition,
  opened: (figure) => remember({ figure }),
});
const listMarked = markedFigures({
  words,
  go: ({ id, page, from }) => {
    goToFigure(id, page);
    void panel.open(id, from);
  },
});

/** A figure that is opened is a step that Back returns from. @param {Partial<import("./preview-address.js").View>} change */
function remember(change) {
  const step = Boolean(change.figure) && change.figure !== view.figure;
  view = { ...view, ...change };
  writeAddress(edition, view, { step });
}

/** @param {number} page */
function goToPage(page) {
  const sheets = pages.sheets();
  const sheet = sheets[Math.min(Math.max(page, 1), sheets.length) - 1];
  if (sheet) scrollerOf(scroller).scrollTop += sheet.element.getBoundingClientRect().top - topOf(scroller) - 8;
}

/** @param {string} id @param {number} [page] */
function goToFigure(id, page) {
  const selector = `.values [data-figure="${CSS.escape(id)}"]`;
  const there = page === undefined ? null : pages.sheets()[page - 1]?.element.querySelector(selector);
  (there ?? scroller.querySelector(selector))?.scrollIntoView({ block: isNarrow() ? "start" : "center", inline: "nearest" });
}

function showOptions() {
  zoomField.value = view.zoom;
  marksField.value = view.marks;
  root.classList.remove("marks-all", "marks-stale", "marks-disputed");
  if (view.marks) root.classList.add(`marks-${view.marks}`);
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-show]"))) {
    const isOn = view.show.includes(button.dataset["show"] ?? "");
    button.setAttribute("aria-pressed", String(isOn));
    root.classList.toggle(button.dataset["show"] ?? "", isOn);
  }
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("button[data-edition]")))
    button.setAttribute("aria-pressed", String(button.dataset["edition"] === edition));
  // To compare begins with what is looked at.
  const compare = document.querySelector("nav a[href^='/compare']");
  if (compare instanceof HTMLAnchorElement) compare.href = `/compare?right-pdf=${edition}`;
  find("#download", HTMLAnchorElement).href = `/pdf/${edition}.pdf`;
}

async function showEdition() {
  const found = state?.editions[edition];
  const nothing = state && !found && !state.busy ? (words["nothing"] ?? "") : "";
  const text = found?.message || nothing;
  message.hidden = text === "";
  if (message.textContent !== text) message.textContent = text;
  if (!found || wanted === `${edition} ${found.version}`) return tellShown();
  const isFirst = wanted === "";
  wanted = `${edition} ${found.version}`;
  const asked = wanted;
  try {
    const query = `v=${found.version}`;
    await pages.show(wanted, { pdf: `/pdf/${edition}.pdf?${query}`, facts: `/pages/${edition}.json?${query}` });
  } catch (cause) {
    // Another one is wanted by now.
    if (asked !== wanted) return;
    wanted = "";
    message.textContent = words["failed"] ?? "";
    message.hidden = false;
    throw cause;
  }
  document.querySelector("#waiting")?.remove();
  const count = pages.sheets().length;
  pageField.max = String(count);
  find("#page-count", HTMLElement).textContent = `/ ${count}`;
  listMarked(view.marks, pages.facts());
  if (isFirst) arrive();
  tellShown();
  await panel.refresh();
}

/** For whoever watches from outside: the build whose pages are on the screen. */
function tellShown() {
  const found = state?.editions[edition];
  const shown = found && pages.version() === `${edition} ${found.version}` ? `${edition} ${found.build}` : root.dataset["shown"];
  if (shown !== root.dataset["shown"]) root.dataset["shown"] = shown;
}

/** At the place that the address names. */
function arrive() {
  goToPage(view.page);
  if (!view.figure) return;
  goToFigure(view.figure, view.page);
  void panel.open(view.figure, null);
}

async function listProblems() {
  if (!state || state.problems === listed) return;
  listed = state.problems;
  const body = find("#problems-body", HTMLElement);
  const html = await (await fetch("/problems")).text();
  const open = new Map([...body.querySelectorAll("details")].map((one) => [one.getAttribute("data-code"), one.open]));
  body.innerHTML = html;
  for (const one of body.querySelectorAll("details")) one.open = open.get(one.getAttribute("data-code")) ?? (one.open && !inTheWay(one));
}

/** One part stands below the other, and the panel over the lower half of the window. */
const isNarrow = () => matchMedia("(max-width: 63.99rem)").matches;

/** Where the list stands above the pages, warnings are told by number. @param {Element} part */
const inTheWay = (part) => part.classList.contains("fold") && isNarrow();

/** @param {string} to */
function chooseEdition(to) {
  edition = to;
  void fetch(`/prefer/${edition}`);
  showOptions();
  remember({});
  void showEdition();
}

const tellBriefs = briefChoice();
const events = new EventSource("/events");
events.addEventListener("build", ({ data }) => {
  state = /** @type {ViewedState} */ (JSON.parse(data));
  tellBriefs(state);
  if (status.textContent !== state.status) status.textContent = state.status;
  root.dataset["build"] = String(state.build);
  root.dataset["busy"] = String(state.busy);
  pages.setCalm(!state.busy);
  // The pages come first: whoever saves looks at them.
  void showEdition().then(listProblems, async (cause) => {
    await listProblems();
    throw cause;
  });
});
events.addEventListener("error", () => (status.textContent = words["lost"] ?? ""));

root.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("button") : null;
  const { edition: language, show, figure } = button?.dataset ?? {};
  if (language) chooseEdition(language);
  else if (show) {
    remember({ show: view.show.includes(show) ? view.show.filter((one) => one !== show) : [...view.show, show] });
    showOptions();
    pages.describe();
  } else if (figure && button?.closest(".values")) void panel.open(figure, button);
  else if (button?.id === "page-before") goToPage(Math.max(1, view.page - 1));
  else if (button?.id === "page-after") goToPage(Math.min(pages.sheets().length, view.page + 1));
});
// Another figure of a conflict, or another page that prints this one.
find("#figure-body", HTMLElement).addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a[data-figure], a[data-page]") : null;
  if (!(link instanceof HTMLElement)) return;
  event.preventDefault();
  const { figure = panel.current(), page } = link.dataset;
  goToFigure(figure, page === undefined ? undefined : Number(page));
  if (figure !== panel.current()) void panel.open(figure, link);
});
pageField.addEventListener("change", () => {
  const page = Math.min(Math.max(Math.round(Number(pageField.value)) || 1, 1), Math.max(pages.sheets().length, 1));
  pageField.value = String(page);
  goToPage(page);
});
zoomField.addEventListener("change", () => {
  remember({ zoom: zoomField.value });
  setZoom();
});
marksField.addEventListener("change", () => {
  remember({ marks: marksField.value });
  showOptions();
  listMarked(view.marks, pages.facts());
});

function setZoom() {
  const percent = Number(view.zoom);
  pages.setZoom(Number.isFinite(percent) && percent > 0 ? percent : "fit");
}

let scrolled = 0;
/** Once a frame at most. */
function onScroll() {
  scrolled ||= requestAnimationFrame(() => {
    scrolled = 0;
    if (pages.sheets().length === 0) return;
    const page = pageAtTop(scroller, pages.sheets());
    if (document.activeElement !== pageField) pageField.value = String(page);
    if (page !== view.page) remember({ page });
  });
}
scroller.addEventListener("scroll", onScroll, { passive: true });
document.addEventListener("scroll", onScroll, { passive: true });
// Back and forward, and an address that is changed by hand.
addEventListener("popstate", () => {
  // The link that skips to the content says nothing of the view.
  if (document.getElementById(location.hash.slice(1))) return writeAddress(edition, view);
  const before = view;
  view = readAddress();
  const asked = new URL(location.href).searchParams.get("edition") ?? edition;
  if (asked !== edition && asked in (state?.editions ?? {})) chooseEdition(asked);
  showOptions();
  if (view.zoom !== before.zoom) setZoom();
  listMarked(view.marks, pages.facts());
  if (view.figure) return arrive();
  panel.close();
  if (view.page !== before.page) goToPage(view.page);
});

letSelect(root);
for (const fold of document.querySelectorAll("details")) if (inTheWay(fold)) fold.open = false;
showOptions();
setZoom();
