/** What a text that should stand on one line holds besides its words. */
const unwanted =
  // Controls and line ends; soft hyphen and zero-width characters; marks that turn the direction of what follows.
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/;
const lineEnds = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const invisible = new RegExp(unwanted.source, "g");

export interface CleanText {
  readonly text: string;
  /** What was taken out, for the message: "a line break", "U+202E". */
  readonly removed: readonly string[];
}

/** Whether `text` may hold anything that `cleanText` would change, apart from white space at its ends. */
export const needsCleaning = (text: string): boolean => unwanted.test(text);

/**
 * The words of a text that should stand on one line: line ends and tabs become one space; controls, zero-width
 * characters and direction marks go, since no font draws them and they could turn the text after them around.
 */
export function cleanText(text: string): CleanText {
  const trimmed = text.trim();
  if (!needsCleaning(trimmed)) return { text: trimmed, removed: [] };
  const removed = new Set<string>();
  const oneLine = trimmed.replace(lineEnds, () => {
    removed.add("a line break or tab");
    return " ";
  });
  const visible = oneLine.replace(invisible, (character) => {
    removed.add(codePoint(character));
    return "";
  });
  return { text: visible.replace(/ {2,}/g, " ").trim(), removed: [...removed] };
}

const codePoint = (character: string) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
