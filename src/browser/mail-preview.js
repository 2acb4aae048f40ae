const root = document.querySelector("#mail-preview");
const { edition = "", build = "" } = root instanceof HTMLElement ? root.dataset : {};

/** A frame as high as its mail, so that one scrolls in one place only. */
for (const frame of document.querySelectorAll("iframe")) {
  const fit = () => {
    // Between two documents there is none.
    const height = frame.contentDocument?.querySelector("html")?.scrollHeight ?? 0;
    if (height > 0) frame.style.height = `${height + 2}px`;
  };
  frame.addEventListener("load", fit);
  new ResizeObserver(fit).observe(frame);
  if (frame.contentDocument?.readyState === "complete") fit();
}

/** After a save the mail is another one. */
const events = new EventSource("/events");
events.addEventListener("build", ({ data }) => {
  /** @type {{ editions: Readonly<Record<string, { readonly build: number }>> }} */
  const { editions } = JSON.parse(data);
  const newest = editions[edition]?.build;
  if (newest !== undefined && String(newest) !== build) location.reload();
});
