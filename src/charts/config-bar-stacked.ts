import type { Chart } from "chart.js/auto";
import type { Pt } from "../units.ts";
import { barColor, barDatasets } from "./bar-marks.ts";
import { barBox, baseOptions, markLegend, painter, seriesColor, seriesLegend, textStyles } from "./base-config.ts";
import { isInside, type Box } from "./canvas/box.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame, ChartPlan } from "./chart-frame.ts";
import { readableOn } from "./contrast.ts";
import { hatchBox } from "./hatch.ts";
import { layoutLegend } from "./legend.ts";
import { placeLabels, type LabelRequest } from "./place-labels.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";
import { drawRowLabels, layoutRows, rowScale } from "./rows.ts";
import { blockHeight, drawBlock, type TextBlock } from "./text-block.ts";
import { widestWord, wrapText } from "./wrap-text.ts";

const [pitch, thickness, singleThickness, inset] = [19, 14, 24, 3];

/** One bar for each category, cut into its series: parts of a whole. A single bar names its parts itself. */
export function planBarStacked(chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const single = chart.categories.length === 1 ? nameParts(chart, frame) : undefined;
  const legend = layoutLegend([...(single ? [] : seriesLegend(chart, frame)), ...markLegend(chart, frame, { hollow: false })], frame);
  const height = frame.height ?? chart.height;
  const above = legend.height + (single ? Math.max(...single.map(blockHeight)) + 3 : 0);
  const rows = layoutRows(single ? [{ label: "" }] : chart.categories, frame, {
    ...(height !== undefined && !single && { available: height - above }),
    pitch: single ? singleThickness + 2 : pitch,
    thickness: single ? singleThickness : thickness,
  });
  const tail = tailWidth(chart, frame, rows.labelWidth);
  return {
    height: above + rows.height,
    configuration: {
      type: "bar",
      data: { datasets: barDatasets(chart, frame, { upright: false, at: (i) => rows.middles[i] ?? 0, thickness: rows.thickness }) },
      options: {
        ...baseOptions({ top: above, right: tail, bottom: 0, left: rows.labelWidth }),
        indexAxis: "y",
        scales: {
          x: { type: "linear", display: false, stacked: true, min: 0, max: largestSum(chart) },
          y: { ...rowScale(rows), stacked: true },
        },
      },
    },
    plugins: [
      painter("legend", "below", legend.paint),
      painter("rows", "below", (pen, painted) => {
        if (!single) drawRowLabels(pen, painted, { rows, frame });
      }),
      painter("parts", "above", (pen, painted) => drawParts(pen, painted, { chart, frame, names: single })),
    ],
  };
}

/** Length of the longest bar; a negative part can't be stacked and counts for nothing. */
function largestSum(chart: ResolvedChart): number {
  const sums = chart.categories.map((_, category) =>
    chart.series.reduce((sum, { points }) => sum + Math.max(0, points.find((point) => point.category === category)?.value ?? 0), 0),
  );
  return Math.max(...sums) || 1;
}

/** Room after the bars for the values of last parts too small to hold them. */
function tailWidth(chart: ResolvedChart, { width, metrics, theme }: ChartFrame, labelWidth: Pt): Pt {
  const { value } = textStyles({ theme });
  const last = chart.series.at(-1)?.points ?? [];
  const scale = (width - labelWidth) / largestSum(chart);
  const outside = last.map(({ text, value: amount }) => ({
    needs: metrics.width(text, value.font, value.size) + 2 * inset,
    has: amount * scale,
  }));
  return Math.max(0, ...outside.filter(({ needs, has }) => needs > has * 0.9).map(({ needs }) => needs - inset));
}

/** The names of a single bar's parts, each as wide as its part; undefined if one is too narrow for its words. */
function nameParts(chart: ResolvedChart, { width, metrics, theme }: ChartFrame): readonly TextBlock[] | undefined {
  const { label } = textStyles({ theme });
  const scale = width / largestSum(chart);
  const parts = chart.series.map((series) => ({ name: series.label ?? "", room: (series.points[0]?.value ?? 0) * scale - inset }));
  if (parts.some(({ name, room }) => widestWord(name, label, metrics) > room)) return undefined;
  return parts.map(({ name, room }) => wrapText(name, room, label, metrics));
}

interface OnPaper {
  readonly chart: ResolvedChart;
  readonly frame: ChartFrame;
  readonly names: readonly TextBlock[] | undefined;
}

function drawParts(pen: RecordingContext, painted: Chart, { chart, frame, names }: OnPaper): void {
  const parts = chart.series.flatMap(({ points }, dataset) =>
    points.flatMap((point, i) => {
      const box = barBox(painted, dataset, i);
      return box && point.value > 0 ? [{ point, dataset, box }] : [];
    }),
  );
  for (const { point, dataset, box } of parts) {
    if (point.planned) hatchBox(pen, box, barColor(point, seriesColor(dataset, chart, frame), frame));
    if (dataset > 0) drawSeam(pen, box);
  }
  const values = parts.flatMap((part) => valueRequest(part, chart, frame));
  const titles = (names ?? []).flatMap((block, i): LabelRequest[] => {
    const part = parts.find(({ dataset }) => dataset === i);
    return part ? [{ block, anchors: [{ x: part.box.left, y: part.box.top - 3, align: "left", at: "bottom" }], rank: 1 }] : [];
  });
  const bounds = { left: 0, top: 0, right: frame.width, bottom: painted.height };
  for (const { block, anchor, box } of placeLabels([...values, ...titles], { bounds, obstacles: [], metrics: frame.metrics })) {
    if (parts.some(({ point, box: part }) => point.planned && isInside(box, part))) drawPlate(pen, box);
    drawBlock(pen, block, anchor, frame.metrics);
  }
}

/** Keeps a figure readable on hatching. */
function drawPlate(pen: RecordingContext, { left, top, right, bottom }: Box): void {
  pen.save();
  pen.fillStyle = "#ffffff";
  pen.fillRect(left - 1.5, top + 1, right - left + 3, bottom - top - 2);
  pen.restore();
}

/** A white line between two parts, so that they stay apart in greyscale. */
function drawSeam(pen: RecordingContext, { left, top, bottom }: Box): void {
  pen.save();
  pen.fillStyle = "#ffffff";
  pen.fillRect(left - 0.4, top, 0.8, bottom - top);
  pen.restore();
}

interface Part {
  readonly point: ResolvedPoint;
  readonly dataset: number;
  readonly box: Box;
}

/** A value inside its part; the last part's after the bar where it is too small. */
function valueRequest({ point, dataset, box }: Part, chart: ResolvedChart, frame: ChartFrame): LabelRequest[] {
  const { value } = textStyles(frame);
  const width = frame.metrics.width(point.text, value.font, value.size);
  const y = (box.top + box.bottom) / 2;
  const color = barColor(point, seriesColor(dataset, chart, frame), frame);
  const inside = { ...value, color: point.planned ? frame.theme.ink : readableOn(color, frame.theme.ink) };
  if (width + 2 * inset <= box.right - box.left) {
    return [{ block: { lines: [point.text], style: inside }, anchors: [{ x: box.left + inset, y, align: "left", at: "middle" }], rank: 0 }];
  }
  const last = dataset === chart.series.length - 1;
  return last
    ? [{ block: { lines: [point.text], style: value }, anchors: [{ x: box.right + inset, y, align: "left", at: "middle" }], rank: 0 }]
    : [];
}
