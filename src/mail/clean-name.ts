import { plainText } from "../language/plain-text.ts";

/** Longer names are cut: nobody's name needs more, and one that fills a screen hides what follows it. */
const mostCharacters = 64;
/** Vietnamese needs two marks a letter; stacks of them run over the lines around. */
const excessMarks = /(?<=\p{M}{4})\p{M}+/gu;
/** What can't be seen, but for the joiners that emoji and some scripts need between letters. */
const unseen =
  /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u{e0000}-\u{e0fff}]|(?![\u200c\u200d])\p{Cf}|(?<![\p{L}\p{M}\p{Extended_Pictographic}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{M}\p{Extended_Pictographic}])/gu;

const segmenter = new Intl.Segmenter("vi", { granularity: "grapheme" });

/** A name as it may stand in a header or a greeting: one line of what can be seen, in NFC, of bounded length. */
export function cleanName(name: string): string {
  const visible = plainText(name).replace(unseen, "").replace(excessMarks, "").replace(/\s+/g, " ").trim();
  const characters = Array.from(segmenter.segment(visible), ({ segment }) => segment);
  return characters.length <= mostCharacters
    ? visible
    : `${characters
        .slice(0, mostCharacters - 1)
        .join("")
        .trimEnd()}…`;
}
