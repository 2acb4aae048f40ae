import type { ChartWords } from "../charts/chart-words.ts";
import type { Dataset, Observation } from "../dataset/schema.ts";
import { decimalsOf } from "../language/decimal.ts";
import { formatFigure, formatSeriesFigure } from "../language/format-figure.ts";
import { formatNumber } from "../language/format-number.ts";
import { formatPeriod } from "../language/format-period.ts";
import type { Language } from "../language/language.ts";
import { noBreakSpace } from "../language/no-break-space.ts";
import { plainText } from "../language/plain-text.ts";
import { qualifierLegend } from "../language/qualifier.ts";
import { known } from "./known.ts";
import { plainString, type StringsContext } from "./plain-string.ts";

/** An axis is never read more finely; what lies below is the error of adding steps up. */
const maxTickDecimals = 6;

const tickIn =
  (language: Language) =>
  (value: number): string =>
    formatNumber(value, decimalsOf(Number(value.toFixed(maxTickDecimals))), language);
/** Charts keep it, and nothing else with it. */
const ticks = { vi: tickIn("vi"), en: tickIn("en") };

/** The words of a chart in one language, from the strings and the dataset. */
export function chartWords(chart: string, language: Language, context: StringsContext): ChartWords {
  const { dataset } = context;
  const inSeries = (observation: Observation) => formatSeriesFigure(observation, indicatorOf(observation, dataset), language);
  const say = (key: string) => plainString(key, language, context);
  return {
    title: say(`chart.${chart}.title`) ?? "",
    subtitle: say(`chart.${chart}.subtitle`) ?? "",
    number: (observation) => {
      const { sign, number } = inSeries(observation);
      return sign ? `${sign}${noBreakSpace}${number}` : number;
    },
    unit: (observation) => inSeries(observation).unit,
    figure: (observation) => formatFigure(observation, indicatorOf(observation, dataset), language).text,
    tick: ticks[language],
    period: ({ timePeriod }, form) => formatPeriod(timePeriod, language, form),
    event: ({ name }) => plainText(name[language]),
    signs: qualifierLegend.map(({ sign, meaning }) => ({ sign, meaning: meaning[language] })),
    label: (key) => say(key) ?? plainText(nameOf(key, dataset)?.[language] ?? key),
  };
}

const indicatorOf = ({ indicator }: Observation, { indicators }: Dataset) => known(indicators, indicator, "indicator");

function nameOf(key: string, { areas, codes, parks, indicators }: Dataset) {
  const park = key.startsWith("park:") ? parks.get(key.slice("park:".length))?.name : undefined;
  return areas.get(key)?.label ?? codes.get(key)?.label ?? park ?? indicators.get(key)?.shortLabel ?? indicators.get(key)?.label;
}
