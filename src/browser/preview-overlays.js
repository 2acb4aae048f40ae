/**
 * An element of the tag tree, where it stands on a page.
 * @typedef {object} ReadElement
 * @property {number} order
 * @property {string} role
 * @property {string} [lang]
 * @property {string} [alt]
 * @property {{ readonly x: number; readonly y: number; readonly width: number; readonly height: number }} box
 */

/**
 * @typedef {object} GridBox
 * @property {"margin" | "column"} kind
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} height
 */

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
  for (const box of facts.grid) {
    const line = layer.appendChild(document.createElement("div"));
    line.className = `grid-line ${box.kind}`;
    place(line, box, facts);
  }
  return layer;
}

/** @param {import("./preview-sheet.js").PageFacts} facts */
function orderOf(facts) {
  const layer = document.createElement("ol");
  layer.className = "overlay";
  for (const { order, role, lang, alt, box } of facts.order) {
    const item = layer.appendChild(document.createElement("li"));
    item.className = "read";
    place(item, box, facts);
    const label = item.appendChild(document.createElement("span"));
    label.textContent = [`${order} ${role}`, lang, alt && "alt"].filter(Boolean).join(" · ");
    if (alt) label.title = alt;
  }
  return layer;
}

/**
 * @param {HTMLElement} element
 * @param {{ readonly x: number; readonly y: number; readonly width: number; readonly height: number }} box
 * @param {{ readonly width: number; readonly height: number }} page
 */
function place({ style }, { x, y, width, height }, page) {
  style.left = `${(x / page.width) * 100}%`;
  style.top = `${(y / page.height) * 100}%`;
  style.width = `${(width / page.width) * 100}%`;
  style.height = `${(height / page.height) * 100}%`;
}
