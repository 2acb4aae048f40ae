import { resolveChart } from "../charts/resolve-chart.ts";
import type { ResolvedChart } from "../charts/resolved-chart.ts";
import type { Dataset } from "../dataset/schema.ts";
import type { Language } from "../language/language.ts";
import type { Strings } from "../language/strings.ts";
import { rememberEach } from "../remember.ts";
import type { BriefView } from "../template/brief-view.ts";
import { chartObservations } from "../template/chart-sources.ts";
import { chartWords } from "../template/chart-words.ts";

type Charting = Pick<BriefView, "dataset" | "strings" | "editionDay">;

/**
 * A chart as a reader of a language sees it: every language of an edition says it in words, and draws it. One that shows what it
 * showed in the edition before is the same object, so that all that was made of it is found again.
 */
export function chartOf(id: string, language: Language, view: Charting): ResolvedChart {
  const known = chartsOf(view.dataset)(view.strings);
  const key = `${id} ${language} ${view.editionDay}`;
  const chart = known.get(key) ?? resolveUnlessSame(id, language, view);
  known.set(key, chart);
  return chart;
}

const chartsOf = rememberEach<Dataset, (strings: Strings) => Map<string, ResolvedChart>>(() => rememberEach(() => new Map()));

/** A chart as it was last resolved, and what it was made of. */
interface Last {
  readonly given: readonly unknown[];
  /** What it asked for by key. */
  readonly labels: ReadonlyMap<string, string>;
  readonly chart: ResolvedChart;
}

const lastCharts = rememberEach<Strings, Map<string, Last>>(() => new Map());

function resolveUnlessSame(id: string, language: Language, view: Charting): ResolvedChart {
  const { dataset, strings } = view;
  const words = chartWords(id, language, view);
  const spec = dataset.charts.get(id);
  const shown = spec ? chartObservations(spec).map((one) => dataset.observations.get(one)) : [];
  const given = [spec, dataset.indicators, dataset.events, words.title, words.subtitle, ...shown];
  const known = lastCharts(strings);
  const last = known.get(`${id} ${language}`);
  // Observations are as many as the spec has.
  const isSame = last?.given.every((one, i) => one === given[i]) && [...last.labels].every(([key, label]) => words.label(key) === label);
  if (last && isSame) return last.chart;
  const labels = new Map<string, string>();
  const label = (key: string): string => {
    labels.set(key, words.label(key));
    return words.label(key);
  };
  const chart = resolveChart(id, dataset, { ...words, label });
  known.set(`${id} ${language}`, { given, labels, chart });
  return chart;
}
