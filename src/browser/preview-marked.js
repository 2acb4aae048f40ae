import { fill } from "./preview-words.js";

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
        const one = found.get(value.value) ?? { label: value.label, pages: new Set() };
        found.set(value.value, one);
        one.pages.add(index + 1);
      }
    }
    title.textContent = `${words[marks === "stale" ? "markedStale" : "markedDisputed"]}: ${found.size}`;
    list.replaceChildren(...[...found].flatMap(([id, one]) => [...one.pages].map((page) => entry(id, one.label, page))));
    if (found.size === 0) list.append(Object.assign(document.createElement("li"), { textContent: words["markedNone"] }));
  };

  /** @param {string} id @param {string} label @param {number} page */
  function entry(id, label, page) {
    const item = document.createElement("li");
    const button = item.appendChild(document.createElement("button"));
    button.type = "button";
    button.className = "quiet";
    button.dataset["figure"] = id;
    button.dataset["page"] = String(page);
    button.textContent = `${label} · ${fill(words["onPage"], { page })}`;
    return item;
  }
}
