import type { Chart } from "chart.js/auto";
import type { Pt } from "../units.ts";
import { barDatasets, drawBaseline, finishBars, type DrawnBar } from "./bar-marks.ts";
import { allPoints, baseOptions, markLegend, painter, seriesLegend, textStyles } from "./base-config.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame, ChartPlan } from "./chart-frame.ts";
import { planBarHorizontal } from "./config-bar-horizontal.ts";
import { layoutLegend, type LegendItem } from "./legend.ts";
import { niceTicks } from "./nice-ticks.ts";
import { placeLabels, type LabelRequest } from "./place-labels.ts";
import type { ResolvedChart } from "./resolved-chart.ts";
import { blockHeight, drawBlock, lineHeight, type TextBlock } from "./text-block.ts";
import { widestWord, wrapText } from "./wrap-text.ts";

const defaultHeight = 124;
/** Bars get no wider than this, and names under them no longer. */
const [widestBar, mostLines, labelGap] = [30, 3, 1.5];

/** Bars that stand side by side, one or several for each category. Names too long to stand under them turn the chart. */
export function planBar(chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const columns = layoutColumns(chart, frame);
  if (!columns.namesFit && chart.category !== "time") return planBarHorizontal(chart, frame);
  const style = textStyles(frame);
  const points = allPoints(chart);
  const missing: LegendItem[] = columns.missing.length > 0 ? [{ label: chart.legend.missing }] : [];
  const legend = layoutLegend([...seriesLegend(chart, frame), ...markLegend(chart, frame, { hollow: false }), ...missing], frame);
  const values = points.flatMap(({ value, upper }) => [value, upper ?? value]);
  const [min, max] = [Math.min(0, ...values), Math.max(0, ...values)];
  const ticks = columns.valuesFit ? [min, max === min ? 1 : max] : niceTicks(min, max, 3.4);
  const labelHeight = lineHeight(style.value) + labelGap;
  const below = Math.max(0, ...columns.names.map(blockHeight)) + 3;
  const height = Math.max(frame.height ?? chart.height ?? defaultHeight, legend.height + labelHeight + below + 50);
  const padding = { top: legend.height + labelHeight, right: 0, bottom: below + (min < 0 ? labelHeight : 0), left: columns.axisWidth };
  return {
    height,
    configuration: {
      type: "bar",
      data: { labels: chart.categories.map((_, i) => i), datasets: barDatasets(chart, frame, columns.barWidth) },
      options: {
        ...baseOptions(padding),
        scales: {
          x: { type: "category", display: false, offset: true },
          y: { type: "linear", display: false, min: ticks[0] ?? 0, max: ticks.at(-1) ?? 1 },
        },
      },
    },
    plugins: [
      painter("legend", "below", legend.paint),
      painter("grid", "below", (pen, painted) => { if (!columns.valuesFit) drawGrid(pen, painted, { chart, frame, ticks }); }),
      painter("values", "above", (pen, painted) => drawValues(pen, painted, { chart, frame, columns })),
      painter("names", "above", (pen, painted) => drawNames(pen, painted, { frame, columns, height })),
    ],
  };
}

interface Columns {
  readonly names: readonly TextBlock[];
  readonly namesFit: boolean;
  readonly barWidth: Pt;
  /** Whether every value has room over its bar; if not, an axis says the rest. */
  readonly valuesFit: boolean;
  readonly axisWidth: Pt;
  /** Categories that no series has a figure for. */
  readonly missing: readonly number[];
}

function layoutColumns(chart: ResolvedChart, frame: ChartFrame): Columns {
  const { metrics, width } = frame;
  const style = textStyles(frame);
  const points = allPoints(chart);
  const groups = Math.max(1, chart.series.length);
  const slotOf = (axisWidth: Pt) => (width - axisWidth) / Math.max(1, chart.categories.length);
  const barOf = (slot: Pt) => Math.min(widestBar, (slot * (groups === 1 ? 0.64 : 0.76)) / groups);
  const widest = Math.max(0, ...points.map(({ text }) => metrics.width(text, style.value.font, style.value.size)));
  const valuesFit = widest + 2 <= (groups === 1 ? slotOf(0) : Math.max(barOf(slotOf(0)), slotOf(0) / groups));
  const values = points.flatMap(({ value, upper }) => [value, upper ?? value]);
  const ticks = niceTicks(Math.min(0, ...values), Math.max(0, ...values), 3.4);
  const axisWidth = valuesFit ? 0 : Math.max(...ticks.map((tick) => metrics.width(chart.tick(tick), style.axis.font, style.axis.size))) + 6;
  const slot = slotOf(axisWidth);
  const labels = chart.categories.map(({ label, note }) => (note ? `${label} ${note}` : label));
  const names = labels.map((label) => wrapText(label, slot - 3, style.axis, metrics));
  const wholeWords = labels.every((label) => widestWord(label, style.axis, metrics) <= slot - 3);
  const present = new Set(points.map(({ category }) => category));
  return {
    names,
    namesFit: wholeWords && names.every(({ lines }) => lines.length <= mostLines),
    barWidth: barOf(slot),
    valuesFit,
    axisWidth,
    missing: chart.categories.map((_, i) => i).filter((i) => !present.has(i)),
  };
}

