import { chartKeys, restKey } from "../charts/chart-words.ts";
import type { Dataset } from "../dataset/schema.ts";

/** Keys of the strings that drawing a chart uses; a series may be named by a member of the dataset instead. */
export function chartStrings(chart: string, { charts, ...dataset }: Dataset): string[] {
  const spec = charts.get(chart);
  const labels = (spec?.series ?? []).flatMap(({ label }) => (label === undefined || isMember(label, dataset) ? [] : [label]));
  const rest = spec?.whole === undefined ? [] : [restKey(chart)];
  return [`chart.${chart}.title`, `chart.${chart}.subtitle`, ...rest, ...labels, ...Object.values(chartKeys)];
}

function isMember(label: string, { areas, codes, indicators, parks }: Omit<Dataset, "charts">): boolean {
  return areas.has(label) || codes.has(label) || indicators.has(label) || parks.has(label.replace(/^park:/, ""));
}
