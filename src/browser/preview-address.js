/**
 * What the address tells of the view, after `#`: page, zoom, figure, marks, and what is shown.
 * @typedef {object} View
 * @property {number} page
 * @property {string} zoom
 * @property {string} figure
 * @property {string} marks
 * @property {readonly string[]} show
 */

const zooms = ["50", "75", "100", "125", "150", "200"];
const markings = ["all", "stale", "disputed"];
const shows = ["grey", "grid", "order"];

/** An address may be passed on and mistyped: what is no choice of the tools is the usual one. @returns {View} */
export function readAddress() {
  const facts = new URLSearchParams(location.hash.slice(1));
  const page = Number(facts.get("page"));
  return {
    page: Number.isInteger(page) && page > 0 ? page : 1,
    zoom: zooms.find((one) => one === facts.get("zoom")) ?? "fit",
    figure: facts.get("figure") ?? "",
    marks: markings.find((one) => one === facts.get("marks")) ?? "",
    show: shows.filter((one) => facts.get("show")?.split(",").includes(one)),
  };
}

/**
 * @param {string} edition
 * @param {View} view
 * @param {{ step?: boolean }} [options] `step`: the browser's Back returns to how it was
 */
export function writeAddress(edition, { page, zoom, figure, marks, show }, { step = false } = {}) {
  const url = new URL(location.href);
  url.searchParams.set("edition", edition);
  url.searchParams.delete("language");
  const facts = new URLSearchParams();
  if (page > 1) facts.set("page", String(page));
  if (zoom !== "fit") facts.set("zoom", zoom);
  if (figure) facts.set("figure", figure);
  if (marks) facts.set("marks", marks);
  if (show.length > 0) facts.set("show", show.join(","));
  url.hash = facts.toString();
  if (url.href !== location.href) history[step ? "pushState" : "replaceState"](null, "", url);
  // The same view in the other language of the screen.
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".languages a"))) {
    const other = new URL(link.href);
    other.searchParams.set("edition", edition);
    other.hash = url.hash;
    link.href = other.href;
  }
}
