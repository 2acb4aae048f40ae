import type { TextMetrics } from "../graphics.ts";
import type { Pt } from "../units.ts";
import { blockWidth, type TextBlock, type TextStyle } from "./text-block.ts";

/** After these a line may end without a space. */
const breaksAfter = /(?<=[-–—/])(?=\p{L})/u;

/**
 * `text` in lines no wider than `width`, as few as can be and of about one length. A name of several words stays on one
 * line where it fits; a word too long for a line is broken between letters: nothing is cut.
 */
export function wrapText(text: string, width: Pt, style: TextStyle, metrics: TextMetrics): TextBlock {
  const measure = (line: string) => metrics.width(line, style.font, style.size);
  if (measure(text) <= width) return { lines: [text], style };
  const fits = (words: string) => measure(words) <= width;
  const words = joinNames(text.split(/ +/).filter(Boolean), fits).flatMap((word) => pieces(word, width, measure));
  const lines = fill(words, width, measure);
  return { lines: balance(words, lines, measure), style };
}

/** A part of a word, and whether a space stands before it. */
interface Piece {
  readonly text: string;
  readonly spaced: boolean;
}

type Measure = (line: string) => Pt;

/** Both begin with capitals, or the second is a dash: no line begins with one. */
const belongTogether = (word: string, next: string): boolean => /^[–—]/.test(next) || (/^\(?\p{Lu}/u.test(word) && /^\p{Lu}/u.test(next));

/** The words of a name as one, and what stands in brackets; of "Former Ho Chi Minh City" rather the end than the beginning. */
function joinNames(words: readonly string[], fits: (words: string) => boolean): string[] {
  const joined: string[] = [];
  for (const word of words.toReversed()) {
    const next = joined.at(-1);
    const both = `${word} ${next}`;
    const inBrackets = next !== undefined && next.endsWith(")") && !next.startsWith("(");
    if (next !== undefined && (inBrackets || belongTogether(word, next)) && fits(both)) joined[joined.length - 1] = both;
    else joined.push(word);
  }
  return joined.toReversed();
}

function pieces(word: string, width: Pt, measure: Measure): Piece[] {
  if (word.includes(" ")) return [{ text: word, spaced: true }];
  const parts = word.split(breaksAfter).flatMap((part) => (measure(part) <= width ? [part] : breakWord(part, width, measure)));
  return parts.map((text, i) => ({ text, spaced: i === 0 }));
}

function breakWord(word: string, width: Pt, measure: Measure): string[] {
  const parts: string[] = [];
  let part = "";
  for (const { segment } of new Intl.Segmenter("en").segment(word)) {
    if (part !== "" && measure(part + segment) > width) {
      parts.push(part);
      part = "";
    }
    part += segment;
  }
  return [...parts, part];
}

function fill(words: readonly Piece[], width: Pt, measure: Measure): string[] {
  const lines: string[] = [];
  for (const { text, spaced } of words) {
    const last = lines.at(-1);
    const longer = last === undefined ? text : `${last}${spaced ? " " : ""}${text}`;
    if (last !== undefined && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(text);
  }
  return lines;
}

/** The narrowest filling with as many lines, found by halving. */
function balance(words: readonly Piece[], lines: readonly string[], measure: Measure): readonly string[] {
  let best = lines;
  let high = Math.max(...lines.map(measure));
  let low = Math.max(high / 2, ...words.map(({ text }) => measure(text)));
  // Six halvings of at most half a column's width come within two points.
  for (let i = 0; i < 6; i++) {
    const middle = (low + high) / 2;
    const tried = fill(words, middle, measure);
    if (tried.length > lines.length) low = middle;
    else [best, high] = [tried, middle];
  }
  return best;
}

/** The widest word of a text: what a column must hold for its words to stay whole. */
export function widestWord(text: string, style: TextStyle, metrics: TextMetrics): Pt {
  return blockWidth({ lines: text.split(/ +/).flatMap((word) => word.split(breaksAfter)), style }, metrics);
}
