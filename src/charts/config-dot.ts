import type { Chart } from "chart.js/auto";
import { allPoints, baseOptions, hiddenScale, painter, pointAt, textStyles } from "./base-config.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame, ChartPlan } from "./chart-frame.ts";
import { layoutFurniture, lineLegend, lineNotes } from "./furniture.ts";
import { niceTicks } from "./nice-ticks.ts";
import { placeLabels, type LabelRequest } from "./place-labels.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";
import { drawRowLabels, layoutRows, rowScale, type Rows } from "./rows.ts";
import { lineColor } from "./series-color.ts";
import { drawBlock, lineHeight } from "./text-block.ts";

const [pitch, radius, tickLength] = [13.5, 3, 3];

/** One dot a row, where its value lies on an axis that need not begin at zero: for scores that lie close together. */
export function planDot(chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const style = textStyles(frame);
  const width = (text: string) => frame.metrics.width(text, style.value.font, style.value.size);
  const around = layoutFurniture(lineLegend(chart, frame, "dot"), lineNotes(chart, frame, false), frame);
  const below = lineHeight(style.axis) + tickLength + 1 + around.below;
  const height = frame.height ?? chart.height;
  const rows = layoutRows(chart.categories, frame, {
    ...(height !== undefined && { available: height - around.above - below }),
    pitch,
    thickness: 2 * radius,
  });
  const axis = dotAxis(chart);
  const ends = axis.ticks.map((tick) => frame.metrics.width(chart.tick(tick), style.axis.font, style.axis.size) / 2);
  const padding = {
    top: around.above,
    right: Math.max(radius + 3 + Math.max(0, ...allPoints(chart).map(({ text }) => width(text))), ends.at(-1) ?? 0),
    bottom: below,
    left: rows.labelWidth + Math.max(radius + 1, ends[0] ?? 0),
  };
  return {
    height: around.above + rows.height + below,
    configuration: {
      type: "scatter",
      data: { datasets: chart.series.map(({ points }, i) => dotDataset(points, { rows, frame, color: lineColor(i, chart, frame) })) },
      options: {
        ...baseOptions(padding),
        scales: { x: { ...hiddenScale, min: axis.min, max: axis.max }, y: rowScale(rows) },
      },
    },
    plugins: [
      ...around.plugins,
      painter("tracks", "below", (pen, painted) => drawTracks(pen, painted, { chart, frame, rows, ticks: axis.ticks })),
      painter("rows", "below", (pen, painted) => drawRowLabels(pen, painted, { rows, frame })),
      painter("values", "above", (pen, painted) => drawValues(pen, painted, { chart, frame })),
    ],
  };
}

/** From the last round value before the smallest to the largest; a single value lies between two round ones. */
function dotAxis(chart: ResolvedChart): { min: number; max: number; ticks: readonly number[] } {
  const values = allPoints(chart).map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const reach = high > low ? high - low : Math.abs(high) || 1;
  const around = niceTicks(low - reach, high + reach, 9);
  const min = around.findLast((tick) => tick <= low) ?? low;
  const max = Math.max(high, around.find((tick) => tick > min) ?? high);
  return { min, max, ticks: around.filter((tick) => tick >= min && tick <= max) };
}

interface DotSeries {
  readonly rows: Rows;
  readonly frame: ChartFrame;
  readonly color: string;
}

function dotDataset(points: readonly ResolvedPoint[], { rows, frame, color }: DotSeries) {
  const accent = (point: ResolvedPoint) => (point.highlighted ? frame.theme.accent : color);
  const open = (point: ResolvedPoint) => point.hollow || point.planned;
  return {
    data: points.map((point) => ({ x: point.value, y: rows.middles[point.category] ?? 0 })),
    clip: false as const,
    pointRadius: radius,
    pointBorderColor: points.map(accent),
    pointBorderWidth: points.map((point) => (open(point) ? 1.1 : 0)),
    pointBackgroundColor: points.map((point) => (open(point) ? "#ffffff" : accent(point))),
  };
}

interface Tracks {
  readonly chart: ResolvedChart;
  readonly frame: ChartFrame;
  readonly rows: Rows;
  readonly ticks: readonly number[];
}

/** A thin line for each row to lie on; at the foot the axis with its round values. */
function drawTracks(pen: RecordingContext, painted: Chart, { chart, frame, rows, ticks }: Tracks): void {
  const { axis } = textStyles(frame);
  const { left, right, top, bottom } = painted.chartArea;
  const xs = ticks.map((tick) => ({ tick, x: painted.scales["x"]?.getPixelForValue(tick) ?? 0 }));
  pen.save();
  pen.lineWidth = 0.6;
  pen.strokeStyle = frame.theme.rule;
  pen.beginPath();
  for (const middle of rows.middles) {
    pen.moveTo(left - radius, top + middle);
    pen.lineTo(right + radius, top + middle);
  }
  pen.stroke();
  pen.strokeStyle = frame.theme.muted;
  pen.beginPath();
  pen.moveTo(left - radius, bottom);
  pen.lineTo(right + radius, bottom);
  for (const { x } of xs) {
    pen.moveTo(x, bottom);
    pen.lineTo(x, bottom + tickLength);
  }
  pen.stroke();
  pen.restore();
  const requests = xs.map(({ tick, x }): LabelRequest => ({
    block: { lines: [chart.tick(tick)], style: axis },
    anchors: [{ x, y: bottom + tickLength + 0.5, align: "center", at: "top" }],
    rank: 0,
  }));
  const bounds = { left: 0, top: 0, right: frame.width, bottom: painted.height };
  for (const { block, anchor } of placeLabels(requests, { bounds, obstacles: [], metrics: frame.metrics }))
    drawBlock(pen, block, anchor, frame.metrics);
}

function drawValues(pen: RecordingContext, painted: Chart, { chart, frame }: { chart: ResolvedChart; frame: ChartFrame }): void {
  const { value } = textStyles(frame);
  const dots = chart.series.flatMap(({ points }, dataset) =>
    points.flatMap((point, i) => {
      const at = pointAt(painted, dataset, i);
      return at ? [{ point, at }] : [];
    }),
  );
  const requests = dots.map(({ point, at }): LabelRequest => ({
    block: { lines: [point.text], style: value },
    anchors: [
      { x: at.x + radius + 3, y: at.y, align: "left", at: "middle" },
      { x: at.x - radius - 3, y: at.y, align: "right", at: "middle" },
    ],
    rank: point.highlighted ? 0 : 1,
  }));
  const obstacles = dots.map(({ at }) => ({ left: at.x - radius, right: at.x + radius, top: at.y - radius, bottom: at.y + radius }));
  const bounds = { left: painted.chartArea.left - radius, top: 0, right: frame.width, bottom: painted.height };
  for (const { block, anchor, box } of placeLabels(requests, { bounds, obstacles, metrics: frame.metrics })) {
    // The row's line doesn't run through the figure.
    pen.fillStyle = "#ffffff";
    pen.fillRect(box.left - 1, anchor.y - 1, box.right - box.left + 2, 2);
    drawBlock(pen, block, anchor, frame.metrics);
  }
}
