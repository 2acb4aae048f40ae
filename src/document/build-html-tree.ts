import type { TokenizerCallbacks } from "htmlparser2";
import { error, type PlaceAt, type Problem } from "../errors.ts";
import { checkEntities, checkEntity } from "./check-entities.ts";
import { detached } from "./detached.ts";
import { elementFaults } from "./element-faults.ts";
import { htmlElements } from "./html-elements.ts";
import type { HtmlNode, HtmlText } from "./html-tree.ts";

const noClasses: readonly string[] = [];

interface OpenNode extends HtmlNode {
  end: number;
  readonly children: (HtmlNode | HtmlText)[];
}

/** A start tag that is being read. */
interface Tag {
  readonly name: string;
  readonly at: number;
  readonly attributes: Record<string, string>;
}

/** What the tokenizer reports → a tree. Elements end where their end tags say, and nowhere else. */
export class TreeBuilder implements TokenizerCallbacks {
  readonly problems: Problem[] = [];
  readonly root: HtmlNode;
  readonly #html: string;
  readonly #placeAt: PlaceAt;
  readonly #open: OpenNode[];
  #tag: Tag | null = null;
  #attribute = { name: "", value: "", at: 0 };
  #text = { words: "", at: 0, blank: true };
  /** How far the HTML has been understood. */
  #read = 0;
  #passesOver = false;

