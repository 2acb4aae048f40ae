import type { FontId, TextMetrics } from "../graphics.ts";
import type { OpenFont } from "./open-font.ts";

/** Measures text as it will be painted. The faces of one family share their vertical metrics; the regular one gives them. */
export function textMetrics(fonts: Record<FontId, OpenFont>): TextMetrics {
  const { ascent, descent, capHeight, xHeight, unitsPerEm } = fonts.regular.file;
  return {
    width: (text, font, size, tabular) => (fonts[font].width(text, tabular) * size) / 1000,
    missing: (text, font) => fonts[font].missing(text),
    ascent: ascent / unitsPerEm,
    descent: -descent / unitsPerEm,
    capHeight: capHeight / unitsPerEm,
    xHeight: xHeight / unitsPerEm,
  };
}
