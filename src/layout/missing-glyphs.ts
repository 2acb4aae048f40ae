import { error, type Problem } from "../errors.ts";
import type { TextMetrics } from "../graphics.ts";
import type { PlacedDocument } from "./page.ts";

/** Characters that would print as empty boxes: one problem each, with the words around the first one. */
export function missingGlyphs({ pages }: PlacedDocument, metrics: TextMetrics, file: string): Problem[] {
  const reported = new Map<string, Problem>();
  for (const [index, page] of pages.entries()) {
    for (const item of page.items) {
      if (item.kind !== "text") continue;
      for (const character of metrics.missing(item.text, item.font)) {
        const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
        const message = `the font has no glyph for "${character}" (${code}) in "${item.text.trim()}", page ${index + 1}`;
        if (!reported.has(character)) reported.set(character, error("glyph-missing", message, { file }, "use another character"));
      }
    }
  }
  return [...reported.values()];
}
