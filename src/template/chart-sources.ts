import type { ChartSpec, Dataset } from "../dataset/schema.ts";

/** The observations that a chart shows, in its order. */
export const chartObservations = ({ series, whole, gap }: ChartSpec): readonly string[] => [
  ...series.flatMap(({ observations }) => observations),
  ...(whole === undefined ? [] : [whole]),
  ...(gap === undefined ? [] : [gap]),
];

/** The sources of what a chart shows, each once, in its order. */
export function chartSources(spec: ChartSpec, { observations, events }: Dataset): readonly string[] {
  const figures = chartObservations(spec).map((id) => observations.get(id)?.source);
  const dates = (spec.events ?? []).map((id) => events.get(id)?.source);
  return [...new Set([...figures, ...dates].filter((source) => source !== undefined))];
}
