import type { Language } from "../language/language.ts";
import { rememberEach } from "../remember.ts";
import { chartPhrases } from "./chart-phrases.ts";
import type { ResolvedChart, ResolvedPoint, ResolvedSeries } from "./resolved-chart.ts";

/** More than this is for the table: a description is heard, not read. */
const mostPointsSpoken = 12;

/**
 * What a chart shows, for those who don't see it (ISO 14289-1 7.3): its message first, then kind and measure, then the
 * points that matter with qualifier and date. The chart is resolved in the same language.
 */
export const describeChart = (chart: ResolvedChart, language: Language): string => descriptionsOf(chart)(language);

/** The same chart stands in several editions of a day. */
const descriptionsOf = rememberEach((chart: ResolvedChart) => {
  const known: Partial<Record<Language, string>> = {};
  return (language: Language): string => (known[language] ??= describeAnew(chart, language));
});

function describeAnew(chart: ResolvedChart, language: Language): string {
  const say = chartPhrases[language];
  const intro = [sentence(chart.title), sentence(`${say.kind[chart.kind]}: ${chart.subtitle}`)];
  const body = chart.kind === "timeline" ? describeEvents(chart, language) : describeSeries(chart, language);
  const whole = chart.whole ? [say.whole(chart.whole.figure)] : [];
  const gap = chart.gap ? [say.gap(say.at(chart.gap.figure, chart.gap.period))] : [];
  const cut = chart.break ? [say.breakAt(chart.break.label)] : [];
  return [...intro, ...body, ...whole, ...gap, ...cut].join(" ");
}

/** Ends with one full stop. */
const sentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const describeEvents = ({ events }: ResolvedChart, language: Language): string[] => [
  sentence(
    events.map(({ label, date, planned }) => `${label} (${date}${planned ? `, ${chartPhrases[language].planned}` : ""})`).join("; "),
  ),
];

function describeSeries(chart: ResolvedChart, language: Language): string[] {
  const overTime = chart.category === "time";
  return chart.series.map((series) => {
    const named = series.label === undefined ? "" : `${series.label}: `;
    const few = series.points.length <= mostPointsSpoken && !(overTime && series.points.length > 8);
    const told = few
      ? sentence(series.points.map((point) => spoken(point, chart, language)).join("; "))
      : describeRange(series, chart, language);
    return named === "" ? capital(told) : `${named}${told}`;
  });
}

/** A point by its name and date: "Japan: US$ 5.86 billion (31 October 2022)". */
function spoken(point: ResolvedPoint, chart: ResolvedChart, language: Language): string {
  const say = chartPhrases[language];
  const dated = say.at(point.figure, point.period);
  const label = chart.category === "time" || chart.category === "period" ? undefined : chart.categories[point.category]?.label;
  return label === undefined ? dated : say.labelled(label, dated);
}

/** A long series by its ends and extremes. */
function describeRange({ points }: ResolvedSeries, chart: ResolvedChart, language: Language): string {
  const say = chartPhrases[language];
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return "";
  const byValue = points.toSorted((a, b) => a.value - b.value);
  const [lowest, highest] = [byValue[0] ?? first, byValue.at(-1) ?? last];
  const tell = (point: ResolvedPoint) => spoken(point, chart, language);
  const extremes = [
    ...(highest === first || highest === last ? [] : [say.highest(tell(highest))]),
    ...(lowest === first || lowest === last ? [] : [say.lowest(tell(lowest))]),
  ];
  return [sentence(say.points(points.length)), say.first(tell(first)), say.last(tell(last)), ...extremes].join(" ");
}
