import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create, type Font } from "fontkit";
import type { FontId } from "../graphics.ts";
import { isSpace, renderingOf } from "./shaping/characters.ts";
import { readAdvances } from "./shaping/font-table.ts";
import { readKerning } from "./shaping/kerning.ts";
import { shapeCharacter, shapeWord, type Face, type ShapedGlyph, type ShapedWord } from "./shaping/shape-word.ts";

/** A face that measures and shapes: layout and painting ask the same one, so what is measured is what is painted. */
export interface OpenFont {
  readonly file: Font;
  /** The file's bytes, for embedding. */
  readonly data: Uint8Array;
  /** The words and the single spaces of `text`, in order. */
  shape(text: string, tabular?: boolean): readonly ShapedWord[];
  /** Width in thousandths of the size. */
  width(text: string, tabular?: boolean): number;
  /** The characters of `text` that have no glyph, each once. */
  missing(text: string): string[];
}

const files = {
  regular: "400Regular/BeVietnamPro_400Regular.ttf",
  italic: "400Regular_Italic/BeVietnamPro_400Regular_Italic.ttf",
  medium: "500Medium/BeVietnamPro_500Medium.ttf",
  semibold: "600SemiBold/BeVietnamPro_600SemiBold.ttf",
  bold: "700Bold/BeVietnamPro_700Bold.ttf",
} as const satisfies Record<FontId, string>;

/** Opens the five faces of Be Vietnam Pro. Open them once a process: each keeps what it has shaped. */
export function openFonts(readFont: (path: string) => Uint8Array = readPackagedFont): Record<FontId, OpenFont> {
  const open = (id: FontId) => openFont(readFont(files[id]));
  return { regular: open("regular"), italic: open("italic"), medium: open("medium"), semibold: open("semibold"), bold: open("bold") };
}

/** Reads a file of the fonts' package. */
function readPackagedFont(path: string): Uint8Array {
  return readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/be-vietnam-pro/${path}`));
}

/** Opens one TrueType or OpenType file. */
export function openFont(data: Uint8Array): OpenFont {
  const file = create(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  // A collection has no metrics of its own; briefs use single faces.
  if (!("layout" in file)) throw new Error("A font collection cannot be opened as one font");
  const shape = shaper(openFace(file, data));
  return {
    file,
    data,
    shape,
    width: (text, tabular) => {
      let width = 0;
      for (const word of shape(text, tabular)) width += word.width;
      return width;
    },
    missing: finderOfMissing(file),
  };
}

function openFace(file: Font, data: Uint8Array): Face {
  const advance = readAdvances(data);
  const glyphs = new Map<number, ShapedGlyph>();
  const glyph = (codePoint: number): ShapedGlyph => {
    const known = glyphs.get(codePoint) ?? shapeCharacter({ file, advance }, codePoint);
    glyphs.set(codePoint, known);
    return known;
  };
  const digitWidth = Math.max(...Array.from("0123456789", (digit) => glyph(digit.charCodeAt(0)).width));
  return { file, kerning: readKerning(data), advance, digitWidth, glyph };
}

// Words of a brief number a few thousand; a table of 10,000 rows may bring as many numbers. About 20 MB when full.
const cachedWords = 50_000;

// Runs of text: a brief has some 2,000 in each language, and its next edition mostly the same ones. About 5 MB when full.
const cachedTexts = 10_000;

function shaper(face: Face): OpenFont["shape"] {
  const [proportional, tabular] = [shapeWith(face, false), shapeWith(face, true)];
  return (text, isTabular = false) => (isTabular ? tabular : proportional)(text);
}

function shapeWith(face: Face, tabular: boolean): (text: string) => readonly ShapedWord[] {
  const shape = rememberUpTo(cachedWords, (word: string) => shapeWord(face, word, tabular));
  return rememberUpTo(cachedTexts, (text: string) => splitWords(text, shape));
}

/** `make`, with a memory of so many results: when it is full it begins anew. */
function rememberUpTo<Made>(most: number, make: (text: string) => Made): (text: string) => Made {
  const known = new Map<string, Made>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const made = make(text);
    known.set(text, made);
    return made;
  };
}

/** Shapes words, and each space as a word of its own. */
function splitWords(text: string, shape: (word: string) => ShapedWord): ShapedWord[] {
  const words: ShapedWord[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (!isSpace(text.charCodeAt(i))) continue;
    if (i > start) words.push(shape(text.slice(start, i)));
    words.push(shape(text.charAt(i)));
    start = i + 1;
  }
  if (start < text.length) words.push(shape(text.slice(start)));
  return words;
}

function finderOfMissing(file: Font): OpenFont["missing"] {
  const has = (codePoint: number) => file.hasGlyphForCodePoint(codePoint);
  const found = new Set<number>();
  return (text) => {
    const missing = new Set<string>();
    const composed = text.normalize("NFC");
    for (let i = 0; i < composed.length; i++) {
      const code = composed.codePointAt(i)!;
      if (code > 0xffff) i++;
      if (found.has(code)) continue;
      if (renderingOf(code, has).missing) missing.add(String.fromCodePoint(code));
      else found.add(code);
    }
    return [...missing];
  };
}
