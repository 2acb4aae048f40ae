import { error, formatPlace, type PlaceAt, type Problem } from "../errors.ts";
import { htmlElements } from "./html-elements.ts";
import type { HtmlNode, HtmlText } from "./html-tree.ts";

/**
 * Words and elements where they can't stand: they would be lost, or the tag tree could not hold them (ISO 32000-1
 * 14.8.4.3, ISO 14289-1 7.2). `isPart`: the outermost may stand in anything, as those of a partial do; `checked`:
 * there is nothing wrong inside these.
 */
export function checkNesting(
  root: HtmlNode,
  placeAt: PlaceAt,
  { isPart = false, checked = nothing }: { isPart?: boolean; checked?: ReadonlySet<HtmlNode> } = {},
): Problem[] {
  // What an expression prints stands in one place, in however many pieces and repetitions.
  const problems = new Map<string, Problem>();
  const visit = (parent: HtmlNode, inLink: boolean): void => {
    for (const child of parent.children) {
      const hint = isPart && parent === root ? null : hintFor(child, parent, inLink);
      const around = hint === inLinkHint ? "a" : parent.name;
      if (hint !== null) tell(child, around, hint);
      if (child.kind === "element" && !checked.has(child)) visit(child, inLink || child.name === "a");
    }
  };
  const tell = (child: HtmlNode | HtmlText, around: string, hint: string): void => {
    const place = placeAt(child.at);
    const key = `${formatPlace(place)} ${around}`;
    if (!problems.has(key)) problems.set(key, error("html-nesting", `${shown(child)} can't stand in <${around}>`, place, hint));
  };
  visit(root, false);
  return [...problems.values()];
}

const nothing: ReadonlySet<HtmlNode> = new Set();

function shown(child: HtmlNode | HtmlText): string {
  if (child.kind === "element") return `<${child.name}>`;
  const words = child.text.trim();
  return `"${words.length > 40 ? `${words.slice(0, 40)}…` : words}"`;
}

const inlines = [...htmlElements].flatMap(([name, { content }]) => (content === "inline" ? [name] : []));
/** Elements that only certain others hold, with those. */
const homes = Map.groupBy(
  [...htmlElements].flatMap(([home, { holds }]) => (typeof holds === "string" ? [] : holds.map((name) => ({ name, home })))),
  ({ name }) => name,
);
const blocks = [...htmlElements.keys()].filter((name) => !homes.has(name));

/** By element, what may stand in it. */
const held: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["body", new Set(blocks)],
  ...[...htmlElements].map(([name, { holds }]): [string, Set<string>] => [
    name,
    new Set(typeof holds === "string" ? { words: inlines, blocks, nothing: [] }[holds] : holds),
  ]),
]);

const inLinkHint = "end the first link before it";

/** What to do with what can't stand where it does; null: it can. */
function hintFor(child: HtmlNode | HtmlText, parent: HtmlNode, inLink: boolean): string | null {
  const names = held.get(parent.name);
  if (!names) return null;
  if (parent.attributes["data-field"] !== undefined && !isBlank(child)) return "leave it empty: the finished pages fill it in";
  if (child.kind === "text") return names.has("em") || isBlank(child) ? null : homeInside(parent.name);
  if (child.name === "a" && inLink) return inLinkHint;
  if (names.has(child.name) || !htmlElements.has(child.name)) return null;
  const home = homes.get(child.name)?.map((one) => `<${one.home}>`);
  if (home) return `put it in a ${home.join(" or ")}`;
  return names.has("em") ? `end the <${parent.name}> before it` : homeInside(parent.name);
}

const isBlank = (child: HtmlNode | HtmlText): boolean => child.kind === "text" && /^[ \t\r\n\f]*$/.test(child.text);

/** Where words and blocks go in an element that doesn't hold them itself. */
function homeInside(parent: string): string {
  if (parent === "ul" || parent === "ol") return "put it in an <li>";
  return parent === "table" ? "put it in a cell or the <caption>" : "put it in a <th> or <td>";
}
