import { Tokenizer } from "htmlparser2";
import type { PlaceAt, Problem } from "../errors.ts";
import { TreeBuilder } from "./build-html-tree.ts";
import { keepSection, knownSection, outerSections } from "./known-sections.ts";

export interface HtmlNode {
  readonly kind: "element";
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly classes: readonly string[];
  readonly children: readonly (HtmlNode | HtmlText)[];
  /** Offset in the HTML, and that of what follows its end tag. */
  readonly at: number;
  readonly end: number;
}
export interface HtmlText {
  readonly kind: "text";
  readonly text: string;
  /** Of its first word. */
  readonly at: number;
}

/**
 * HTML in the documented subset → a tree. Text is NFC. Stricter than a browser, which mends in silence what isn't in
 * pairs, finished or known: all of that is told. Sections that were read before are not read again.
 */
export function parseHtml(html: string, placeAt: PlaceAt): { root: HtmlNode; problems: Problem[] } {
  const builder = new TreeBuilder(html, placeAt);
  const tokenizer = new Tokenizer({ decodeEntities: true, recognizeSelfClosing: true }, builder);
  let read = 0;
  for (const { at, end } of outerSections(html)) {
    tokenizer.write(html.slice(read, at));
    const section = html.slice(at, end);
    const isWhole = builder.isBetweenTags(at);
    const known = isWhole ? knownSection(section, at) : undefined;
    if (known) builder.addKnown(known, () => tokenizer.write(" ".repeat(section.length)));
    else {
      const before = builder.problems.length;
      tokenizer.write(section);
      const node = isWhole && builder.problems.length === before ? builder.lastNode(end) : undefined;
      if (node?.at === at) keepSection(section, node);
    }
    read = end;
  }
  tokenizer.write(html.slice(read));
  tokenizer.end();
  return builder;
}

/** Whether a problem is of tags that don't pair: what stands in what is not what is meant then. */
export const isPairing = (code: string): boolean => code === "html-unclosed" || code === "html-closing";
