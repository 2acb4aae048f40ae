import { error, type Place, type Problem } from "../errors.ts";
import type { FontId, TextItem, TextMetrics } from "../graphics.ts";
import { rememberEach } from "../remember.ts";
import type { PlacedDocument } from "./page.ts";

/** Texts by their face of which each character has a glyph: those of one edition mostly stand in the next one. */
const soundTexts = rememberEach<TextMetrics, Map<FontId, Set<string>>>(() => new Map());
const mostTexts = 10_000;

/** Characters that would print as empty boxes: one problem each, with the words around the first one. */
export function missingGlyphs({ pages }: PlacedDocument, metrics: TextMetrics, placeOf: (character: string) => Place): Problem[] {
  const reported = new Map<string, Problem>();
  const sound = soundTexts(metrics);
  for (const [index, page] of pages.entries()) {
    for (const item of page.items) {
      if (item.kind !== "text") continue;
      for (const character of missingIn(item, sound, metrics)) {
        const code = `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
        const message = `the font has no glyph for "${character}" (${code}) in "${item.text.trim()}", page ${index + 1}`;
        if (!reported.has(character)) reported.set(character, error("glyph-missing", message, placeOf(character), "use another character"));
      }
    }
  }
  return [...reported.values()];
}

function missingIn({ text, font }: TextItem, sound: Map<FontId, Set<string>>, metrics: TextMetrics): readonly string[] {
  let known = sound.get(font);
  if (!known || known.size >= mostTexts) sound.set(font, (known = new Set()));
  if (known.has(text)) return allThere;
  const missing = metrics.missing(text, font);
  if (missing.length === 0) known.add(text);
  return missing;
}

const allThere: readonly string[] = [];
