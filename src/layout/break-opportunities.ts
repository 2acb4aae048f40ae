import LineBreaker from "linebreak";

/** Where a line may end: the index after the break, and whether it must. */
export interface BreakOpportunity {
  readonly index: number;
  readonly required: boolean;
}

/** Nothing wraps between these; UAX #14 alone would part a figure from what belongs to it. */
const closing = /^[)\]}»”’!?.,:;%…]/u;
const opening = /[([{«“‘]\s*$/u;
/** Spaces between an opening mark and what it opens that still count. */
const longestSpace = 4;
/** A range of numbers or months, a unit per unit, the number of a law: UAX #14 would part them after dash or slash. */
const joined = /(?:\d–|[A-Z][a-z]{2}–|[\p{L}\d]\/)$/u;
/** Longer runs between spaces, addresses above all, may part at any slash. */
const longestJoined = 24;

/**
 * Line break opportunities of `text` by UAX #14, without those inside `kept` ranges (their start index: a source mark
 * stays with its word) and never before closing or after opening punctuation.
 */
export function breakOpportunities(text: string, kept: ReadonlySet<number>): BreakOpportunity[] {
  const breaker = new LineBreaker(text);
  const found: BreakOpportunity[] = [];
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    const { position: index, required = false } = next;
    const forbidden =
      kept.has(index) ||
      joins(text, index) ||
      closing.test(text.slice(index, index + 1)) ||
      opening.test(text.slice(Math.max(0, index - 1 - longestSpace), index));
    if (required || index === text.length || !forbidden) found.push({ index, required: required && text[index - 1] === "\n" });
  }
  return found;
}

function joins(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - longestJoined), index);
  if (!joined.test(before) || !/^[\p{L}\d]/u.test(text.slice(index, index + 1))) return false;
  const [run = ""] = /\S*$/.exec(before) ?? [];
  const [rest = ""] = /^\S*/.exec(text.slice(index, index + longestJoined)) ?? [];
  return run.length + rest.length <= longestJoined;
}

/** Places inside a word too long for a line: between grapheme clusters, never before a combining mark. */
export function graphemes(word: string): string[] {
  return word.match(/[^\p{M}][\p{M}\u200d]*|\p{M}+/gu) ?? [];
}
