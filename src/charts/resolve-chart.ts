import type { ChartSpec, Dataset, InvestmentEvent, Observation } from "../dataset/schema.ts";
import { isIsoDate } from "../units.ts";
import { chartKeys, restKey, type ChartWords } from "./chart-words.ts";
import { fractionalYear, timeOf } from "./fractional-year.ts";
import { rescale } from "./rescale.ts";
import type {
  ResolvedCategory,
  ResolvedChart,
  ResolvedEvent,
  ResolvedGap,
  ResolvedPoint,
  ResolvedSeries,
  ResolvedWhole,
} from "./resolved-chart.ts";

/**
 * A chart of `data/charts.yaml` with its observations, in the language of `words`.
 * @throws for an id that the dataset lacks: checks of the dataset come first.
 */
export function resolveChart(id: string, dataset: Dataset, words: ChartWords): ResolvedChart {
  const spec = entry(dataset.charts, id);
  const series = spec.series.map(({ label, observations }) => ({
    label,
    observations: observations.map((o) => entry(dataset.observations, o)),
  }));
  const whole = spec.whole === undefined ? undefined : entry(dataset.observations, spec.whole);
  const gap = spec.gap === undefined ? undefined : entry(dataset.observations, spec.gap);
  const drawn = series.flatMap(({ observations }) => observations);
  const all = [...drawn, ...[whole, gap].filter((one) => one !== undefined)];
  const unitMultiplier = Math.min(...all.map((observation) => observation.unitMultiplier));
  const context: Context = { spec, words, unitMultiplier, categories: categoriesOf(spec, drawn) };
  const first = all[0];
  const resolved = series.map(({ label, observations }) => resolveSeries(label, observations, context));
  return {
    id,
    kind: spec.kind,
    category: spec.category,
    title: words.title,
    subtitle: words.subtitle,
    unit: first ? words.unit(rescale(first, unitMultiplier)) : "",
    tone: spec.tone ?? "brand",
    series: resolved,
    categories: nameCategories(context).map((category, i) => emphasised(category, i, resolved)),
    events: (spec.events ?? []).map((event) => resolveEvent(event, entry(dataset.events, event), context)),
    ...(whole && { whole: resolveWhole(whole, restKey(id), context) }),
    ...(gap && { gap: resolveGap(gap, context) }),
    ...(spec.breakAt !== undefined &&
      isIsoDate(spec.breakAt) && { break: { time: fractionalYear(spec.breakAt), label: words.label(chartKeys.break) } }),
    legend: legendOf(words),
    signs: words.signs.filter(({ sign }) => resolved.some(({ points }) => points.some(({ text }) => text.startsWith(sign)))),
    ...(spec.height !== undefined && { height: spec.height }),
    tick: words.tick,
  };
}

const legendOf = ({ label }: ChartWords): ResolvedChart["legend"] => ({
  hollow: label(chartKeys.hollow),
  planned: label(chartKeys.planned),
  plannedEvent: label(chartKeys.plannedEvent),
  missing: label(chartKeys.missing),
});

interface Context {
  readonly spec: ChartSpec;
  readonly words: ChartWords;
  readonly unitMultiplier: number;
  readonly categories: ReadonlyMap<string, Observation | undefined>;
}

function entry<T>(map: ReadonlyMap<string, T>, id: string): T {
  const found = map.get(id);
  if (found === undefined) throw new Error(`a chart names ${id}, which the dataset lacks`);
  return found;
}

/** What the points are told apart by, with the first observation of each; years nobody has a figure for have none. */
function categoriesOf(spec: ChartSpec, observations: readonly Observation[]): ReadonlyMap<string, Observation | undefined> {
  const found = new Map<string, Observation>();
  for (const observation of observations) {
    const key = categoryKey(spec, observation);
    if (!found.has(key)) found.set(key, observation);
  }
  if (spec.category !== "time") return found;
  const inOrder = [...found].sort(([, a], [, b]) => timeOf(a.timePeriod) - timeOf(b.timePeriod));
  const years = inOrder.every(([, { timePeriod }]) => timePeriod.kind === "year") ? inOrder.map(([year]) => Number(year)) : [];
  const [first, last] = [years[0] ?? 0, years.at(-1) ?? -1];
  // A plan decades ahead doesn't stretch the axis over years that nobody expects figures for.
  if (last - first + 1 > 2 * years.length || years.length === 0) return new Map(inOrder);
  return new Map(Array.from({ length: last - first + 1 }, (_, i) => [String(first + i), found.get(String(first + i))]));
}

