import type { Qualifier } from "../dataset/codes.ts";
import type { Language } from "./language.ts";

/** How a source hedges its figure, in words, as they stand before the number. */
export const qualifierWords = {
  exact: { vi: "", en: "" },
  "more-than": { vi: "hơn", en: "more than" },
  nearly: { vi: "gần", en: "nearly" },
  about: { vi: "khoảng", en: "about" },
  planned: { vi: "dự kiến", en: "planned" },
} as const satisfies Record<Qualifier, Record<Language, string>>;

/**
 * The same in one sign, for tiles and tables that explain the signs beside them. "Nearly" is less than, and close: the
 * legend says so. A plan has no sign; it wears a chip.
 */
export const qualifierSigns = {
  exact: "",
  "more-than": ">",
  nearly: "<",
  about: "≈",
  planned: "",
} as const satisfies Record<Qualifier, string>;

/** What the signs mean, for the legend beside a table. */
export const qualifierLegend = [
  { sign: ">", meaning: { vi: "hơn", en: "more than" } },
  { sign: "<", meaning: { vi: "gần (thấp hơn một chút)", en: "nearly (a little less than)" } },
  { sign: "≈", meaning: { vi: "khoảng", en: "about" } },
] as const;
