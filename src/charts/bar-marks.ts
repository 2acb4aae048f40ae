import type { Chart } from "chart.js/auto";
import type { Color } from "../graphics.ts";
import type { Pt } from "../units.ts";
import { areaPaint } from "./area-paint.ts";
import { barBox } from "./base-config.ts";
import type { Box } from "./canvas/box.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame } from "./chart-frame.ts";
import { finishBox } from "./finish-box.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";
import { areaColor } from "./series-color.ts";

/** A bar as it stands on paper. */
export interface MeasuredBar {
  readonly point: ResolvedPoint;
  /** From zero to its value, or to the upper end of its range. */
  readonly box: Box;
}

/** The same with what belongs to it. */
export interface DrawnBar extends MeasuredBar {
  readonly dataset: number;
  readonly color: Color;
}

/** Where the bars of a chart stand, and how thick they are. */
export interface BarLayout {
  readonly upright: boolean;
  /** Position of a category along the axis that bars stand on. */
  readonly at: (category: number) => number;
  /** Of each bar of a group. */
  readonly thickness: Pt;
  /** White between the bars of a group. */
  readonly seam?: Pt;
}

/** One dataset for each series: bars of equal thickness side by side, gaps where a series has no point. */
export function barDatasets(chart: ResolvedChart, frame: ChartFrame, { upright, at, thickness, seam = 0 }: BarLayout) {
  return chart.series.map(({ points }, dataset) => ({
    data: points.map(({ category, value }) => (upright ? { x: at(category), y: value } : { x: value, y: at(category) })),
    backgroundColor: points.map((point) => barColor(point, areaColor(dataset, chart, frame), frame)),
    barThickness: thickness,
    maxBarThickness: thickness - seam,
    // By default Chart.js lets bars bulge by a third of a pixel.
    inflateAmount: 0,
    clip: false as const,
  }));
}

export const barColor = (point: ResolvedPoint, color: Color, { theme }: ChartFrame): Color => (point.highlighted ? theme.accent : color);

/** Hatches plans, outlines pale bars, adds ranges to the bars that Chart.js drew, and says where every bar ends. */
export function finishBars(
  pen: RecordingContext,
  painted: Chart,
  { chart, frame }: { chart: ResolvedChart; frame: ChartFrame },
): DrawnBar[] {
  return chart.series.flatMap(({ points }, dataset) =>
    points.flatMap((point, i) => {
      const solid = barBox(painted, dataset, i);
      if (!solid) return [];
      const color = barColor(point, areaColor(dataset, chart, frame), frame);
      finishBox(pen, solid, areaPaint(color, frame.theme), point.planned);
      if (point.upper === undefined) return [{ point, dataset, color, box: solid }];
      const range = rangeBox(painted, solid, [point.value, point.upper]);
      paintRange(pen, range, color);
      return [{ point, dataset, color, box: joined(solid, range) }];
    }),
  );
}

/** Paler than the bar it stands on, in an outline of the bar's colour. */
function paintRange(pen: RecordingContext, box: Box, color: Color): void {
  pen.save();
  [pen.fillStyle, pen.globalAlpha] = [color, 0.4];
  pen.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  pen.restore();
  finishBox(pen, box, { fill: color, edge: color }, false);
}

/** What lies between the two ends of a range, as thick as its bar. */
export function rangeBox(painted: Chart, bar: Box, [lower, upper]: readonly [number, number]): Box {
  const upright = painted.options.indexAxis !== "y";
  const scale = painted.scales[upright ? "y" : "x"];
  const [from, to] = [scale?.getPixelForValue(lower) ?? 0, scale?.getPixelForValue(upper) ?? 0];
  return upright
    ? { ...bar, top: Math.min(from, to), bottom: Math.max(from, to) }
    : { ...bar, left: Math.min(from, to), right: Math.max(from, to) };
}

const joined = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

const beyond = 3;

/** The line that bars stand on, at zero; where they lie, only along the bars. */
export function drawBaseline(pen: RecordingContext, { chartArea, scales, options }: Chart, { bars, frame }: Drawn): void {
  const upright = options.indexAxis !== "y";
  const zero = scales[upright ? "y" : "x"]?.getPixelForValue(0) ?? 0;
  const [first, last] = [Math.min(...bars.map(({ box }) => box.top)) - beyond, Math.max(...bars.map(({ box }) => box.bottom)) + beyond];
  pen.save();
  [pen.strokeStyle, pen.lineWidth] = [frame.theme.ink, 0.75];
  pen.beginPath();
  pen.moveTo(upright ? chartArea.left : zero, upright ? zero : Math.max(chartArea.top, first));
  pen.lineTo(upright ? chartArea.right : zero, upright ? zero : Math.min(chartArea.bottom, last));
  pen.stroke();
  pen.restore();
}

interface Drawn {
  readonly bars: readonly DrawnBar[];
  readonly frame: ChartFrame;
}
