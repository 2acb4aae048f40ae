import type { Chart, ChartDataset } from "chart.js/auto";
import { baseOptions, hiddenScale, painter, textStyles } from "./base-config.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import { usualHeight, type ChartFrame, type ChartPlan } from "./chart-frame.ts";
import { layoutFurniture, lineLegend, lineNotes } from "./furniture.ts";
import { drawBreak, drawLineLabels, seriesNames } from "./line-labels.ts";
import { placeLabels, type LabelRequest } from "./place-labels.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";
import { lineColor } from "./series-color.ts";
import { blockHeight, blockWidth, drawBlock, lineHeight } from "./text-block.ts";
import { categoryAxis, yearAxis, type HorizontalAxis } from "./time-axis.ts";
import { drawValueAxis, layoutValueAxis } from "./value-axis.ts";

const [leastPlot, tickLength] = [60, 3];
/** Roughly what stands above and below the plot. */
const furniture = 35;

/** Values along time: a line from point to point, or steps where a value holds until the next. Zero is on the axis. */
export function planLine(chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const style = textStyles(frame);
  const wished = frame.height ?? chart.height ?? usualHeight(frame);
  const values = layoutValueAxis(chart, frame, wished - furniture);
  const names = seriesNames(chart, frame);
  const right = names.width > 0 ? names.width + 6 : 3;
  const axis = (chart.category === "time" ? yearAxis : categoryAxis)(chart, frame, frame.width - values.width - right);
  const around = layoutFurniture(names.width > 0 ? [] : lineLegend(chart, frame, "fill"), lineNotes(chart, frame, true), frame);
  const [above, below] = [
    around.above + lineHeight(style.value) + 4,
    Math.max(...axis.ticks.map(({ block }) => blockHeight(block))) + tickLength + 1 + around.below,
  ];
  const height = Math.max(wished, above + leastPlot + below);
  const xOf = (point: ResolvedPoint) => (chart.category === "time" ? point.time : point.category + 0.5);
  return {
    height,
    configuration: {
      type: "line",
      data: { datasets: chart.series.map((_, i) => lineDataset(chart, frame, { index: i, xOf })) },
      options: {
        ...baseOptions({ top: above, right, bottom: below, left: values.width }),
        scales: {
          x: { ...hiddenScale, min: axis.min, max: axis.max },
          y: { ...hiddenScale, min: values.min, max: values.max },
        },
      },
    },
    plugins: [
      ...around.plugins,
      painter("values", "below", (pen, painted) => drawValueAxis(pen, painted, { chart, frame, axis: values })),
      painter("time", "below", (pen, painted) => drawHorizontalAxis(pen, painted, { axis, frame })),
      painter("break", "below", (_, painted) => drawBreak(painted, chart, frame)),
      painter("labels", "above", (_, painted) => drawLineLabels(painted, chart, { frame, names })),
    ],
  };
}

interface SeriesPlan {
  readonly index: number;
  readonly xOf: (point: ResolvedPoint) => number;
}

function lineDataset(chart: ResolvedChart, frame: ChartFrame, { index, xOf }: SeriesPlan): ChartDataset<"line"> {
  const points = chart.series[index]?.points ?? [];
  const color = lineColor(index, chart, frame);
  const stepped = chart.kind === "step";
  const last = points.at(-1);
  const data = points.map((point) => ({ x: xOf(point), y: point.value }));
  const accent = (point: ResolvedPoint) => (point.highlighted ? frame.theme.accent : color);
  const open = (point: ResolvedPoint) => point.hollow || point.planned;
  const radius = points.length > 14 ? 1.7 : 2.1;
  return {
    data,
    borderColor: color,
    borderWidth: 1.6,
    borderJoinStyle: "round",
    stepped: stepped ? "before" : false,
    clip: false,
    segment: { borderDash: ({ p1DataIndex }) => (points[p1DataIndex]?.planned ? [2.5, 2] : undefined) },
    pointRadius: points.map((point) => (point.highlighted || point === last ? 2.6 : radius)),
    pointBorderWidth: points.map((point) => (open(point) ? 1.1 : 0)),
    pointBorderColor: points.map(accent),
    pointBackgroundColor: points.map((point) => (open(point) ? "#ffffff" : accent(point))),
  };
}

/** Small marks where a year ends, so that its name clearly belongs to what lies between two of them. */
function drawHorizontalAxis(
  pen: RecordingContext,
  { chartArea, scales }: Chart,
  { axis, frame }: { axis: HorizontalAxis; frame: ChartFrame },
): void {
  const xOf = (value: number) => scales["x"]?.getPixelForValue(value) ?? 0;
  pen.save();
  [pen.strokeStyle, pen.lineWidth] = [frame.theme.muted, 0.5];
  pen.beginPath();
  for (const boundary of axis.boundaries) {
    pen.moveTo(xOf(boundary), chartArea.bottom);
    pen.lineTo(xOf(boundary), chartArea.bottom + tickLength);
  }
  pen.stroke();
  pen.restore();
  // The first and last name may stand a little off their middle rather than leave the drawing or meet the other axis.
  const bounds = { left: chartArea.left - 5, top: 0, right: frame.width, bottom: Infinity };
  const requests = axis.ticks.map(({ value, block }, i): LabelRequest => {
    const half = blockWidth(block, frame.metrics) / 2;
    const x = Math.max(bounds.left + half, Math.min(bounds.right - half, xOf(value)));
    return { block, anchors: [{ x, y: chartArea.bottom + tickLength + 0.5, align: "center", at: "top" }], rank: -i };
  });
  for (const { block, anchor } of placeLabels(requests, { bounds, obstacles: [], metrics: frame.metrics }))
    drawBlock(pen, block, anchor, frame.metrics);
}
