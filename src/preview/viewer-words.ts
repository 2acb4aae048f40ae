import type { Language } from "../language/language.ts";
import type { Screens } from "../screens/read-screens.ts";
import type { MentionKind } from "../template/mention.ts";

type ViewerWord = readonly [key: string, holes: readonly string[]];

/** What the viewer's modules say, with holes `{name}` for what only they know. */
const keys = {
  page: ["preview.page", ["page", "pages"]],
  figuresOfPage: ["preview.figures-of-page", ["page"]],
  stale: ["preview.is-stale", []],
  disputed: ["preview.is-disputed", []],
  point: ["preview.is-point", []],
  mentioned: ["preview.is-mentioned", []],
  derived: ["preview.is-derived", []],
  note: ["preview.is-note", []],
  markedStale: ["preview.marked-stale", []],
  markedDisputed: ["preview.marked-disputed", []],
  markedNone: ["preview.marked-none", []],
  onPage: ["preview.on-page", ["page"]],
  loading: ["preview.loading", []],
  failed: ["preview.failed", []],
  nothing: ["preview.nothing-yet", []],
  lost: ["preview.lost", []],
} as const satisfies Record<MentionKind, ViewerWord> & Record<string, ViewerWord>;

export const viewerWords = (screens: Screens, language: Language): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(keys).map(([name, [key, holes]]) => [
      name,
      screens.say(key, language, Object.fromEntries(holes.map((hole) => [hole, `{${hole}}`]))),
    ]),
  );
