import { rememberEachKept } from "../kept-graph.ts";
import type { ComputedStyle } from "./compute-style.ts";
import { detached } from "./detached.ts";
import type { HtmlNode } from "./html-tree.ts";
import type { StyleSheet } from "./style-sheet.ts";
import type { Style } from "./style.ts";

/** What an element of the HTML was made into. */
interface Remembered {
  /** Under which it is known. */
  readonly key: string;
  /** The style that it stands in, itself: it is another one on another line of ancestors. */
  readonly style: Style;
  readonly made: unknown;
  /** The styles in it, each with how far from its start the first element stands that has it. */
  readonly uses: ReadonlyMap<ComputedStyle, number>;
  /** What it consists of that is remembered by itself, too. */
  readonly parts: readonly Remembered[];
}

/** Made of an element by its HTML and what it stands in, as often as it stood in one document: a document never has a node twice. */
type Generation = Map<string, readonly Remembered[]>;

/**
 * After so many documents, or characters of HTML, the next generation begins, and what none of the last asked for is forgotten:
 * briefs in three languages in turn keep what they share, and so do copies with other selections of sections (with 12, these took
 * a seventh more). A document that differs in its date and a figure adds some 250 kB; a brief has up to 150,000 characters, each
 * of them in four elements, one in the other.
 */
const generationDocuments = 32;
const generationCharacters = 4_000_000;

/** Elements that are remembered of those in one document that are alike: rows of a table above all. */
const mostAlike = 32;

/** What the blocks of documents were made into, by their HTML: from one edition to the next, and from one reader to another, few change. */
class BlockMemory {
  #young: Generation;
  #old: Generation = new Map();
  #characters = 0;
  #documents = 0;
  /** Keys that were asked for. */
  readonly #asked = new Set<string>();

  constructor(known: Generation = new Map()) {
    this.#young = known;
  }

  /** What was asked for, and what that consists of. */
  get asked(): Generation {
    const asked = new Map<string, Set<Remembered>>();
    const add = (one: Remembered): void => {
      const others = asked.get(one.key);
      if (others) others.add(one);
      else asked.set(one.key, new Set([one]));
    };
    for (const key of this.#asked) {
      for (const one of this.#young.get(key) ?? this.#old.get(key) ?? []) for (const part of [one, ...one.parts]) add(part);
    }
    return new Map([...asked].map(([key, all]) => [key, [...all]]));
  }

  /** All that was made of the element. */
  find(key: string): readonly Remembered[] {
    const young = this.#young.get(key);
    const found = young ?? this.#old.get(key) ?? [];
    // What it is known under, for `key` lies in the HTML.
    const [first] = found;
    if (first) this.#asked.add(first.key);
    if (first && !young) this.#keep(first.key, found);
    return found;
  }

  add(made: Remembered): void {
    const others = this.find(made.key);
    this.#asked.add(made.key);
    if (others.filter(({ style }) => style === made.style).length < mostAlike) this.#keep(made.key, [...others, made]);
  }

  #keep(key: string, made: readonly Remembered[]): void {
    this.#young.set(key, made);
    this.#characters += key.length;
    if (this.#characters >= generationCharacters) this.#age();
  }

  beginDocument(): void {
    if (++this.#documents > generationDocuments) this.#age();
  }

  #age(): void {
    [this.#old, this.#young, this.#characters, this.#documents] = [this.#young, new Map(), 0, 0];
    this.#asked.clear();
  }
}

/** Of an element that is remembered: what is larger consists of such, and seldom stays as it is. */
const mostCharacters = 20_000;

const memoryOf = rememberEachKept<StyleSheet, BlockMemory, Generation>("blocks", () => new BlockMemory(), {
  pack: (memory) => memory.asked,
  unpack: (known) => new BlockMemory(known),
});

/** What is collected while an element is made into something. */
export interface Collected {
  readonly uses: Map<ComputedStyle, number>;
  readonly parts: Remembered[];
}

/** Where an element stands, as far as what it is made into depends on it. */
interface Surroundings extends Collected {
  readonly style: Style;
  readonly lang: string;
  /** Of a list item. */
  readonly marker?: string;
}

/** The memory as one document uses it. */
export class DocumentMemory {
  /** Elements that were made into something before, without a fault. */
  readonly known = new Set<HtmlNode>();
  readonly #memory: BlockMemory;
  readonly #html: string;
  readonly #inUse = new Set<Remembered>();
  readonly #fresh: Remembered[] = [];

  constructor(html: string, sheet: StyleSheet) {
    [this.#html, this.#memory] = [html, memoryOf(sheet)];
    this.#memory.beginDocument();
  }

  /** What `make` makes of `node`, or made of the same HTML in the same surroundings for a document before this one. */
  recall<Made, Around extends Surroundings>(node: HtmlNode, around: Around, make: (around: Around) => Made): Made {
    if (node.end - node.at > mostCharacters) return make(around);
    const { style, lang, marker = "" } = around;
    const key = `${lang} ${marker} ${this.#html.slice(node.at, node.end)}`;
    const isFit = (one: Remembered): boolean => one.style === style && this.#isFree(one) && one.parts.every((part) => this.#isFree(part));
    const found = this.#memory.find(key).find(isFit);
    if (found) {
      this.known.add(node);
      for (const one of [found, ...found.parts]) this.#inUse.add(one);
      collect(found, node, around);
      // Under the same HTML and style it was made by the same function.
      return found.made as Made;
    }
    const inner: Collected = { uses: new Map(), parts: [] };
    const made = make({ ...around, ...inner });
    const uses = new Map([...inner.uses].map(([use, at]) => [use, at - node.at]));
    const fresh = { key: detached(key), style, made, uses, parts: inner.parts };
    this.#fresh.push(fresh);
    collect(fresh, node, around);
    return made;
  }

  #isFree(one: Remembered): boolean {
    return !this.#inUse.has(one);
  }

  /** To be called if nothing is wrong with the document: what has a fault is made again, so that it is told again. */
  keep(): void {
    for (const fresh of this.#fresh) this.#memory.add(fresh);
  }
}

function collect(remembered: Remembered, { at: start }: HtmlNode, { uses, parts }: Collected): void {
  for (const [use, at] of remembered.uses) if (!uses.has(use)) uses.set(use, start + at);
  parts.push(remembered);
  for (const part of remembered.parts) parts.push(part);
}
