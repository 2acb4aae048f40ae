/** How one character is drawn: by which character's glyph, how wide, and what a reader of the PDF gets for it. */
export interface Rendering {
  readonly glyphOf: number;
  /** What text extraction gives back. */
  readonly text: string;
  /** Width as a share of the size, where it is not the glyph's own. */
  readonly width?: number;
  /** The glyph stands for a character that the font lacks. */
  readonly missing?: boolean;
}

const space = 0x20;
// Be Vietnam Pro has no glyph for U+FFFD; a question mark says the same to everyone.
const replacement = 0x3f;

/** Spaces that few fonts carry, as shares of the size (Unicode 6.2, table 6-2; figure and punctuation spaces by eye). */
const spaceWidths = new Map<number, number>([
  [0x2000, 1 / 2],
  [0x2001, 1],
  [0x2002, 1 / 2],
  [0x2003, 1],
  [0x2004, 1 / 3],
  [0x2005, 1 / 4],
  [0x2006, 1 / 6],
  [0x2007, 0.6],
  [0x2008, 0.25],
  [0x2009, 1 / 5],
  [0x200a, 1 / 8],
  [0x202f, 1 / 5],
  [0x205f, 4 / 18],
  [0x3000, 1],
]);

/** Characters that look the same and whose twin is in every font: hyphens that do or do not allow a break. */
const twins = new Map<number, number>([
  [0x2010, 0x2d],
  [0x2011, 0x2d],
  [0x2043, 0x2022],
  [0x02bc, 0x2019],
]);

const lineSpaces = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x85, 0x2028, 0x2029]);

/** Whether a word ends here: kerning never crosses a space, so that the widths of words and spaces add up exactly. */
export function isSpace(code: number): boolean {
  // Most letters are settled here: this is asked for every character that is measured.
  if (code > space && code < 0x2000) return code === 0xa0 || code === 0x85;
  return code === space || lineSpaces.has(code) || spaceWidths.has(code);
}

/** How `codePoint` is drawn with a font that has the glyphs for which `has` is true. */
export function renderingOf(codePoint: number, has: (codePoint: number) => boolean): Rendering {
  if (isForbidden(codePoint)) return { glyphOf: replacement, text: "\ufffd", missing: true };
  const text = String.fromCodePoint(codePoint);
  // Before asking the font: a glyph for a line feed or a direction mark would be painted as a box.
  if (lineSpaces.has(codePoint)) return { glyphOf: space, text: " " };
  if (isInvisible(text)) return { glyphOf: space, text: codePoint === 0xfeff ? "\u2060" : text, width: 0 };
  if (has(codePoint)) return { glyphOf: codePoint, text };
  const width = spaceWidths.get(codePoint);
  if (width !== undefined) return { glyphOf: space, text, width };
  const twin = twins.get(codePoint);
  if (twin !== undefined) return { glyphOf: twin, text };
  return { glyphOf: replacement, text, missing: true };
}

/**
 * What may not stand in a ToUnicode map or an XML file: controls, lone surrogates, noncharacters, and private use,
 * which says nothing to a reader (ISO 19005-3 6.2.11.7.3).
 */
const isForbidden = (codePoint: number): boolean =>
  (codePoint < 0x20 && !lineSpaces.has(codePoint)) ||
  (codePoint >= 0x7f && codePoint < 0xa0 && codePoint !== 0x85) ||
  (codePoint >= 0xd800 && codePoint < 0xf900) ||
  (codePoint & 0xfffe) === 0xfffe ||
  (codePoint >= 0xfdd0 && codePoint <= 0xfdef) ||
  codePoint >= 0xf0000;

/** Direction marks, joiners, variation selectors: they have no shape, but a copy of the text keeps them. */
const isInvisible = (text: string): boolean => text !== "\u00ad" && /\p{Default_Ignorable_Code_Point}/u.test(text);
