import { diffArrays } from "diff";

/** A stretch of a paragraph: in both editions, or in one. */
export interface WordChange {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

/** A paragraph that is not the same in two editions, or that one of them lacks. */
export interface TextChange {
  readonly before: string | null;
  readonly now: string | null;
  readonly words: readonly WordChange[];
}

/**
 * Paragraphs that differ, in reading order; that one stands elsewhere is no difference. `isSame` may take two for the same that differ in what is no change of the text,
 * such as the day of the edition.
 */
export function compareTexts(
  before: readonly string[],
  now: readonly string[],
  isSame: (before: string, now: string) => boolean = (one, other) => one === other,
): TextChange[] {
  const runs = diffArrays([...before], [...now], { comparator: isSame });
  const changes: TextChange[] = [];
  for (let index = 0; index < runs.length; index++) {
    const [run, next] = [runs[index]!, runs[index + 1]];
    if (!run.added && !run.removed) continue;
    const replaced = run.removed && next?.added ? next.value : [];
    if (replaced.length > 0) index++;
    changes.push(...(run.removed ? pairParagraphs(run.value, replaced) : run.value.map(addedParagraph)));
  }
  return withoutMoved(changes);
}

/** A list in order of citation moves with every figure that comes or goes. */
function withoutMoved(changes: readonly TextChange[]): TextChange[] {
  const moved = new Set<TextChange>();
  for (const removed of changes) {
    if (removed.now !== null) continue;
    const elsewhere = changes.find((change) => change.before === null && change.now === removed.before && !moved.has(change));
    if (elsewhere) moved.add(removed).add(elsewhere);
  }
  return changes.filter((change) => !moved.has(change));
}

/** Paragraphs in whose place others stand: those that have much in common are told as one, changed. */
function pairParagraphs(removed: readonly string[], added: readonly string[]): TextChange[] {
  const changes: TextChange[] = [];
  let next = 0;
  for (const before of removed) {
    const candidates = added.slice(next).map((now) => ({ before, now, words: compareWords(before, now) }));
    const match = candidates.findIndex((change) => isAlike(change));
    if (match < 0) {
      changes.push({ before, now: null, words: [{ kind: "removed", text: before }] });
      continue;
    }
    changes.push(...added.slice(next, next + match).map(addedParagraph), candidates[match]!);
    next += match + 1;
  }
  return [...changes, ...added.slice(next).map(addedParagraph)];
}

const addedParagraph = (now: string): TextChange => ({ before: null, now, words: [{ kind: "added", text: now }] });

/** A number is one word, whatever stands between its digits: 42,9 became 43,1, and not 42 became 43 and 9 became 1. */
const wordPattern = /\p{N}+(?:[.,/]\p{N}+)*|[\p{L}\p{M}]+|\s+|./gsu;
const wordsOf = (text: string): string[] => text.match(wordPattern) ?? [];

export const compareWords = (before: string, now: string): WordChange[] =>
  diffArrays(wordsOf(before), wordsOf(now)).map(({ added, removed, value }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value.join(""),
  }));

/** Less in common than this, and marks between words would only confuse. */
const leastShare = 0.4;

function isAlike({ before, now, words }: { before: string; now: string; words: readonly WordChange[] }): boolean {
  const kept = words.filter(({ kind, text }) => kind === "same" && text.trim() !== "").reduce((sum, { text }) => sum + text.length, 0);
  return kept >= leastShare * Math.max(before.length, now.length);
}
