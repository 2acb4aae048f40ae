import type { Indicator, Observation } from "../dataset/schema.ts";
import { rememberEach } from "../remember.ts";
import { formatScaledNumber } from "./format-number.ts";
import type { Language } from "./language.ts";
import { noBreakSpace } from "./no-break-space.ts";
import { qualifierSigns, qualifierWords } from "./qualifier.ts";
import { type Scale, scales, scaleWords, type UnitWords, unitWords } from "./unit-words.ts";

/** A figure in one language, whole and in parts. Spaces in it don't break. */
export interface FormattedFigure {
  /** "hơn", "more than"; empty for an exact figure. */
  readonly qualifier: string;
  /** The qualifier as one sign for tiles and tables: `>`, `<`, `≈`; empty for exact and planned. */
  readonly sign: string;
  readonly number: string;
  /** For a column of units: "tỷ USD", "US$ billion", "%". */
  readonly unit: string;
  /** What a tile sets smaller before and after the number: "US$" and "billion". */
  readonly before: string;
  readonly after: string;
  /** Number with its unit where the language puts it, without the qualifier: "US$ 40.3 billion". */
  readonly amount: string;
  /** "hơn 40,3 tỷ USD", "more than US$ 40.3 billion". */
  readonly text: string;
}

/** How an observation reads, scaled and with as many decimals as it was given with. */
export function formatFigure(observation: Observation, indicator: Indicator, language: Language): FormattedFigure {
  return figuresOf(observation)(indicator)[language];
}

/** An edition prints a figure many times over: in text, tables, charts and what is said of them. */
const figuresOf = rememberEach((observation: Observation) =>
  rememberEach((indicator: Indicator) => ({
    vi: formatAtScale(observation, scaleOf(observation, "vi"), { indicator, language: "vi" }),
    en: formatAtScale(observation, scaleOf(observation, "en"), { indicator, language: "en" }),
  })),
);

/** The same at the scale of the observation's own multiplier, whatever its precision: for series that share an axis. */
export function formatSeriesFigure(observation: Observation, indicator: Indicator, language: Language): FormattedFigure {
  return seriesFiguresOf(observation)(indicator)(language);
}

const seriesFiguresOf = rememberEach((observation: Observation) =>
  rememberEach((indicator: Indicator) => {
    const known: Partial<Record<Language, FormattedFigure>> = {};
    return (language: Language) => (known[language] ??= formatAtScale(observation, naturalScale(observation), { indicator, language }));
  }),
);

function formatAtScale(
  observation: Observation,
  scale: Scale,
  { indicator, language }: { readonly indicator: Indicator; readonly language: Language },
): FormattedFigure {
  const { value, decimals, unitMultiplier } = observation;
  const shift = unitMultiplier - scale;
  const number = formatScaledNumber({ value, shift, decimals: Math.max(0, decimals - shift) }, language);
  const words = wordsOf(observation, indicator, language);
  const scaleWord = scaleWords[language][scale];
  const after = number === "1" && scale === 0 && words.afterOne ? words.afterOne : words.after;
  const amount = words.tight ? `${number}${after ?? ""}` : joined([words.before, number, scaleWord, after]);
  const qualifier = joined([qualifierWords[observation.qualifier][language]]);
  return {
    qualifier,
    sign: qualifierSigns[observation.qualifier],
    number,
    before: joined([words.before]),
    after: joined([scaleWord, after]),
    unit: words.label ?? joined([words.before, scaleWord, words.after]),
    amount,
    text: joined([qualifier, amount]),
  };
}

/** The same figure with a plus sign if it is a rise; a fall has its minus sign already. */
export function withSign(figure: FormattedFigure, { value }: Observation): FormattedFigure {
  if (value <= 0) return figure;
  const number = `+${figure.number}`;
  // Only the number holds digits, so its first occurrence is itself.
  const signed = (text: string) => text.replace(figure.number, () => number);
  return { ...figure, number, amount: signed(figure.amount), text: signed(figure.text) };
}

/** The largest scale within the multiplier. A share has none: nobody says "million %". */
const naturalScale = ({ unit, unitMultiplier }: Observation): Scale =>
  unit === "percent" ? 0 : (scales.findLast((scale) => scale <= unitMultiplier) ?? 0);

/** The natural scale, or a finer one that the printed precision reaches. */
function scaleOf(observation: Observation, language: Language): Scale {
  const { unit, unitMultiplier, decimals } = observation;
  const natural = naturalScale(observation);
  const exactAt = (scale: Scale) => decimals >= unitMultiplier - scale;
  // Vietnamese counts dong in tỷ: 71.234 tỷ đồng, but 13,3 nghìn tỷ đồng, for 13.300 tỷ would claim more than is known.
  if (unit === "VND") return language === "vi" && natural === 12 && exactAt(9) ? 9 : natural;
  return exactAt(0) ? 0 : natural;
}

function wordsOf({ unit }: Observation, { unitLabel }: Indicator, language: Language): UnitWords {
  return unit === "count" && unitLabel ? { after: unitLabel[language] } : unitWords[unit][language];
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(" ").replaceAll(/\s+/g, noBreakSpace).normalize("NFC");
}
