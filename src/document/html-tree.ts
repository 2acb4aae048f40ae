import { Tokenizer } from "htmlparser2";
import type { PlaceAt, Problem } from "../errors.ts";
import { TreeBuilder } from "./build-html-tree.ts";

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
 * pairs, finished or known: all of that is told.
 */
export function parseHtml(html: string, placeAt: PlaceAt): { root: HtmlNode; problems: Problem[] } {
  const builder = new TreeBuilder(html, placeAt);
  const tokenizer = new Tokenizer({ decodeEntities: true, recognizeSelfClosing: true }, builder);
  tokenizer.write(html);
  tokenizer.end();
  return builder;
}

/** Whether a problem is of tags that don't pair: what stands in what is not what is meant then. */
export const isPairing = (code: string): boolean => code === "html-unclosed" || code === "html-closing";
