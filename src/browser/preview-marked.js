import { fill, inLanguageOfScreen } from "./preview-words.js";

/**
 * The list of stale or conflicting figures, each with its page.
 * @param {{ words: Readonly<Record<string, string>>; go: (figure: { id: string; page: number; from: HTMLElement }) => void }} viewer
 */
export function markedFigures({ words, go }) {
  const section = /** @type {HTMLElement} */ (document.querySelector("#marked"));
  const title = /** @type {HTMLElement} */ (document.querySelector("#marked-title"));
  const list = /** @type {HTMLElement} */ (document.querySelector("#marked-list"));
  list.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button) go({ id: button.dataset["figure"] ?? "", page: Number(button.dataset["page"]), from: button });
  });
  /**
   * @param {string} marks
   * @param {readonly import("./preview-sheet.js").PageFacts[]} pages
   */
  return (marks, pages) => {
    section.hidden = marks !== "stale" && marks !== "disputed";
    if (marks !== "stale" && marks !== "disputed") return list.replaceChildren();
    /** @type {Map<string, { label: string; pages: Set<number> }>} */
    const found = new Map();
    for (const [index, { values }] of pages.entries()) {
      for (const value of values) {
        if (!value[marks]) continue;
        const one = found.get(value.value) ?? { label: inLanguageOfScreen(value.name), pages: new Set() };
        found.set(value.value, one);
        one.pages.add(index + 1);
      }
    }
    title.textContent = `${words[marks === "stale" ? "markedStale" : "markedDisputed"]}: ${found.size}`;
    list.replaceChildren(...[...found].map(([id, one]) => entry(id, one)));
    if (found.size === 0) list.append(Object.assign(document.createElement("li"), { textContent: words["markedNone"] }));
  };

  /** Its name leads to where it stands first, the numbers to each page. @param {string} id @param {{ label: string; pages: Set<number> }} figure */
  function entry(id, { label, pages }) {
    const item = document.createElement("li");
    const [first = 1] = pages;
    item.append(buttonTo(id, first, label));
    for (const page of pages) item.append(buttonTo(id, page, fill(words["onPage"], { page })));
    return item;
  }

  /** @param {string} id @param {number} page @param {string} text */
  function buttonTo(id, page, text) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.dataset["figure"] = id;
    button.dataset["page"] = String(page);
    button.textContent = text;
    return button;
  }
}
