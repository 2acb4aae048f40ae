import type { Chart } from "chart.js/auto";
import type { Pt } from "../units.ts";
import { areaPaint, type AreaPaint } from "./area-paint.ts";
import { barColor, barDatasets } from "./bar-marks.ts";
import { barBox, baseOptions, hiddenScale, painter, textStyles } from "./base-config.ts";
import { isInside, type Box } from "./canvas/box.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame, ChartPlan } from "./chart-frame.ts";
import { readableOn } from "./contrast.ts";
import { finishBox } from "./finish-box.ts";
import { areaLegend, areaNotes, layoutFurniture } from "./furniture.ts";
import { layoutPartNames, type PartNames } from "./part-names.ts";
import { placeLabels, type LabelRequest } from "./place-labels.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";
import { drawRowLabels, layoutRows, rowScale } from "./rows.ts";
import { areaColor } from "./series-color.ts";
import { drawBlock } from "./text-block.ts";

const [pitch, thickness, inset, seam] = [19, 14, 3, 0.8];
const single = { pitch: 26, thickness: 24 };

/** One bar for each category, cut into its series: parts of a whole. The first bar's parts are named, else a legend does it. */
export function planBarStacked(chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const rowsIn = (available: Pt | undefined) =>
    chart.categories.length === 1
      ? layoutRows([{ label: "" }], frame, single)
      : layoutRows(chart.categories, frame, { ...(available !== undefined && { available }), pitch, thickness });
  const { labelWidth } = rowsIn(undefined);
  const tail = tailWidth(chart, frame, labelWidth);
  const scale = (frame.width - labelWidth - tail) / largestSum(chart);
  const names = nameParts(chart, frame, { left: labelWidth, scale });
  const { above, below, plugins } = layoutFurniture(names ? [] : areaLegend(chart, frame), areaNotes(chart, frame), frame);
  const wished = frame.height ?? chart.height;
  const rows = rowsIn(wished === undefined ? undefined : wished - above - below - (names?.height ?? 0));
  // Over the first bar is half of what parts two bars; the names stand in it.
  const top = above + Math.max(0, (names?.height ?? 0) - ((rows.middles[0] ?? 0) - rows.thickness / 2));
  return {
    height: top + rows.height + below,
    configuration: {
      type: "bar",
      data: { datasets: barDatasets(chart, frame, { upright: false, at: (i) => rows.middles[i] ?? 0, thickness: rows.thickness }) },
      options: {
        ...baseOptions({ top, right: tail, bottom: below, left: labelWidth }),
        indexAxis: "y",
        scales: {
          x: { ...hiddenScale, stacked: true, min: 0, max: largestSum(chart) },
          y: { ...rowScale(rows), stacked: true },
        },
      },
    },
    plugins: [
      ...plugins,
      painter("rows", "below", (pen, painted) => drawRowLabels(pen, painted, { rows, frame })),
      painter("names", "above", (pen, painted) => names?.paint(pen, painted.chartArea.top + (rows.middles[0] ?? 0) - rows.thickness / 2)),
      painter("parts", "above", (pen, painted) => drawParts(pen, painted, { chart, frame })),
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

/** Names over the parts of the first bar, if it has all of them. */
function nameParts(chart: ResolvedChart, frame: ChartFrame, { left, scale }: { left: Pt; scale: number }): PartNames | undefined {
  const first = chart.series.map(({ label, points }) => ({ label, value: points.find(({ category }) => category === 0)?.value ?? 0 }));
  if (first.length < 2 || first.some(({ label, value }) => !label || value <= 0)) return undefined;
  let end = left;
  const parts = first.map(({ label = "", value }) => ({ name: label, left: end, right: (end += value * scale) }));
  return layoutPartNames(parts, frame);
}

interface Part {
  readonly point: ResolvedPoint;
  readonly dataset: number;
  readonly box: Box;
  readonly paint: AreaPaint;
}

interface OnPaper {
  readonly chart: ResolvedChart;
  readonly frame: ChartFrame;
}

function drawParts(pen: RecordingContext, painted: Chart, { chart, frame }: OnPaper): void {
  const parts = chart.series.flatMap(({ points }, dataset) =>
    points.flatMap((point, i): Part[] => {
      const box = barBox(painted, dataset, i);
      const paint = areaPaint(barColor(point, areaColor(dataset, chart, frame), frame), frame.theme);
      return box && point.value > 0 ? [{ point, dataset, box, paint }] : [];
    }),
  );
  for (const part of parts) finishPart(pen, part, chart.series.length - 1);
  const values = parts.filter((part) => hasRoom(part, parts, frame) || part.dataset === chart.series.length - 1);
  const bounds = { left: 0, top: 0, right: frame.width, bottom: painted.height };
  const requests = values.map((part) => valueRequest(part, frame));
  for (const { block, anchor, box } of placeLabels(requests, { bounds, obstacles: [], metrics: frame.metrics })) {
    if (parts.some(({ point, box: part }) => point.planned && isInside(box, part))) drawPlate(pen, box);
    drawBlock(pen, block, anchor, frame.metrics);
  }
}

/** A white line parts it from the one before; its own outline and hatching leave that line free. */
function finishPart(pen: RecordingContext, { point, dataset, box, paint }: Part, last: number): void {
  const [left, right] = [box.left + (dataset > 0 ? seam / 2 : 0), box.right - (dataset < last ? seam / 2 : 0)];
  if (dataset > 0) fillBox(pen, { ...box, left: box.left - seam / 2, right: left }, "#ffffff");
  finishBox(pen, { ...box, left, right }, paint, point.planned);
}

/** Keeps a figure readable on hatching. */
const drawPlate = (pen: RecordingContext, { left, top, right, bottom }: Box): void =>
  fillBox(pen, { left: left - 1.5, top: top + 1, right: right + 1.5, bottom: bottom - 1 }, "#ffffff");

function fillBox(pen: RecordingContext, { left, top, right, bottom }: Box, color: string): void {
  pen.save();
  pen.fillStyle = color;
  pen.fillRect(left, top, right - left, bottom - top);
  pen.restore();
}

const isInsidePart = ({ point, box }: Part, frame: ChartFrame): boolean => {
  const { value } = textStyles(frame);
  return frame.metrics.width(point.text, value.font, value.size) + 2 * inset <= box.right - box.left;
};

/** A series tells all its values or none: one alone among thin parts would read as something special. */
const hasRoom = ({ dataset }: Part, parts: readonly Part[], frame: ChartFrame): boolean =>
  parts.every((part) => part.dataset !== dataset || isInsidePart(part, frame));

/** A value inside its part; where that is too small, after it. */
function valueRequest(part: Part, frame: ChartFrame): LabelRequest {
  const { point, box, paint } = part;
  const { value } = textStyles(frame);
  const inside = isInsidePart(part, frame);
  const on = point.planned ? frame.theme.ink : readableOn(paint.fill, frame.theme.ink);
  const style = inside ? { ...value, color: on } : value;
  const x = inside ? box.left + inset : box.right + inset;
  return { block: { lines: [point.text], style }, anchors: [{ x, y: (box.top + box.bottom) / 2, align: "left", at: "middle" }], rank: 0 };
}
