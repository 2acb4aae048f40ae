import type { Chart, ChartDataset, ScaleOptionsByType } from "chart.js/auto";
import type { Pt } from "../units.ts";
import { allPoints, baseOptions, markLegend, painter, seriesColor, seriesLegend, textStyles } from "./base-config.ts";
import type { ChartFrame, ChartPlan } from "./chart-frame.ts";
import { layoutLegend } from "./legend.ts";
import { drawLineLabels, seriesNames } from "./line-labels.ts";
import { niceTicks } from "./nice-ticks.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";
import { chartFontFamily } from "./text-block.ts";
import { categoryAxis, yearAxis, type HorizontalAxis } from "./time-axis.ts";

const defaultHeight = 132;

/** Values along time: a line from point to point, or steps where a value holds until the next. Zero is on the axis. */
export function planLine(chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const style = textStyles(frame);
  const ticks = valueTicks(chart);
  const axisWidth = Math.max(...ticks.map((tick) => frame.metrics.width(chart.tick(tick), "regular", style.axis.size))) + 6;
  const names = seriesNames(chart, frame);
  const right = names.width > 0 ? names.width + 6 : 4;
  const axis = horizontalAxis(chart, frame, frame.width - axisWidth - right);
  const legend = layoutLegend([...(names.width > 0 ? [] : seriesLegend(chart, frame)), ...markLegend(chart, frame, { hollow: true })], frame);
  const height = Math.max(frame.height ?? chart.height ?? defaultHeight, legend.height + 70);
  const xOf = (point: ResolvedPoint) => (chart.category === "time" ? point.time : point.category + 0.5);
  return {
    height,
    configuration: {
      type: "line",
      data: { datasets: chart.series.map((_, i) => lineDataset(chart, frame, { index: i, xOf, axis })) },
      options: {
        ...baseOptions({ top: legend.height + style.value.size, right, bottom: 0, left: 0 }),
        scales: { x: xScale(axis, frame), y: yScale(chart, frame, ticks) },
      },
    },
    plugins: [
      painter("legend", "below", legend.paint),
      painter("year-marks", "below", (_, painted) => drawBoundaries(painted, axis, frame)),
      painter("labels", "above", (_, painted) => drawLineLabels(painted, chart, { frame, names })),
    ],
  };
}

function valueTicks(chart: ResolvedChart): readonly number[] {
  const values = allPoints(chart).flatMap(({ value, upper }) => [value, upper ?? value]);
  return niceTicks(Math.min(0, ...values), Math.max(0, ...values), 3.4);
}

function horizontalAxis(chart: ResolvedChart, frame: ChartFrame, available: Pt): HorizontalAxis {
  const { axis } = textStyles(frame);
  const width = (label: string) => frame.metrics.width(label, axis.font, axis.size);
  if (chart.category !== "time") return categoryAxis(chart, width, available);
  return yearAxis(chart, (years, span) => (available / span) * years >= width("2000") + 5);
}

interface SeriesPlan {
  readonly index: number;
  readonly xOf: (point: ResolvedPoint) => number;
  readonly axis: HorizontalAxis;
}

function lineDataset(chart: ResolvedChart, frame: ChartFrame, { index, xOf, axis }: SeriesPlan): ChartDataset<"line"> {
  const points = chart.series[index]?.points ?? [];
  const color = seriesColor(index, chart, frame);
  const stepped = chart.kind === "step";
  const last = points.at(-1);
  const data = points.map((point) => ({ x: xOf(point), y: point.value }));
  // A step's last value is in force still: it goes on, dashed, to the end of its year.
  const tail = stepped && last && xOf(last) < axis.max - 0.02 ? [{ x: Math.min(axis.max, Math.floor(xOf(last)) + 1), y: last.value }] : [];
  const accent = (point: ResolvedPoint) => (point.highlighted ? frame.theme.accent : color);
  const radius = points.length > 14 ? 1.6 : 2.1;
  return {
    data: [...data, ...tail],
    borderColor: color,
    borderWidth: 1.7,
    borderJoinStyle: "round",
    stepped: stepped ? "before" : false,
    clip: false,
    segment: { borderDash: ({ p1DataIndex }) => (p1DataIndex >= points.length || points[p1DataIndex]?.planned ? [2.5, 2] : undefined) },
    pointRadius: [...points.map((point) => (point.highlighted || point === last ? 2.7 : radius)), ...tail.map(() => 0)],
    pointBorderWidth: points.map((point) => (point.hollow || point.planned ? 1.1 : 0)),
    pointBorderColor: points.map(accent),
    pointBackgroundColor: points.map((point) => (point.hollow || point.planned ? "#ffffff" : accent(point))),
  };
}

type LinearScale = Partial<Omit<ScaleOptionsByType<"linear">, "ticks" | "grid" | "border">> & Record<"ticks" | "grid" | "border", object>;

function yScale(chart: ResolvedChart, frame: ChartFrame, ticks: readonly number[]): LinearScale & { type: "linear" } {
  const { axis } = textStyles(frame);
  const { theme } = frame;
  return {
    type: "linear",
    min: ticks[0] ?? 0,
    max: ticks.at(-1) ?? 1,
    afterBuildTicks: (scale) => { scale.ticks = ticks.map((value) => ({ value })); },
    border: { display: false },
    grid: {
      drawTicks: false,
      lineWidth: 0.6,
      color: ({ tick }: { tick: { value: number } }) => (tick.value === 0 ? theme.muted : theme.rule),
    },
    ticks: {
      autoSkip: false,
      crossAlign: "far",
      padding: 6,
      color: axis.color,
      font: { size: axis.size, family: chartFontFamily, weight: 400, lineHeight: 1.2 },
      callback: (value: number | string) => chart.tick(Number(value)),
    },
  };
}

function xScale(axis: HorizontalAxis, frame: ChartFrame): LinearScale & { type: "linear" } {
  const style = textStyles(frame).axis;
  const labels = new Map(axis.ticks.map(({ value, label }) => [value, label]));
  return {
    type: "linear",
    min: axis.min,
    max: axis.max,
    afterBuildTicks: (scale) => { scale.ticks = axis.ticks.map(({ value }) => ({ value })); },
    border: { display: false },
    grid: { display: false },
    ticks: {
      autoSkip: false,
      maxRotation: 0,
      padding: 3,
      color: style.color,
      font: { size: style.size, family: chartFontFamily, weight: 400, lineHeight: 1.27 },
      callback: (value: number | string) => labels.get(Number(value)) ?? "",
    },
  };
}

/** Small marks where a year ends, so that its name clearly belongs to what lies between two of them. */
function drawBoundaries(painted: Chart, axis: HorizontalAxis, { theme }: ChartFrame): void {
  const { ctx, chartArea, scales } = painted;
  const x = scales["x"];
  if (!x) return;
  ctx.save();
  [ctx.strokeStyle, ctx.lineWidth] = [theme.rule, 0.6];
  ctx.beginPath();
  for (const boundary of axis.boundaries) {
    ctx.moveTo(x.getPixelForValue(boundary), chartArea.bottom);
    ctx.lineTo(x.getPixelForValue(boundary), chartArea.bottom + 3);
  }
  ctx.stroke();
  ctx.restore();
}
