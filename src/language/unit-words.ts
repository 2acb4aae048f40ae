import type { UnitMeasure } from "../dataset/codes.ts";
import type { Language } from "./language.ts";

/** Powers of ten that a number is read in. */
export const scales = [0, 3, 6, 9, 12] as const;
export type Scale = (typeof scales)[number];

export const scaleWords = {
  vi: { 0: "", 3: "nghìn", 6: "triệu", 9: "tỷ", 12: "nghìn tỷ" },
  en: { 0: "", 3: "thousand", 6: "million", 9: "billion", 12: "trillion" },
} as const satisfies Record<Language, Record<Scale, string>>;

/** What stands before and after the number and its scale. */
export interface UnitWords {
  readonly before?: string;
  readonly after?: string;
  /** English, of exactly one. */
  readonly afterOne?: string;
  /** No space between number and unit, and so no word for the scale either. */
  readonly tight?: true;
  /** For a column of units, where it isn't before, scale and after. */
  readonly label?: string;
}

/** A count is counted in its indicator's own word. */
export const unitWords = {
  USD: { vi: { after: "USD" }, en: { before: "US$" } },
  VND: { vi: { after: "đồng" }, en: { before: "VND" } },
  percent: { vi: { after: "%", tight: true }, en: { after: "%", tight: true } },
  count: { vi: {}, en: {} },
  ha: { vi: { after: "ha" }, en: { after: "ha" } },
  km2: { vi: { after: "km²" }, en: { after: "km²" } },
  km: { vi: { after: "km" }, en: { after: "km" } },
  person: { vi: { after: "người" }, en: { after: "people", afterOne: "person" } },
  rank: { vi: { before: "hạng" }, en: { before: "No.", label: "rank" } },
  score: { vi: { after: "điểm" }, en: { after: "points", afterOne: "point" } },
  year: { vi: { after: "năm" }, en: { after: "years", afterOne: "year" } },
  minute: { vi: { after: "phút" }, en: { after: "minutes", afterOne: "minute" } },
  "USD/m2": { vi: { after: "USD/m²" }, en: { before: "US$", after: "per m²", label: "US$/m²" } },
  "VND/kWh": { vi: { after: "đồng/kWh" }, en: { before: "VND", after: "per kWh", label: "VND/kWh" } },
  "USD/month": { vi: { after: "USD/tháng" }, en: { before: "US$", after: "per month", label: "US$/month" } },
} as const satisfies Record<UnitMeasure, Record<Language, UnitWords>>;
