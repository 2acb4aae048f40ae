import type { Chart } from "chart.js/auto";
import type { Pt } from "../units.ts";
import { allPoints, baseOptions, markLegend, painter, pointAt, seriesColor, seriesLegend, textStyles } from "./base-config.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame, ChartPlan } from "./chart-frame.ts";
import { layoutLegend } from "./legend.ts";
import { niceTicks } from "./nice-ticks.ts";
import { placeLabels, type LabelRequest } from "./place-labels.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";
import { drawRowLabels, layoutRows } from "./rows.ts";
import { drawBlock, lineHeight } from "./text-block.ts";

const [pitch, radius] = [13.5, 3];

/** One dot a row, where its value lies on an axis that need not begin at zero: for scores that lie close together. */
export function planDot(chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const style = textStyles(frame);
  const legend = layoutLegend([...seriesLegend(chart, frame), ...markLegend(chart, frame, { hollow: true })], frame);
  const below = lineHeight(style.axis) + 2;
  const height = frame.height ?? chart.height;
  const rows = layoutRows(chart.categories, frame, { ...(height !== undefined && { available: height - legend.height - below }), pitch, thickness: 2 * radius });
  const values = allPoints(chart).map(({ value }) => value);
  const ticks = niceTicks(Math.min(...values), Math.max(...values), 3);
  const after = radius + 3 + Math.max(0, ...allPoints(chart).map(({ text }) => frame.metrics.width(text, style.value.font, style.value.size)));
  const tickWidth = (tick: number | undefined) => frame.metrics.width(chart.tick(tick ?? 0), style.axis.font, style.axis.size);
  const padding = { top: legend.height, right: Math.max(after, tickWidth(ticks.at(-1)) / 2), bottom: below, left: rows.labelWidth + Math.max(radius + 1, tickWidth(ticks[0]) / 2) };
  return {
    height: legend.height + rows.pitch * chart.categories.length + below,
    configuration: {
      type: "scatter",
      data: { datasets: chart.series.map(({ points }, i) => dotDataset(points, seriesColor(i, chart, frame), frame)) },
      options: {
        ...baseOptions(padding),
        scales: {
          x: { type: "linear", display: false, min: ticks[0] ?? 0, max: ticks.at(-1) ?? 1 },
          y: { type: "linear", display: false, reverse: true, min: -0.5, max: chart.categories.length - 0.5 },
        },
      },
    },
    plugins: [
      painter("legend", "below", legend.paint),
      painter("tracks", "below", (pen, painted) => drawTracks(pen, painted, { chart, frame, ticks })),
      painter("rows", "below", (pen, painted) => drawRowLabels(pen, painted, { rows, frame })),
      painter("values", "above", (pen, painted) => drawValues(pen, painted, { chart, frame })),
    ],
  };
}

function dotDataset(points: readonly ResolvedPoint[], color: string, { theme }: ChartFrame) {
  const accent = (point: ResolvedPoint) => (point.highlighted ? theme.accent : color);
  const open = (point: ResolvedPoint) => point.hollow || point.planned;
  return {
    data: points.map((point) => ({ x: point.value, y: point.category })),
    clip: false as const,
    pointRadius: radius,
    pointBorderColor: points.map(accent),
    pointBorderWidth: points.map((point) => (open(point) ? 1.1 : 0)),
    pointBackgroundColor: points.map((point) => (open(point) ? "#ffffff" : accent(point))),
  };
}

interface Ticked {
  readonly chart: ResolvedChart;
  readonly frame: ChartFrame;
  readonly ticks: readonly number[];
}

/** A thin line for each row to lie on, and upright ones at the values that are named at the foot. */
function drawTracks(pen: RecordingContext, painted: Chart, { chart, frame, ticks }: Ticked): void {
  const { axis } = textStyles(frame);
  const { left, right, top, bottom } = painted.chartArea;
  const xs = ticks.map((tick) => ({ tick, x: painted.scales["x"]?.getPixelForValue(tick) ?? 0 }));
  pen.save();
  [pen.strokeStyle, pen.lineWidth] = [frame.theme.rule, 0.6];
  pen.beginPath();
  for (let i = 0; i < chart.categories.length; i++) line(pen, [left, painted.scales["y"]?.getPixelForValue(i) ?? 0], [right, painted.scales["y"]?.getPixelForValue(i) ?? 0]);
  for (const { x } of xs) line(pen, [x, top], [x, bottom]);
  pen.stroke();
  pen.restore();
  const requests = xs.map(({ tick, x }): LabelRequest => ({ block: { lines: [chart.tick(tick)], style: axis }, anchors: [{ x, y: bottom + 2, align: "center", at: "top" }], rank: 0 }));
  const bounds = { left: -1, top: 0, right: frame.width + 1, bottom: painted.height + 1 };
  for (const { block, anchor } of placeLabels(requests, { bounds, obstacles: [], metrics: frame.metrics })) drawBlock(pen, block, anchor, frame.metrics);
}

function line(pen: RecordingContext, from: readonly [Pt, Pt], to: readonly [Pt, Pt]): void {
  pen.moveTo(...from);
  pen.lineTo(...to);
}

function drawValues(pen: RecordingContext, painted: Chart, { chart, frame }: { chart: ResolvedChart; frame: ChartFrame }): void {
  const { value } = textStyles(frame);
  const dots = chart.series.flatMap(({ points }, dataset) => points.map((point, i) => ({ point, at: pointAt(painted, dataset, i) })));
  const requests = dots.flatMap(({ point, at }): LabelRequest[] => at ? [{
    block: { lines: [point.text], style: value },
    anchors: [{ x: at.x + radius + 3, y: at.y, align: "left", at: "middle" }, { x: at.x - radius - 3, y: at.y, align: "right", at: "middle" }],
    rank: point.highlighted ? 0 : 1,
  }] : []);
  const obstacles = dots.flatMap(({ at }) => at ? [{ left: at.x - radius, right: at.x + radius, top: at.y - radius, bottom: at.y + radius }] : []);
  const bounds = { left: painted.chartArea.left - radius, top: 0, right: frame.width + 1, bottom: painted.height };
  for (const { block, anchor, box } of placeLabels(requests, { bounds, obstacles, metrics: frame.metrics })) {
    clearTrack(pen, { left: box.left - 1, right: box.right + 1, middle: anchor.y });
    drawBlock(pen, block, anchor, frame.metrics);
  }
}

/** The row's line doesn't run through the figure. */
function clearTrack(pen: RecordingContext, { left, right, middle }: { left: Pt; right: Pt; middle: Pt }): void {
  pen.save();
  pen.fillStyle = "#ffffff";
  pen.fillRect(left, middle - 4, right - left, 8);
  pen.restore();
}
