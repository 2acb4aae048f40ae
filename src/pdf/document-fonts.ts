import type { FontId, TextItem } from "../graphics.ts";
import type { OpenFont } from "../layout/open-font.ts";
import type { ShapedGlyph, ShapedWord } from "../layout/shaping/shape-word.ts";
import type { Pt } from "../units.ts";
import { formatPlace } from "./format-number.ts";
import type { ObjectWriter } from "./open-pdf.ts";
import type { PdfReference } from "./pdf-value.ts";
import { writeFont, type CodedGlyph } from "./write-font.ts";

/** A font in this document. */
export interface Face {
  readonly font: OpenFont;
  /** Its name among a page's resources. */
  readonly name: string;
  readonly reference: PdfReference;
  /** The operator that selects it in a size. */
  select(size: Pt): string;
  /** The code of a glyph, as two characters of a literal string, escaped. */
  code(glyph: ShapedGlyph): string;
  /** Words already encoded. */
  readonly encoded: { get(word: ShapedWord): string | undefined; set(word: ShapedWord, encoded: string): unknown };
}

export interface DocumentFonts {
  /** The words of a text, and the spaces between them. */
  shape(item: Pick<TextItem, "font" | "text" | "tabular">): readonly ShapedWord[];
  /** The face `id` for such words, which is embedded if it is asked for. */
  face(id: FontId, words: readonly ShapedWord[]): Face;
  /** Writes the faces that were asked for, with the glyphs that were. */
  write(): void;
}

/** `first`: the number that the first face is named by. */
export function documentFonts(pdf: ObjectWriter, fonts: Record<FontId, OpenFont>, first = 1): DocumentFonts {
  const opened = new Map<FontId, OpenFace>();
  const open = (id: FontId) => {
    const known = opened.get(id) ?? openFace({ name: `F${opened.size + first}`, reference: pdf.object({}) }, fonts[id]);
    opened.set(id, known);
    return known;
  };
  return {
    shape: ({ font, text, tabular }) => fonts[font].shape(text, tabular),
    face: (id) => open(id).face,
    write: () => opened.forEach(({ face, glyphs }, id) => writeFont(pdf, fonts[id], { ...face, glyphs })),
  };
}

export interface OpenFace {
  readonly face: Face;
  /** Those that have a code, which is their place. */
  readonly glyphs: readonly CodedGlyph[];
  /** The code that a glyph has, if it has one. */
  readonly find: (glyph: ShapedGlyph) => string | undefined;
}

export function openFace(resource: { name: string; reference: PdfReference }, font: OpenFont): OpenFace {
  // Code 0 is the missing glyph, which is never shown.
  const glyphs: CodedGlyph[] = [{ id: 0, text: "\ufffd", width: 0, inset: 0 }];
  const { find, code } = glyphCodes(glyphs, font);
  return { glyphs, find, face: { ...resource, font, select: fontOperators(resource.name), code, encoded: new Map() } };
}

function fontOperators(name: string): Face["select"] {
  const known = new Map<Pt, string>();
  return (size) => {
    const operator = known.get(size) ?? `/${name} ${formatPlace(size)} Tf`;
    known.set(size, operator);
    return operator;
  };
}

/**
 * Gives out codes, one for each glyph, width and text that it stands for, so that every character copies as itself: the
 * glyph of a space is embedded twice when the text has no-break spaces. The ten digits get theirs together: the next edition has
 * other figures, and yet, nearly always, the same codes and the same subset.
 */
function glyphCodes(glyphs: CodedGlyph[], font: OpenFont): { find: OpenFace["find"]; code: Face["code"] } {
  // By glyph id, nearly always one each: a kerned glyph is an object of its own, so objects are no keys.
  const known: ({ glyph: ShapedGlyph; code: string }[] | undefined)[] = [];
  const find = (glyph: ShapedGlyph): string | undefined => {
    for (const one of known[glyph.id] ?? []) if (isSameGlyph(one.glyph, glyph)) return one.code;
    return undefined;
  };
  const add = (glyph: ShapedGlyph): string => {
    const code = formatCode(glyphs.push(glyph) - 1);
    (known[glyph.id] ??= []).push({ glyph, code });
    return code;
  };
  const code = (glyph: ShapedGlyph): string => {
    const found = find(glyph);
    if (found !== undefined) return found;
    if (isDigit(glyph)) digitsLike(glyph, font).forEach((digit) => find(digit) ?? add(digit));
    return find(glyph) ?? add(glyph);
  };
  return { find, code };
}

const isSameGlyph = (a: ShapedGlyph, b: ShapedGlyph): boolean => a.id === b.id && a.text === b.text && a.inset === b.inset;

const isDigit = ({ text }: ShapedGlyph): boolean => text.length === 1 && text >= "0" && text <= "9";

/** All digits as wide as this one stands: each as it is, or all alike. */
function digitsLike(digit: ShapedGlyph, font: OpenFont): readonly ShapedGlyph[] {
  const sets = [false, true].map((tabular) => font.shape("0123456789", tabular).flatMap((word) => word.glyphs));
  return sets.find((digits) => digits.some((one) => isSameGlyph(one, digit))) ?? [];
}

// ISO 32000-1 7.3.4.2: a bare carriage return would be read as a line feed.
const escapes: Record<string, string> = { "(": "\\(", ")": "\\)", "\\": "\\\\", "\r": "\\r" };

const formatCode = (code: number): string => String.fromCharCode(code >> 8, code & 0xff).replaceAll(/[()\\\r]/g, (byte) => escapes[byte]!);
