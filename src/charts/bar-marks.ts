import type { Chart } from "chart.js/auto";
import type { Color } from "../graphics.ts";
import type { Pt } from "../units.ts";
import { barBox, seriesColor } from "./base-config.ts";
import type { Box } from "./canvas/box.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame } from "./chart-frame.ts";
import { hatchBox } from "./hatch.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";

/** A bar as it stands on paper, with what belongs to it. */
export interface DrawnBar {
  readonly point: ResolvedPoint;
  readonly dataset: number;
  readonly color: Color;
  /** From zero to its value, or to the upper end of its range. */
  readonly box: Box;
}

/** One dataset for each series: bars of equal thickness side by side, gaps where a series has no point. */
export function barDatasets(chart: ResolvedChart, frame: ChartFrame, barThickness: Pt) {
  return chart.series.map(({ points }, dataset) => {
    const at = new Map(points.map((point) => [point.category, point]));
    const inOrder = chart.categories.map((_, category) => at.get(category));
    return {
      data: inOrder.map((point) => (point ? point.value : null)),
      backgroundColor: inOrder.map((point) => (point ? barColor(point, seriesColor(dataset, chart, frame), frame) : frame.theme.rule)),
      barThickness,
      clip: false as const,
    };
  });
}

export const barColor = (point: ResolvedPoint, color: Color, { theme }: ChartFrame): Color =>
  point.highlighted ? theme.accent : color;

/** Hatches plans and ranges over the bars that Chart.js drew, and says where every bar ends. */
export function finishBars(pen: RecordingContext, painted: Chart, { chart, frame }: { chart: ResolvedChart; frame: ChartFrame }): DrawnBar[] {
  return chart.series.flatMap(({ points }, dataset) => points.flatMap((point) => {
    const solid = barBox(painted, dataset, point.category);
    if (!solid) return [];
    const color = barColor(point, seriesColor(dataset, chart, frame), frame);
    if (point.planned) hatchBox(pen, solid, color);
    if (point.upper === undefined) return [{ point, dataset, color, box: solid }];
    const range = rangeBox(painted, solid, [point.value, point.upper]);
    hatchBox(pen, range, color);
    return [{ point, dataset, color, box: joined(solid, range) }];
  }));
}

/** What lies between the two ends of a range, as thick as its bar. */
function rangeBox(painted: Chart, bar: Box, [lower, upper]: readonly [number, number]): Box {
  const upright = painted.options.indexAxis !== "y";
  const scale = painted.scales[upright ? "y" : "x"];
  const [from, to] = [scale?.getPixelForValue(lower) ?? 0, scale?.getPixelForValue(upper) ?? 0];
  return upright ? { ...bar, top: Math.min(from, to), bottom: Math.max(from, to) } : { ...bar, left: Math.min(from, to), right: Math.max(from, to) };
}

const joined = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

/** The line that bars stand on, at zero. */
export function drawBaseline(pen: RecordingContext, { chartArea, scales, options }: Chart, { theme }: ChartFrame): void {
  const upright = options.indexAxis !== "y";
  const zero = scales[upright ? "y" : "x"]?.getPixelForValue(0) ?? 0;
  pen.save();
  [pen.strokeStyle, pen.lineWidth] = [theme.ink, 0.75];
  pen.beginPath();
  pen.moveTo(upright ? chartArea.left : zero, upright ? zero : chartArea.top);
  pen.lineTo(upright ? chartArea.right : zero, upright ? zero : chartArea.bottom);
  pen.stroke();
  pen.restore();
}
