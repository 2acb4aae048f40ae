import type { TextItem } from "../graphics.ts";
import type { ShapedGlyph, ShapedWord } from "../layout/shaping/shape-word.ts";
import type { Canvas } from "./canvas.ts";
import { fillOperator } from "./color-operators.ts";
import type { Face } from "./document-fonts.ts";
import { formatNumber, formatPlace } from "./format-number.ts";

/** One run at a baseline, through the same shaping that measured it. */
export function paintText(item: TextItem, canvas: Canvas): void {
  const words = canvas.shape(item);
  const face = canvas.face(item.font, words);
  let shown = "";
  for (const word of words) shown += encodeWord(word, face, item.size);
  if (shown === "") return;
  const { content } = canvas;
  content.set("fill", fillOperator(item.color));
  content.set("font", face.select(item.size));
  content.set("spacing", item.letterSpacing ? `${formatPlace(item.letterSpacing)} Tc` : "0 Tc");
  content.showText(item, `(${shown})`);
}

/**
 * A word as the inside of a string in a TJ array: codes, and `)n(` where the next glyph stands elsewhere
 * than the font says (ISO 32000-1 9.4.3: n is subtracted, in thousandths of the size).
 */
function encodeWord(word: ShapedWord, face: Face, size: number): string {
  const known = face.encoded.get(word);
  if (known !== undefined) return known;
  let encoded = "";
  let isRaised = false;
  for (const glyph of word.glyphs) {
    encoded += encodeGlyph(glyph, face.code(glyph), size);
    isRaised ||= glyph.dy !== 0;
  }
  // A raised mark is raised by points, which differ from size to size.
  if (!isRaised) face.encoded.set(word, encoded);
  return encoded;
}

function encodeGlyph({ width, advance, dx, dy }: ShapedGlyph, code: string, size: number): string {
  const placed = `${adjustment(-dx)}${code}${adjustment(width + dx - advance)}`;
  return dy === 0 ? placed : `)]TJ ${formatPlace((dy * size) / 1000)} Ts[(${placed})]TJ 0 Ts[(`;
}

const adjustment = (amount: number): string => (amount === 0 ? "" : `)${formatNumber(amount)}(`);
