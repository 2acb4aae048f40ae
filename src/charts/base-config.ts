import type { Chart, ChartOptions, Plugin } from "chart.js/auto";
import type { Color } from "../graphics.ts";
import type { Pt } from "../units.ts";
import type { Box } from "./canvas/box.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame } from "./chart-frame.ts";
import type { LegendItem } from "./legend.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";
import type { TextStyle } from "./text-block.ts";

export interface Padding {
  readonly top: Pt;
  readonly right: Pt;
  readonly bottom: Pt;
  readonly left: Pt;
}

/** Options of every chart: nothing moves, nothing depends on the machine, and no furniture of Chart.js's own. */
export function baseOptions(padding: Padding) {
  return {
    animation: false,
    responsive: false,
    maintainAspectRatio: false,
    devicePixelRatio: 1,
    events: [] as [],
    locale: "en",
    layout: { autoPadding: false, padding: { ...padding } },
    plugins: { legend: { display: false }, title: { display: false }, tooltip: { enabled: false } },
  } as const satisfies ChartOptions;
}

/** A plugin that draws with the chart's pen, before or after the marks. */
export function painter(id: string, when: "below" | "above", paint: (pen: RecordingContext, chart: Chart) => void): Plugin {
  const draw = (chart: Chart): void => paint(chart.ctx, chart);
  return when === "below" ? { id, beforeDatasetsDraw: draw } : { id, afterDatasetsDraw: draw };
}

/** Where Chart.js put a bar. */
export function barBox(chart: Chart, dataset: number, index: number): Box | undefined {
  const bar = chart.getDatasetMeta(dataset).data[index];
  if (!bar) return undefined;
  const { x, y, base, width, height } = bar.getProps(["x", "y", "base", "width", "height"], true);
  if (![x, y, base].every(Number.isFinite)) return undefined;
  const upright = chart.options.indexAxis !== "y";
  return upright
    ? { left: x - width / 2, right: x + width / 2, top: Math.min(y, base), bottom: Math.max(y, base) }
    : { left: Math.min(x, base), right: Math.max(x, base), top: y - height / 2, bottom: y + height / 2 };
}

/** Where Chart.js put a point. */
export function pointAt(chart: Chart, dataset: number, index: number): { readonly x: number; readonly y: number } | undefined {
  const point = chart.getDatasetMeta(dataset).data[index];
  return point && Number.isFinite(point.x) && Number.isFinite(point.y) ? { x: point.x, y: point.y } : undefined;
}

/** The text styles of a chart. Nothing is set under 6.5 pt. */
export function textStyles({ theme }: Pick<ChartFrame, "theme">) {
  const small = Math.max(6.5, theme.textSize - 0.5);
  return {
    label: { font: "regular", size: theme.textSize, color: theme.ink },
    value: { font: "semibold", size: theme.textSize, color: theme.ink },
    axis: { font: "regular", size: small, color: theme.muted },
    note: { font: "regular", size: small, color: theme.muted },
  } as const satisfies Record<string, TextStyle>;
}

/** The colour of a chart's first, or only, series. */
export const toneColor = (chart: ResolvedChart, { theme }: ChartFrame): Color => theme[chart.tone];

/** The colours of series side by side: the tone, then the tints, over again if there are more. */
export function seriesColor(index: number, chart: ResolvedChart, frame: ChartFrame): Color {
  const tone = toneColor(chart, frame);
  const palette = [tone, ...frame.theme.tints.filter((tint) => tint !== tone)];
  return palette[index % palette.length] ?? tone;
}

export const allPoints = (chart: ResolvedChart): ResolvedPoint[] => chart.series.flatMap(({ points }) => points);

/** Names the series by their colours; a single one needs no name. */
export const seriesLegend = (chart: ResolvedChart, frame: ChartFrame): LegendItem[] =>
  chart.series.length < 2
    ? []
    : chart.series.map(({ label = "" }, i) => ({ label, swatch: { kind: "fill", color: seriesColor(i, chart, frame) } }));

/** Says what hollow, hatched and dashed marks mean, if the chart has any. On lines a plan is dashed, on bars hatched. */
export function markLegend(
  chart: ResolvedChart,
  frame: ChartFrame,
  marks: { readonly hollow: boolean; readonly line?: boolean },
): LegendItem[] {
  const points = allPoints(chart);
  const color = toneColor(chart, frame);
  const items: LegendItem[] = [];
  if (marks.hollow && points.some(({ hollow }) => hollow)) items.push({ label: chart.legend.hollow, swatch: { kind: "ring", color } });
  if (!points.some(({ planned }) => planned)) return items;
  return [
    ...items,
    marks.line
      ? { label: chart.legend.dashed, swatch: { kind: "dashed", color } }
      : { label: chart.legend.planned, swatch: { kind: "hatched", color } },
  ];
}