  constructor(html: string, placeAt: PlaceAt) {
    [this.#html, this.#placeAt] = [html, placeAt];
    const root: OpenNode = { kind: "element", name: "body", attributes: {}, classes: [], children: [], at: 0, end: html.length };
    [this.root, this.#open] = [root, [root]];
  }

  /** Whether all HTML before `at` has been understood: what follows is text or a tag. */
  isBetweenTags(at: number): boolean {
    return this.#read === at && this.#tag === null;
  }

  /** The element that ends at `end`, where the tags are in pairs, as the last thing read. */
  lastNode(end: number): HtmlNode | undefined {
    const last = this.#open.at(-1)!.children.at(-1);
    return this.isBetweenTags(end) && last?.kind === "element" && last.end === end ? last : undefined;
  }

  /** Adds an element that was read before. `passOver` feeds the tokenizer as much white space as the element has characters. */
  addKnown(node: HtmlNode, passOver: () => void): void {
    this.#endText();
    this.#open.at(-1)!.children.push(node);
    this.#passesOver = true;
    passOver();
    this.#passesOver = false;
    this.#read = node.end;
  }

  ontext(start: number, end: number): void {
    if (this.#passesOver) return;
    const words = this.#html.slice(start, end);
    this.#addText(words, start);
    this.#checkEntities(words, start);
    this.#read = end;
  }

  ontextentity(codePoint: number, end: number): void {
    const start = this.#html.lastIndexOf("&", end - 1);
    this.#addText(String.fromCodePoint(codePoint), start);
    this.problems.push(...checkEntity(this.#html.slice(start, end), codePoint, () => this.#placeAt(start)));
    this.#read = end;
  }

  /** Text comes in pieces, at entities above all; what composes may stand in two of them. */
  #addText(words: string, at: number): void {
    if (this.#text.blank) {
      const first = words.search(/[^ \t\r\n\f]/);
      this.#text = { words: this.#text.words, at: at + Math.max(first, 0), blank: first < 0 };
    }
    this.#text.words += words;
  }

  #checkEntities(text: string, start: number): void {
    if (text.includes("&")) this.problems.push(...checkEntities(text, (offset) => this.#placeAt(start + offset)));
  }

  #endText(): void {
    const { words, at, blank } = this.#text;
    if (words === "") return;
    // Soft hyphens would print as hyphens: lines end where UAX #14 lets them.
    const text = blank ? words : words.normalize("NFC").replaceAll("\u00ad", "");
    this.#open.at(-1)!.children.push({ kind: "text", text: detached(text), at });
    this.#text = { words: "", at: 0, blank: true };
  }

  onopentagname(start: number, end: number): void {
    this.#endText();
    this.#tag = { name: this.#html.slice(start, end).toLowerCase(), at: start - 1, attributes: {} };
  }

  onattribname(start: number, end: number): void {
    this.#attribute = { name: this.#html.slice(start, end).toLowerCase(), value: "", at: start };
  }

  onattribdata(start: number, end: number): void {
    const value = this.#html.slice(start, end);
    this.#attribute.value += value;
    this.#checkEntities(value, start);
  }

  onattribentity(codePoint: number): void {
    this.#attribute.value += String.fromCodePoint(codePoint);
  }

  onattribend(): void {
    const { name, value, at } = this.#attribute;
    if (this.#tag && Object.hasOwn(this.#tag.attributes, name)) {
      this.#tell("html-attribute", `<${this.#tag.name}> has "${name}" twice`, at, "keep one of the two");
    } else if (this.#tag) this.#tag.attributes[name] = detached(composed(name, value));
  }

  onopentagend(end: number): void {
    this.#openElement(end);
  }

  onselfclosingtag(end: number): void {
    const node = this.#openElement(end);
    if (!node || !htmlElements.has(node.name) || htmlElements.get(node.name)?.holds === "nothing") return;
    this.#tell("html-unclosed", `<${node.name}/> does not close itself`, node.at, `write <${node.name}></${node.name}>`);
    this.#open.pop();
  }

  #openElement(end: number): HtmlNode | null {
    this.#read = end + 1;
    if (!this.#tag) return null;
    const { name, at, attributes } = this.#tag;
    this.#tag = null;
    for (const { code, message, hint } of elementFaults(name, attributes)) this.#tell(code, message, at, hint);
    const classes = attributes["class"] === undefined ? noClasses : attributes["class"].split(/\s+/).filter(Boolean);
    const node: OpenNode = { kind: "element", name, attributes, classes, children: [], at, end: end + 1 };
    this.#open.at(-1)!.children.push(node);
    if (htmlElements.get(name)?.holds !== "nothing") this.#open.push(node);
    return node;
  }

  onclosetag(start: number, end: number): void {
    this.#endText();
    const name = this.#html.slice(start, end).toLowerCase();
    const after = this.#html.indexOf(">", end);
    this.#read = after < 0 ? end : after + 1;
    const rest = after === end ? "" : this.#html.slice(end, after).trim();
    if (rest !== "") this.#tell("html-attribute", `"${rest}" stands in the end tag </${name}>`, start - 2, "leave it out");
    let index = this.#open.length - 1;
    while (index > 0 && this.#open[index]!.name !== name) index--;
    if (index > 0) {
      this.#open[index]!.end = after + 1;
      for (const node of this.#open.slice(index + 1)) this.#tellUnclosed(node);
      this.#open.length = index;
    } else if (htmlElements.has(name)) {
      this.#tell("html-closing", `</${name}> closes what is not open here`, start - 2, "leave it out, or open the element");
    }
  }

  oncomment(start: number, end: number): void {
    const at = this.#html.lastIndexOf("<", start);
    if (this.#html.slice(start - 4, start) !== "<!--") this.#refuse(at, end);
    else if (end >= this.#html.length) this.#tell("html-unclosed", "a comment is not closed", at, "add -->");
    this.#read = end + 1;
  }

  oncdata(start: number, end: number): void {
    this.#refuse(this.#html.lastIndexOf("<", start), end);
  }

  ondeclaration(start: number, end: number): void {
    this.#refuse(this.#html.lastIndexOf("<", start), end);
  }

  onprocessinginstruction(start: number, end: number): void {
    this.#refuse(this.#html.lastIndexOf("<", start), end);
  }

  /** What browsers pass over. */
  #refuse(at: number, end: number): void {
    const shown = this.#html.slice(at, Math.min(end + 1, at + 24));
    this.#tell("html-markup", `"${shown}" is neither text nor an element`, at, "leave it out, or write &lt; for <");
    this.#read = end + 1;
  }

  onend(): void {
    this.#endText();
    const rest = this.#html.slice(this.#read);
    if (this.#tag) this.#tell("html-unclosed", `the tag <${this.#tag.name} is not finished`, this.#tag.at, "add >");
    else if (rest.trim() !== "" && !rest.includes(">")) {
      this.#tell("html-unclosed", `"${rest.trim().slice(0, 24)}" is not finished`, this.#read, "add >");
    }
    for (const node of this.#open.splice(1)) this.#tellUnclosed(node);
  }

  #tellUnclosed({ name, at }: HtmlNode): void {
    // Whether an unknown element has an end is unknown, too.
    if (htmlElements.has(name)) this.#tell("html-unclosed", `<${name}> is not closed`, at, `add </${name}>`);
  }

  #tell(code: string, message: string, at: number, hint: string): void {
    this.problems.push(error(code, message, this.#placeAt(at), hint));
  }
}

/** What readers see or hear, and names with the links to them, in NFC; addresses stay as they are. */
function composed(name: string, value: string): string {
  const isText = ["title", "alt", "id"].includes(name) || (name === "href" && value.startsWith("#"));
  return isText ? value.normalize("NFC") : value;
}
