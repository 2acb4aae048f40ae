import type { Font } from "fontkit";
import { renderingOf } from "./characters.ts";
import type { Kerning } from "./kerning.ts";

/** Lengths are in thousandths of the size, as in PDF's text operators. */
export interface ShapedGlyph {
  readonly id: number;
  /** The characters that it stands for. */
  readonly text: string;
  /** The glyph's width, and how far to the right its outline is moved in it: both as in the font file, except in a digit that was evened out. */
  readonly width: number;
  readonly inset: number;
  /** From its origin to the next glyph's. */
  readonly advance: number;
  /** Where it is drawn, relative to its origin; y upwards. */
  readonly dx: number;
  readonly dy: number;
}

export interface ShapedWord {
  readonly glyphs: readonly ShapedGlyph[];
  readonly width: number;
}

/** What shaping needs of a font file. */
export interface Face {
  readonly file: Font;
  readonly kerning: Kerning;
  /** A glyph's advance width, in font units. */
  readonly advance: (glyph: number) => number;
  /** Width of the widest digit, in thousandths of the size. */
  readonly digitWidth: number;
  /** A character's glyph, found once. */
  readonly glyph: (codePoint: number) => ShapedGlyph;
}

/**
 * Shapes text without spaces: one glyph a character, kerned, no ligatures (so that letter-spacing and extraction hold
 * for every character). Text is composed first.
 */
export function shapeWord(face: Face, word: string, tabular: boolean): ShapedWord {
  const composed = word.normalize("NFC");
  const glyphs = latinMarks.test(composed) ? shapeClusters(face, composed) : shapeCharacters(face, composed);
  if (tabular) glyphs.forEach((glyph, i) => (glyphs[i] = evenOut(glyph, face.digitWidth)));
  let width = 0;
  for (let i = 0; i < glyphs.length; i++) {
    const glyph = (glyphs[i] = kern(face, glyphs[i]!, tabular ? kernedInColumns(glyphs[i]!, glyphs[i + 1]) : glyphs[i + 1]));
    width += glyph.advance;
  }
  return { glyphs, width };
}

/** The combining marks that Latin letters take; the font has none of other scripts. */
const latinMarks = /[\u0300-\u036f]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]/;

function shapeCharacters(face: Face, text: string): ShapedGlyph[] {
  const glyphs: ShapedGlyph[] = [];
  for (const char of text) glyphs.push(face.glyph(char.codePointAt(0)!));
  return glyphs;
}

/** Letters, each followed by its combining marks. */
function shapeClusters(face: Face, text: string): ShapedGlyph[] {
  const clusters = text.match(/\P{M}?\p{M}+|\P{M}/gu) ?? [];
  return clusters.flatMap((cluster) => placeMarks(face.file, shapeCharacters(face, cluster)));
}

/**
 * Centres marks over or under their letter and stacks them outwards. The font's own anchors are not used: they cover
 * the composed letters of Vietnamese, which never come here, and fontkit 2.0.4 throws where one is absent.
 */
function placeMarks(file: Font, [base, ...marks]: ShapedGlyph[]): ShapedGlyph[] {
  if (!base || marks.length === 0) return base ? [base] : [];
  const scale = 1000 / file.unitsPerEm;
  let { maxY: top, minY: bottom } = file.getGlyph(base.id).bbox;
  const placed = marks.map((mark) => {
    const { minX, maxX, minY, maxY } = file.getGlyph(mark.id).bbox;
    // Marks are drawn to fit a letter of x-height that ends on the baseline.
    const dy = minY > 0 ? Math.max(0, top - file.xHeight) : Math.min(0, bottom);
    [top, bottom] = [Math.max(top, maxY + dy), Math.min(bottom, minY + dy)];
    return { ...mark, dx: -base.advance / 2 - ((minX + maxX) / 2) * scale, dy: dy * scale };
  });
  return [base, ...placed];
}

/** The glyph that stands for one character, not yet kerned. */
export function shapeCharacter({ file, advance }: Pick<Face, "file" | "advance">, codePoint: number): ShapedGlyph {
  const { glyphOf, text, width } = renderingOf(codePoint, (other) => file.hasGlyphForCodePoint(other));
  const { id } = file.glyphForCodePoint(glyphOf);
  const own = (advance(id) * 1000) / file.unitsPerEm;
  return { id, text, width: own, inset: 0, advance: width === undefined ? own : width * 1000, dx: 0, dy: 0 };
}

function kern({ file, kerning }: Face, glyph: ShapedGlyph, next: ShapedGlyph | undefined): ShapedGlyph {
  const amount = next ? kerning(glyph.id, next.id) : 0;
  return amount === 0 ? glyph : { ...glyph, advance: glyph.advance + (amount * 1000) / file.unitsPerEm };
}

const isDigit = ({ text }: ShapedGlyph): boolean => text.length === 1 && text >= "0" && text <= "9";

/** The glyph that `glyph` is kerned with, if any: in columns of figures, digits stand at fixed distances. */
const kernedInColumns = (glyph: ShapedGlyph, next: ShapedGlyph | undefined): ShapedGlyph | undefined =>
  next && (isDigit(glyph) || isDigit(next)) ? undefined : next;

/** A digit in the middle of the widest digit's width. */
const evenOut = (glyph: ShapedGlyph, digitWidth: number): ShapedGlyph =>
  isDigit(glyph) ? { ...glyph, width: digitWidth, inset: (digitWidth - glyph.width) / 2, advance: digitWidth } : glyph;