function categoryKey({ category }: ChartSpec, observation: Observation): string {
  const { timePeriod, referenceArea, counterpartArea, breakdown, indicator } = observation;
  if (category === "time" || category === "period") return timePeriod.text;
  if (category === "area") return referenceArea;
  if (category === "counterpart") return counterpartArea ?? breakdown ?? indicator;
  return breakdown ?? indicator;
}

function nameCategories({ spec, words, categories }: Context): ResolvedCategory[] {
  const entries = [...categories];
  if (spec.category === "time" || spec.category === "period") {
    return entries.map(([key, observation]) => ({ label: observation ? words.period(observation, "short") : key }));
  }
  const years = new Set(entries.map(([, observation]) => observation && yearOf(observation)));
  return entries.map(([key, observation]) => {
    const label = words.label(spec.category === "counterpart" && observation?.counterpartArea ? `country:${key}` : key);
    // Figures of different years side by side each say their own; the table has the day.
    return years.size > 1 && observation ? { label, note: yearOf(observation) } : { label };
  });
}

function emphasised(category: ResolvedCategory, index: number, series: readonly ResolvedSeries[]): ResolvedCategory {
  const points = series.flatMap((one) => one.points.filter((point) => point.category === index));
  return points.length > 0 && points.every(({ highlighted }) => highlighted) ? { ...category, highlighted: true } : category;
}

const yearOf = ({ timePeriod }: Observation): string => timePeriod.end.slice(0, 4);

function resolveSeries(label: string | undefined, observations: readonly Observation[], context: Context): ResolvedSeries {
  const groups = Map.groupBy(observations, (observation) => categoryKey(context.spec, observation));
  const points = [...groups.values()].flatMap((group) => {
    // Uneven dates are points of their own; in rows and columns a second figure is the other end of a range.
    const timeline = context.spec.kind === "line" || context.spec.kind === "step";
    return timeline ? group.map((one) => resolvePoint([one], context)) : [resolvePoint(group, context)];
  });
  if (context.spec.category === "time") points.sort((a, b) => a.time - b.time);
  return { ...(label !== undefined && { label: context.words.label(label) }), points };
}

function resolvePoint(observations: readonly Observation[], { spec, words, unitMultiplier, categories }: Context): ResolvedPoint {
  const scaled = observations.map((observation) => rescale(observation, unitMultiplier)).sort((a, b) => a.value - b.value);
  const [lower, upper] = [scaled[0], scaled.at(-1)];
  const observation = observations[0];
  if (!lower || !upper || !observation) throw new Error("a point of a chart has no observation");
  const range = upper.value > lower.value;
  const join = (format: (observation: Observation) => string) => (range ? `${format(lower)}–${format(upper)}` : format(lower));
  const { qualifier, status, timePeriod } = observation;
  return {
    observation,
    shown: scaled.map(({ id }) => id),
    value: lower.value,
    ...(range && { upper: upper.value }),
    text: join(words.number),
    figure: range ? `${words.number(lower)}–${words.figure(upper)}` : words.figure(observation),
    period: words.period(observation, "phrase"),
    category: [...categories.keys()].indexOf(categoryKey(spec, observation)),
    time: timeOf(timePeriod),
    hollow: qualifier === "more-than" || qualifier === "nearly" || qualifier === "about",
    planned: qualifier === "planned" || status === "F",
    highlighted: observations.some(({ id }) => spec.highlight?.includes(id)),
  };
}

function resolveWhole(observation: Observation, rest: string, { words, unitMultiplier }: Context): ResolvedWhole {
  const scaled = rescale(observation, unitMultiplier);
  return {
    shown: observation.id,
    value: scaled.value,
    text: words.number(scaled),
    figure: words.figure(observation),
    restLabel: words.label(rest),
  };
}

const resolveGap = (gap: Observation, { spec, words, unitMultiplier, categories }: Context): ResolvedGap => ({
  category: [...categories.keys()].indexOf(categoryKey(spec, gap)),
  shown: gap.id,
  text: words.number(rescale(gap, unitMultiplier)),
  figure: words.figure(gap),
  period: words.period(gap, "phrase"),
});

function resolveEvent(id: string, event: InvestmentEvent, { spec, words }: Context): ResolvedEvent {
  return {
    date: words.period(event, "short"),
    label: words.event(event),
    time: timeOf(event.timePeriod),
    planned: event.status !== "done",
    highlighted: spec.highlight?.includes(id) ?? false,
  };
}
