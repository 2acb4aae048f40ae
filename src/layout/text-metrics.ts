import type { FontId, TextMetrics } from "../graphics.ts";
import type { OpenFont } from "./open-font.ts";

/** Measures text as it will be painted. The faces of one family share their vertical metrics; the regular one gives them. */
export function textMetrics(fonts: Record<FontId, OpenFont>): TextMetrics {
  const known = metricsOf.get(fonts);
  if (known) return known;
  const metrics = measureWith(fonts);
  metricsOf.set(fonts, metrics);
  return metrics;
}

/** One for each set of opened fonts: editions share what has been measured. */
const metricsOf = new WeakMap<Record<FontId, OpenFont>, TextMetrics>();

function measureWith(fonts: Record<FontId, OpenFont>): TextMetrics {
  const { ascent, descent, capHeight, xHeight, unitsPerEm } = fonts.regular.file;
  const width = cachedWidth(fonts);
  return {
    width: (text, font, size, tabular) => (width(text, font, tabular) * size) / 1000,
    missing: (text, font) => fonts[font].missing(text),
    ascent: ascent / unitsPerEm,
    descent: -descent / unitsPerEm,
    capHeight: capHeight / unitsPerEm,
    xHeight: xHeight / unitsPerEm,
  };
}

// The words, numbers and labels of a brief come again and again; longer texts do not.
const longestCached = 40;
const mostCached = 20_000;

/** Widths in thousandths of the size, kept for short texts. */
function cachedWidth(fonts: Record<FontId, OpenFont>): (text: string, font: FontId, tabular?: boolean) => number {
  const caches = new Map<string, Map<string, number>>();
  return (text, font, tabular = false) => {
    if (text.length > longestCached) return fonts[font].width(text, tabular);
    const name = tabular ? `${font} tabular` : font;
    let cache = caches.get(name);
    if (!cache || cache.size >= mostCached) caches.set(name, (cache = new Map()));
    let width = cache.get(text);
    if (width === undefined) cache.set(text, (width = fonts[font].width(text, tabular)));
    return width;
  };
}
