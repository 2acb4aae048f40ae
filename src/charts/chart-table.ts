import type { Language } from "../language/language.ts";
import { chartPhrases } from "./chart-phrases.ts";
import type { ResolvedChart } from "./resolved-chart.ts";

export interface ChartTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a chart shows as rows of text: every point, in order, with its qualifier, unit and date. */
export function chartTable(chart: ResolvedChart, language: Language): ChartTable {
  const { table, planned } = chartPhrases[language];
  if (chart.kind === "timeline") {
    return {
      headers: [table.period, table.event],
      rows: chart.events.map((event) => [event.planned ? `${event.date} (${planned})` : event.date, event.label]),
    };
  }
  const hasSeries = chart.series.some(({ label }) => label !== undefined);
  const hasCategory = chart.category !== "time" && chart.category !== "period";
  return {
    headers: [...(hasCategory ? [table.category] : []), ...(hasSeries ? [table.series] : []), table.value, table.period],
    rows: chart.series.flatMap(({ label = "", points }) =>
      points.map((point) => [
        ...(hasCategory ? [chart.categories[point.category]?.label ?? ""] : []),
        ...(hasSeries ? [label] : []),
        point.figure,
        point.period,
      ]),
    ),
  };
}
