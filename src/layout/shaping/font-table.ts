/** The table of this name in a TrueType or OpenType file, from its first byte on; undefined if the font has none. */
export function findTable(font: Uint8Array, tag: string): DataView | undefined {
  const file = new DataView(font.buffer, font.byteOffset, font.byteLength);
  for (let i = 0, record = 12; i < file.getUint16(4); i++, record += 16) {
    if (readTag(file, record) === tag) return part(file, file.getUint32(record + 8));
  }
  return undefined;
}

export const part = (view: DataView, offset: number): DataView => new DataView(view.buffer, view.byteOffset + offset);

export const readTag = (view: DataView, at: number): string => String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));

/**
 * Reads advance widths by glyph, in font units, from a font file's hmtx table (OpenType). fontkit reads each outline, too, for it.
 * Glyphs beyond the last full metric share its advance.
 */
export function readAdvances(font: Uint8Array): (glyph: number) => number {
  const [hhea, hmtx] = [findTable(font, "hhea"), findTable(font, "hmtx")];
  if (!hhea || !hmtx) throw new Error("The font has no horizontal metrics");
  const last = hhea.getUint16(34) - 1;
  return (glyph) => hmtx.getUint16(4 * Math.min(glyph, last));
}

/** Degrees counter-clockwise from upright, from the post table; fontkit reads the names of all glyphs, too, for it. */
export const readItalicAngle = (font: Uint8Array): number => (findTable(font, "post")?.getInt32(4) ?? 0) / 0x10000;
