import type { Chart, ChartOptions, Plugin } from "chart.js/auto";
import type { Pt } from "../units.ts";
import type { Box } from "./canvas/box.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame } from "./chart-frame.ts";
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

/** A scale that is there to place marks: labels are ours, so Chart.js writes none, for which it would format each number anew. */
export const hiddenScale = { type: "linear", display: false, ticks: { callback: () => "" } } as const;

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

export const allPoints = (chart: ResolvedChart): ResolvedPoint[] => chart.series.flatMap(({ points }) => points);
