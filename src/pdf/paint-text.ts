import type { TextItem } from "../graphics.ts";
import type { ShapedGlyph, ShapedWord } from "../layout/shaping/shape-word.ts";
import { fillOperator, fontOperator, formatNumber, formatNumbers } from "./content-stream.ts";
import type { Canvas } from "./canvas.ts";
import type { Face } from "./document-fonts.ts";

/** One run at a baseline, through the same shaping that measured it. */
export function paintText(item: TextItem, canvas: Canvas): void {
  const face = canvas.face(item.font);
  const words = face.shape(item.text, item.tabular);
  if (words.length === 0) return;
  const { content } = canvas;
  content.set({
    fill: fillOperator(item.color),
    font: fontOperator(face.name, item.size),
    spacing: `${formatNumber(item.letterSpacing ?? 0)} Tc`,
  });
  const shown = words.map((word) => encodeWord(word, face, item.size)).join("");
  content.addText(`${textMatrix(item)} Tm [(${shown})]TJ`);
}

/** Text stands upright though y grows downwards, and turns clockwise about the start of its baseline. */
function textMatrix({ x, y, rotation = 0 }: TextItem): string {
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return formatNumbers(cos, sin, sin, -cos, x, y);
}

/**
 * A word as the inside of a string in a TJ array: codes, and `)n(` where the next glyph stands elsewhere
 * than the font says (ISO 32000-1 9.4.3: n is subtracted, in thousandths of the size).
 */
function encodeWord(word: ShapedWord, face: Face, size: number): string {
  const known = face.encoded.get(word);
  if (known !== undefined) return known;
  const encoded = word.glyphs.map((glyph) => encodeGlyph(glyph, face.code(glyph), size)).join("");
  // A raised mark is raised by points, which differ from size to size.
  if (word.glyphs.every(({ dy }) => dy === 0)) face.encoded.set(word, encoded);
  return encoded;
}

function encodeGlyph({ width, advance, dx, dy }: ShapedGlyph, code: string, size: number): string {
  const placed = `${adjustment(-dx)}${code}${adjustment(width + dx - advance)}`;
  return dy === 0 ? placed : `)]TJ ${formatNumber((dy * size) / 1000)} Ts[(${placed})]TJ 0 Ts[(`;
}

const adjustment = (amount: number): string => (amount === 0 ? "" : `)${formatNumber(amount)}(`);