interface OnPaper {
  readonly chart: ResolvedChart;
  readonly frame: ChartFrame;
  readonly columns: Columns;
}

/** Values over their bars, under those below zero; a dash where nobody has a figure. */
function drawValues(pen: RecordingContext, painted: Chart, { chart, frame, columns }: OnPaper): void {
  const { value, note } = textStyles(frame);
  const bars = finishBars(pen, painted, { chart, frame });
  drawBaseline(pen, painted, frame);
  const zero = painted.scales["y"]?.getPixelForValue(0) ?? 0;
  const dashes = columns.missing.map((category): LabelRequest => ({
    block: { lines: ["–"], style: note },
    anchors: [{ x: painted.scales["x"]?.getPixelForValue(category) ?? 0, y: zero - labelGap, align: "center", at: "bottom" }],
    rank: 9,
  }));
  const requests = bars.map((bar, i) => ({ block: { lines: [bar.point.text], style: value }, anchors: [overBar(bar)], rank: rankOf(bar, i, bars.length) }));
  const bounds = { left: columns.axisWidth - 1, top: 0, right: frame.width + 1, bottom: painted.height };
  const obstacles = columns.valuesFit ? [] : bars.map(({ box }) => box);
  for (const { block, anchor } of placeLabels([...requests, ...dashes], { bounds, obstacles, metrics: frame.metrics })) {
    drawBlock(pen, block, anchor, frame.metrics);
  }
}

function overBar({ point, box }: DrawnBar) {
  const x = (box.left + box.right) / 2;
  return point.value < 0
    ? ({ x, y: box.bottom + labelGap, align: "center", at: "top" } as const)
    : ({ x, y: box.top - labelGap, align: "center", at: "bottom" } as const);
}

/** Who is labelled first where not all can be: what the title speaks of, the newest, the oldest. */
function rankOf({ point }: DrawnBar, index: number, count: number): number {
  if (point.highlighted) return 0;
  if (index === count - 1) return 1;
  return index === 0 ? 2 : 3;
}

/** Names at the foot, each under its bars; where not all have room, those that have. */
function drawNames(pen: RecordingContext, painted: Chart, { frame, columns, height }: { frame: ChartFrame; columns: Columns; height: Pt }): void {
  const below = Math.max(0, ...columns.names.map(blockHeight));
  const requests = columns.names.map((block, i): LabelRequest => ({
    block,
    anchors: [{ x: painted.scales["x"]?.getPixelForValue(i) ?? 0, y: height - below, align: "center", at: "top" }],
    rank: -i,
  }));
  const bounds = { left: -1, top: 0, right: frame.width + 1, bottom: height + 1 };
  for (const { block, anchor } of placeLabels(requests, { bounds, obstacles: [], metrics: frame.metrics })) drawBlock(pen, block, anchor, frame.metrics);
}

function drawGrid(pen: RecordingContext, painted: Chart, { chart, frame, ticks }: { chart: ResolvedChart; frame: ChartFrame; ticks: readonly number[] }): void {
  const { axis } = textStyles(frame);
  const levels = ticks.map((tick) => ({ tick, y: painted.scales["y"]?.getPixelForValue(tick) ?? 0 }));
  pen.save();
  [pen.strokeStyle, pen.lineWidth] = [frame.theme.rule, 0.6];
  pen.beginPath();
  for (const { y } of levels) {
    pen.moveTo(painted.chartArea.left, y);
    pen.lineTo(painted.chartArea.right, y);
  }
  pen.stroke();
  pen.restore();
  for (const { tick, y } of levels) drawBlock(pen, { lines: [chart.tick(tick)], style: axis }, { x: 0, y, align: "left", at: "middle" }, frame.metrics);
}
