/** @typedef {{ readonly x: number; readonly y: number; readonly width: number; readonly height: number }} Box in points */

/**
 * What is read in one go, where it stands on a page.
 * @typedef {Box & { readonly order: number; readonly role: string; readonly path: readonly string[]; readonly lang: string; readonly alt: string | null }} ReadingStep
 */

/** @typedef {{ readonly body: Box; readonly columns: readonly Box[] }} PageGrid */

/**
 * The layout's grid and the order of reading, over a page. Both are made when they are asked for.
 * @param {HTMLElement} frame
 * @param {import("./preview-sheet.js").PageFacts | undefined} facts
 */
export function drawOverlays(frame, facts) {
  for (const old of frame.querySelectorAll(".overlay")) old.remove();
  const root = frame.closest(".preview");
  if (!facts) return;
  if (root?.classList.contains("grid")) frame.append(gridOf(facts));
  if (root?.classList.contains("order")) frame.append(orderOf(facts));
}

/** @param {import("./preview-sheet.js").PageFacts} facts */
function gridOf(facts) {
  const layer = document.createElement("div");
  layer.className = "overlay";
  layer.setAttribute("aria-hidden", "true");
  for (const [index, box] of [facts.grid.body, ...facts.grid.columns].entries()) {
    const line = layer.appendChild(document.createElement("div"));
    line.className = index === 0 ? "grid-line" : "grid-line column";
    place(line, box, facts);
  }
  return layer;
}

/** @param {import("./preview-sheet.js").PageFacts} facts */
function orderOf(facts) {
  const layer = document.createElement("ol");
  layer.className = "overlay";
  for (const [index, step] of facts.reading.entries()) {
    const { order, role, path, lang, alt } = step;
    const item = layer.appendChild(document.createElement("li"));
    item.className = "read";
    place(item, step, facts);
    const label = item.appendChild(document.createElement("span"));
    // Wide, and there is room inside; beside the words of an item stands the label of its bullet or number.
    if (role === "Figure") label.className = "inside";
    else if (isBeside(facts.reading[index - 1], step)) label.className = "after";
    label.textContent = String(order);
    const kind = [role, lang === facts.reading[0]?.lang ? "" : lang, alt && "alt"].filter(Boolean).join(" · ");
    // A small page has no room for it.
    if (!manifold.has(role)) label.appendChild(document.createElement("span")).textContent = ` ${kind}`;
    label.title = [path.join(" › "), alt].filter(Boolean).join("\n");
  }
  return layer;
}

/** There are so many of them, and so close, that each has its number alone. */
const manifold = new Set(["TD", "Lbl"]);

/** @param {ReadingStep | undefined} before @param {ReadingStep} step */
const isBeside = (before, step) => before?.role === "Lbl" && before.x < step.x && Math.abs(before.y - step.y) < before.height;

/**
 * @param {HTMLElement} element
 * @param {Box} box
 * @param {{ readonly width: number; readonly height: number }} page
 */
function place({ style }, { x, y, width, height }, page) {
  style.left = `${(x / page.width) * 100}%`;
  style.top = `${(y / page.height) * 100}%`;
  style.width = `${(width / page.width) * 100}%`;
  style.height = `${(height / page.height) * 100}%`;
}
