/**
 * The panel that tells where a figure comes from.
 * @param {{ words: Readonly<Record<string, string>>; edition: () => string; opened: (id: string) => void }} viewer
 */
export function figurePanel({ words, edition, opened }) {
  const panel = /** @type {HTMLElement} */ (document.querySelector("#figure"));
  const body = /** @type {HTMLElement} */ (document.querySelector("#figure-body"));
  let current = "";
  /** @type {HTMLElement | null} */
  let cameFrom = null;
  let loading = new AbortController();

  const mark = () => {
    for (const one of document.querySelectorAll("[data-figure]")) {
      if (current !== "" && one.getAttribute("data-figure") === current) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
  };
  /** What is told of one figure must never stand there for another. */
  const empty = () => {
    body.replaceChildren();
    delete body.dataset["html"];
  };
  const load = async () => {
    loading.abort();
    loading = new AbortController();
    const { signal } = loading;
    const address = `/figures/${encodeURIComponent(current)}?edition=${edition()}`;
    try {
      const html = await (await fetch(address, { signal })).text();
      if (!signal.aborted && html !== body.dataset["html"]) {
        body.dataset["html"] = html;
        body.innerHTML = html;
      }
    } catch {
      if (signal.aborted) return;
      empty();
      body.append(Object.assign(document.createElement("p"), { className: "message bad", textContent: words["lost"] ?? "" }));
    }
  };
  const close = () => {
    if (current === "") return;
    const id = current;
    current = "";
    loading.abort();
    panel.hidden = true;
    empty();
    mark();
    opened("");
    const again = cameFrom?.isConnected ? cameFrom : document.querySelector(`.values [data-figure="${CSS.escape(id)}"]`);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  };
  document.querySelector("#figure-close")?.addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  return {
    /** @param {string} id @param {HTMLElement | null} from */
    open: async (id, from) => {
      if (id !== current) empty();
      current = id;
      cameFrom = from;
      panel.hidden = false;
      mark();
      opened(id);
      await load();
      panel.scrollTop = 0;
      if (from) panel.focus({ preventScroll: true });
      panel.scrollIntoView({ block: "nearest" });
    },
    /** After a build: what it says may have changed. */
    refresh: async () => {
      if (current === "") return;
      mark();
      await load();
    },
    close,
    current: () => current,
  };
}
