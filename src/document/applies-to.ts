import type { Component } from "./css-values.ts";
import type { Content } from "./html-elements.ts";

const blocks: readonly Content[] = ["block", "table", "chart"];
const boxes: readonly Content[] = [...blocks, "caption", "cell"];
const painted: readonly Content[] = [...boxes, "row", "inline"];
const edges = ["top", "right", "bottom", "left"];

const sided = (name: string, contents: readonly Content[]): [string, readonly Content[]][] =>
  [name, ...edges.map((edge) => `${name}-${edge}`)].map((one) => [one, contents]);

/** What layout heeds a property on (CSS: "Applies to"). Those that are inherited and not named here work through any element. */
export const appliesTo: ReadonlyMap<string, readonly Content[]> = new Map<string, readonly Content[]>([
  ["background-color", painted],
  ...sided("border", [...boxes, "row"]),
  // A chip's border is the same all round.
  ["border", painted],
  ["border-top", painted],
  ["border-radius", [...boxes, "inline"]],
  ["break-after", [...blocks, "row", "cell"]],
  ["break-before", [...blocks, "row", "cell"]],
  ["break-inside", ["block", "table"]],
  ["column-count", ["block"]],
  ["column-gap", ["block"]],
  ["display", [...blocks, "row", "inline"]],
  ["float", blocks],
  ["gap", ["block"]],
  ["grid-column", blocks],
  ["grid-template-columns", ["block"]],
  ["height", ["chart"]],
  ...sided("margin", [...blocks, "caption"]),
  // A table begins with its caption.
  ["margin-top", blocks],
  ["max-width", [...blocks, "caption"]],
  ["min-height", ["block", "caption", "cell"]],
  ...sided("padding", [...boxes, "inline"]),
  ["position", blocks],
  ["row-gap", ["block"]],
  ["text-decoration", ["block", "caption", "cell", "inline"]],
  ["vertical-align", ["cell", "inline"]],
  ["width", boxes],
]);

/** Whether a declaration does anything on an element of this kind. */
export function takesEffect(name: string, value: readonly Component[], content: Content): boolean {
  if (appliesTo.get(name)?.includes(content) === false) return false;
  const [first] = value;
  if (name !== "display" || first?.kind !== "word" || first.value === "none") return true;
  return content === "inline" ? first.value !== "grid" : content === "block" && first.value !== "inline";
}
