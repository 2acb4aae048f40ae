import type { ChartKind, Observation } from "../../src/dataset/schema.ts";
import { parseTimePeriod } from "../../src/dataset/time-period.ts";
import type { ResolvedChart, ResolvedPoint } from "../../src/charts/resolved-chart.ts";

/** An accepted, exact figure of 2024 unless told otherwise. */
export function observation(changes: Partial<Omit<Observation, "timePeriod">> & { readonly timePeriod?: string } = {}): Observation {
  const timePeriod = parseTimePeriod(changes.timePeriod ?? "2024");
  if (!timePeriod) throw new Error(`${changes.timePeriod} is no period`);
  return {
    id: "o1",
    indicator: "fdi",
    referenceArea: "VN-57",
    value: 40.3,
    decimals: 1,
    unit: "USD",
    unitMultiplier: 9,
    status: "A",
    qualifier: "exact",
    review: "accepted",
    source: "s",
    locator: "line 1",
    asPrinted: "40,3 tỷ USD",
    line: 2,
    ...changes,
    timePeriod,
  };
}

export interface SampleSeries {
  readonly label?: string;
  readonly values: readonly number[];
}

interface Sample {
  readonly kind: ChartKind;
  readonly labels: readonly string[];
  readonly series: readonly SampleSeries[];
  readonly category?: ResolvedChart["category"];
  readonly planned?: boolean;
}

/** A chart with one point for each label in each series; on a time axis they are a year apart from 2001 on. */
export function sampleChart({ kind, labels, series, category = "breakdown", planned = false }: Sample): ResolvedChart {
  const point = (value: number, i: number, inSeries: number): ResolvedPoint => ({
    observation: observation({ value, id: `o${inSeries}-${i}` }),
    shown: [`o${inSeries}-${i}`],
    value,
    text: String(value),
    figure: `${value} units`,
    period: String(2001 + i),
    category: i,
    time: 2001.5 + i,
    hollow: i % 3 === 1,
    planned: planned && i === labels.length - 1,
    highlighted: i === 0,
  });
  return {
    id: "sample",
    kind,
    category,
    title: "Title",
    subtitle: "Subtitle",
    unit: "units",
    tone: "brand",
    series: series.map(({ label, values }, inSeries) => ({
      ...(label !== undefined && { label }),
      points: values.map((value, i) => point(value, i, inSeries)),
    })),
    categories: labels.map((label) => ({ label })),
    events:
      kind === "timeline"
        ? labels.map((label, i) => ({ label, date: String(2001 + i), time: 2001.5 + i * i, planned: i === 1, highlighted: i === 0 }))
        : [],
    legend: { hollow: "Hollow", planned: "Hatched", plannedEvent: "As planned", missing: "–: no figure" },
    signs: [],
    tick: String,
  };
}
