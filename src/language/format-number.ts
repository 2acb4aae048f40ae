import { decimalText } from "./decimal.ts";
import type { Language } from "./language.ts";

const marks = {
  vi: { decimal: ",", group: "." },
  en: { decimal: ".", group: "," },
} as const satisfies Record<Language, { decimal: string; group: string }>;

/** U+2212, as wide as a plus sign. */
const minusSign = "\u2212";

/** `1234.5` with one decimal: "1.234,5" in Vietnamese, "1,234.5" in English. Never in exponent notation. */
export function formatNumber(value: number, decimals: number, language: Language): string {
  return formatScaledNumber({ value, decimals, shift: 0 }, language);
}

/** As `formatNumber`, of `value` × 10^`shift`. */
export function formatScaledNumber(
  { value, decimals, shift }: { readonly value: number; readonly decimals: number; readonly shift: number },
  language: Language,
): string {
  const { negative, integer, fraction } = decimalText(value, decimals, shift);
  const { decimal, group } = marks[language];
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, group);
  return `${negative ? minusSign : ""}${grouped}${fraction ? decimal + fraction : ""}`;
}
