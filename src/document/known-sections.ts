import { detached } from "./detached.ts";
import type { HtmlNode, HtmlText } from "./html-tree.ts";

/** A section of the HTML that lies in no other. */
interface Span {
  readonly at: number;
  readonly end: number;
}

/** What stands in these is text, whatever it looks like. */
const holdsText = /<(?:iframe|noembed|noframes|plaintext|script|style|textarea|title|xmp)\b/i;

/** Outermost `<section>`s, as far as their tags tell: in a comment or an attribute there may be some that are none. */
export function outerSections(html: string): Span[] {
  if (holdsText.test(html)) return [];
  const spans: Span[] = [];
  let [depth, at] = [0, 0];
  for (const { index, 0: tag } of html.matchAll(/<section\b|<\/section>/g)) {
    if (tag !== "</section>") {
      if (depth++ === 0) at = index;
    } else if (depth > 0 && --depth === 0) spans.push({ at, end: index + tag.length });
  }
  return spans;
}

/** Some two sets of three editions of the project's own brief; with what was read of them, about 12 MB. */
const mostCharacters = 1_000_000;

interface Kept {
  /** Not a part of a longer text, which would stay in memory with it. */
  readonly html: string;
  /** null: it came once; what is read a single time, as in a build, is not kept. */
  readonly node: HtmlNode | null;
}

/**
 * What sections were read as, by their HTML, where nothing was wrong with it: most of an edition's are those of the one before. Those
 * asked for longest ago go first.
 */
const sections = new Map<string, Kept>();
let characters = 0;

/** What the section was read as, standing at `at` now. */
export function knownSection(html: string, at: number): HtmlNode | undefined {
  const kept = sections.get(html);
  if (!kept?.node) return undefined;
  renew(kept);
  return moved(kept.node, at - kept.node.at);
}

export function keepSection(html: string, node: HtmlNode): void {
  const kept = sections.get(html);
  if (kept) return renew({ ...kept, node });
  const own = detached(html);
  sections.set(own, { html: own, node: null });
  characters += html.length;
  for (const [oldest] of sections) {
    if (characters <= mostCharacters) break;
    sections.delete(oldest);
    characters -= oldest.length;
  }
}

/** Last in the order of asking. */
function renew(kept: Kept): void {
  sections.delete(kept.html);
  sections.set(kept.html, kept);
}

function moved<Node extends HtmlNode | HtmlText>(node: Node, by: number): Node {
  if (by === 0) return node;
  if (node.kind === "text") return { ...node, at: node.at + by };
  return { ...node, at: node.at + by, end: node.end + by, children: node.children.map((child) => moved(child, by)) };
}
