import { error, type Place, type Problem } from "../errors.ts";
import type { FontId, TextItem, TextMetrics } from "../graphics.ts";
import type { PlacedDocument } from "./page.ts";

/** Characters that would print as empty boxes: one problem each, with the words around the first one. */
export function missingGlyphs({ pages }: PlacedDocument, metrics: TextMetrics, placeOf: (character: string) => Place): Problem[] {
  const reported = new Map<string, Problem>();
  const seen = new Map<FontId, Set<string>>();
  for (const [index, page] of pages.entries()) {
    for (const item of page.items) {
      if (item.kind !== "text") continue;
      for (const character of metrics.missing(unseen(item, seen), item.font)) {
        const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
        const message = `the font has no glyph for "${character}" (${code}) in "${item.text.trim()}", page ${index + 1}`;
        if (!reported.has(character)) reported.set(character, error("glyph-missing", message, placeOf(character), "use another character"));
      }
    }
  }
  return [...reported.values()];
}

/** The characters that have not been looked up in their face yet. */
function unseen({ text, font }: TextItem, seen: Map<FontId, Set<string>>): string {
  const known = seen.get(font) ?? new Set();
  seen.set(font, known);
  let fresh = "";
  for (const character of text) {
    if (known.has(character)) continue;
    known.add(character);
    fresh += character;
  }
  return fresh;
}
