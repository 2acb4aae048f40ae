import { fill, inLanguageOfScreen } from "./preview-words.js";

/**
 * A figure where it is printed.
 * @typedef {object} Value
 * @property {"text" | "point"} kind
 * @property {string} value id of the observation, or what a number without one names
 * @property {{ readonly vi: string; readonly en: string }} name what it is, in words
 * @property {boolean} stale
 * @property {boolean} disputed
 * @property {"mentioned" | "derived" | "note" | null} mention why words name it that the brief does not print as its own
 * @property {number} x in points from the top left
 * @property {number} y
 * @property {number} width
 * @property {number} height
 */

/**
 * A button over each figure. One of a page is in the order of Tab; arrows go from one to the next.
 * @param {HTMLElement} frame
 * @param {import("./preview-sheet.js").PageFacts | undefined} facts
 * @param {{ words: Readonly<Record<string, string>>; page: number }} context
 */
export function placeValues(frame, facts, { words, page }) {
  const before = frame.querySelector(".values");
  const focused = before?.contains(document.activeElement) ? document.activeElement : null;
  const opened = before?.querySelector("[aria-current]")?.getAttribute("data-figure");
  const layer = document.createElement("div");
  layer.className = "values";
  layer.setAttribute("role", "group");
  layer.setAttribute("aria-label", fill(words["figuresOfPage"], { page }));
  for (const [index, value] of (facts?.values ?? []).entries()) layer.append(buttonOf(value, { page: facts, words, first: index === 0 }));
  if (opened) layer.querySelector(`[data-figure="${CSS.escape(opened)}"]`)?.setAttribute("aria-current", "true");
  layer.addEventListener("keydown", moveByArrows);
  if (before) before.replaceWith(layer);
  else if (facts) frame.append(layer);
  const again = focused && layer.querySelector(`[data-figure="${CSS.escape(focused.getAttribute("data-figure") ?? "")}"]`);
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}

/**
 * @param {Value} value
 * @param {{ page: import("./preview-sheet.js").PageFacts | undefined; words: Readonly<Record<string, string>>; first: boolean }} context
 */
function buttonOf({ kind, value, name, stale, disputed, mention, x, y, width, height }, { page, words, first }) {
  const button = document.createElement("button");
  const { style } = button;
  const label = inLanguageOfScreen(name);
  button.type = "button";
  button.dataset["figure"] = value;
  button.tabIndex = first ? 0 : -1;
  button.classList.toggle("stale", stale);
  button.classList.toggle("disputed", disputed);
  const notes = [kind === "point" && words["point"], mention && words[mention], stale && words["stale"], disputed && words["disputed"]];
  button.setAttribute("aria-label", [label, ...notes].filter(Boolean).join(", "));
  button.title = label;
  style.left = `${(x / (page?.width ?? 1)) * 100}%`;
  style.top = `${(y / (page?.height ?? 1)) * 100}%`;
  style.width = `${(width / (page?.width ?? 1)) * 100}%`;
  style.height = `${(height / (page?.height ?? 1)) * 100}%`;
  return button;
}

const steps = new Map([
  ["ArrowRight", 1],
  ["ArrowDown", 1],
  ["ArrowLeft", -1],
  ["ArrowUp", -1],
  ["Home", Number.NEGATIVE_INFINITY],
  ["End", Number.POSITIVE_INFINITY],
]);

/** @param {KeyboardEvent} event */
function moveByArrows(event) {
  const step = steps.get(event.key);
  const layer = /** @type {HTMLElement} */ (event.currentTarget);
  const all = /** @type {HTMLElement[]} */ ([...layer.children]);
  const at = all.findIndex((one) => one === event.target);
  if (step === undefined || at < 0) return;
  event.preventDefault();
  const next = all[Math.min(all.length - 1, Math.max(0, at + step))];
  for (const one of all) one.tabIndex = one === next ? 0 : -1;
  next?.focus();
}
