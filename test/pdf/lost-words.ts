import { readFileSync } from "node:fs";
import { isElement, readStructure, type Element } from "./check/read-structure.ts";
import { readPdf } from "./check/read-pdf.ts";
import { readTexts } from "./check/read-texts.ts";

/** Words of a PDF's tag tree that are not in the text that a tool extracted from it, letter by letter, in NFC; each once. */
export function lostWords(bytes: Uint8Array, extracted: string): string[] {
  const counts = countWords(wordsIn(extracted));
  // A word may be broken at the end of a line, after a hyphen that some tools drop.
  const letters = lettersOf(extracted);
  const wanted = countWords(wordsOfTree(bytes));
  return [...wanted].filter(([word, count]) => (counts.get(word) ?? 0) < count && !letters.includes(lettersOf(word))).map(([word]) => word);
}

const wordsIn = (text: string): string[] => text.split(/[\s\u200b]+/u).filter(Boolean);
const lettersOf = (text: string): string => text.replaceAll(/[^\p{L}\p{M}\p{N}]/gu, "");

function countWords(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The words of each block; those of a drawing stand alone. */
function wordsOfTree(bytes: Uint8Array): string[] {
  const file = readPdf(bytes);
  const pieces = new Map(readTexts(file).map(({ page, mcid, pieces }) => [`${page}/${mcid}`, pieces]));
  const inside = (element: Element, between: string): string =>
    element.kids
      .map((kid) => {
        if (!isElement(kid)) return "mcid" in kid ? (pieces.get(`${kid.page}/${kid.mcid}`) ?? []).join(between) : "";
        return inlineTypes.has(kid.type) ? inside(kid, between) : ` ${inside(kid, kid.type === "Figure" ? " " : "")} `;
      })
      .join(between);
  return readStructure(file).flatMap((root) => wordsIn(inside(root, "")));
}

const inlineTypes = new Set(["Span", "Link", "Reference", "Note"]);

// node lost-words.ts FILE.pdf TEXT.txt TOOL: says which words of the file TOOL did not find.
if (import.meta.main) {
  const [pdf = "", text = "", tool = ""] = process.argv.slice(2);
  const extracted = readFileSync(text, "utf8");
  const composed = extracted.normalize("NFC") === extracted;
  const lost = lostWords(readFileSync(pdf), extracted);
  if (!composed) console.error(`${pdf}: ${tool} extracts letters in pieces (not NFC): copied text would not be found by searching`);
  if (lost.length > 0)
    console.error(`${pdf}: ${tool} does not find ${lost.length} words that the tag tree has: ${lost.slice(0, 20).join(", ")}`);
  process.exitCode = composed && lost.length === 0 ? 0 : 1;
}
