/**
 * A place that differs: what marks it, on each side.
 * @typedef {{ page: string; elements: readonly Element[] }} Stop
 */

/**
 * Leads from stop to stop with the buttons `[data-go]` of `root`, and with N and P while the focus is in it.
 * @param {HTMLElement} root
 * @param {readonly Stop[]} stops
 * @param {(index: number, page: string) => void} tell
 */
export function walkThrough(root, stops, tell) {
  let at = -1;
  /** @param {number} step */
  const go = (step) => {
    for (const element of stops[at]?.elements ?? []) element.classList.remove("here");
    at = at < 0 && step < 0 ? stops.length - 1 : (at + step + stops.length) % stops.length;
    const stop = stops[at];
    if (!stop) return;
    for (const element of stop.elements) element.classList.add("here");
    stop.elements[0]?.scrollIntoView({ block: stop.elements.length > 1 ? "center" : "start" });
    tell(at, stop.page);
  };
  const steps = new Map([
    ["next", 1],
    ["previous", -1],
  ]);
  for (const button of root.querySelectorAll("[data-go]")) {
    const step = steps.get(button.getAttribute("data-go") ?? "");
    if (!(button instanceof HTMLButtonElement) || step === undefined || stops.length === 0) continue;
    button.disabled = false;
    button.addEventListener("click", () => go(step));
  }
  root.addEventListener("keydown", (event) => {
    if (stops.length === 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const step = { n: 1, p: -1 }[event.key.toLowerCase()];
    if (step) go(step);
  });
}
