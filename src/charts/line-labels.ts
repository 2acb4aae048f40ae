import type { Chart } from "chart.js/auto";
import type { Pt } from "../units.ts";
import { pointAt, textStyles } from "./base-config.ts";
import type { Box } from "./canvas/box.ts";
import type { ChartFrame } from "./chart-frame.ts";
import { boxesAlong, placeLabels, type LabelRequest } from "./place-labels.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";
import { lineColor } from "./series-color.ts";
import { blockWidth, drawBlock, type Anchor, type TextBlock } from "./text-block.ts";
import { wrapText } from "./wrap-text.ts";

/** The names of two series, written at their lines' ends; the width they need. */
export interface SeriesNames {
  readonly blocks: readonly TextBlock[];
  readonly width: Pt;
}

/** One line needs no name, more than two have a legend. */
export function seriesNames(chart: ResolvedChart, frame: ChartFrame): SeriesNames {
  if (chart.series.length !== 2) return { blocks: [], width: 0 };
  const { value } = textStyles(frame);
  const blocks = chart.series.map(({ label }, i) =>
    wrapText(label ?? "", frame.width * 0.28, { ...value, color: i === 0 ? lineColor(0, chart, frame) : frame.theme.ink }, frame.metrics),
  );
  return { blocks, width: Math.max(...blocks.map((block) => blockWidth(block, frame.metrics))) };
}

/** More points than this, and only the ends and what the title speaks of are labelled; the table has the rest. */
const labelledPoints = 9;

/** Values beside points, names at the ends of lines and the word at the break, none over another or over a line. */
export function drawLineLabels(painted: Chart, chart: ResolvedChart, { frame, names }: { frame: ChartFrame; names: SeriesNames }): void {
  const pen: Pen = painted.ctx;
  const area = painted.chartArea;
  const cut = breakX(painted, chart);
  const bounds = { left: area.left - 2, top: 0, right: area.right + 3, bottom: area.bottom - 1 };
  const obstacles = [
    ...chart.series.flatMap((series, i) => lineBoxes(painted, i, series.points.length)),
    ...(cut === undefined ? [] : boxesAlong({ x: cut, y: area.top }, { x: cut, y: area.bottom }, 1)),
  ];
  const requests = [
    ...chart.series.flatMap((_, i) => valueRequests(painted, chart, { index: i, frame })),
    ...(cut === undefined || !chart.break ? [] : [breakRequest(chart.break.label, cut, { area, frame })]),
  ];
  const labels = placeLabels(requests, { bounds, obstacles, metrics: frame.metrics });
  const ends = placeLabels(nameRequests(painted, chart, { frame, names }), {
    bounds: { ...bounds, right: frame.width },
    obstacles: labels.map(({ box }) => box),
    metrics: frame.metrics,
  });
  for (const { block, anchor, box } of [...labels, ...ends]) {
    // Grid lines stop at a label; marks it keeps clear of anyway.
    pen.fillStyle = "#ffffff";
    pen.fillRect(box.left - 0.5, box.top + 2, box.right - box.left + 1, box.bottom - box.top - 3.5);
    drawBlock(pen, block, anchor, frame.metrics);
  }
}

type Pen = Parameters<typeof drawBlock>[0];

const breakX = ({ scales }: Chart, chart: ResolvedChart): Pt | undefined =>
  chart.break && chart.category === "time" ? scales["x"]?.getPixelForValue(chart.break.time) : undefined;

/** An upright dashed line where the series breaks; the points that stand on it cover it. */
export function drawBreak(painted: Chart, chart: ResolvedChart, { theme }: ChartFrame): void {
  const x = breakX(painted, chart);
  if (x === undefined) return;
  const { top, bottom } = painted.chartArea;
  const pen: Pen = painted.ctx;
  pen.save();
  [pen.strokeStyle, pen.lineWidth] = [theme.muted, 0.75];
  pen.setLineDash([2, 2]);
  pen.beginPath();
  pen.moveTo(x, top);
  pen.lineTo(x, bottom);
  pen.stroke();
  pen.restore();
}

/** What the line and its points cover. */
function lineBoxes(painted: Chart, dataset: number, count: number): Box[] {
  const points = Array.from({ length: count }, (_, i) => pointAt(painted, dataset, i)).filter((point) => point !== undefined);
  const stepped =
    painted.getDatasetMeta(dataset).type === "line" &&
    Boolean(painted.data.datasets[dataset] && "stepped" in painted.data.datasets[dataset] && painted.data.datasets[dataset].stepped);
  const corners = stepped
    ? points.flatMap((point, i) => (i === 0 ? [point] : [{ x: point.x, y: points[i - 1]?.y ?? point.y }, point]))
    : points;
  return [
    ...corners.slice(1).flatMap((corner, i) => boxesAlong(corners[i] ?? corner, corner, 1)),
    ...points.map(({ x, y }) => ({ left: x - 2.5, top: y - 2.5, right: x + 2.5, bottom: y + 2.5 })),
  ];
}

function valueRequests(painted: Chart, chart: ResolvedChart, { index, frame }: { index: number; frame: ChartFrame }): LabelRequest[] {
  const points = chart.series[index]?.points ?? [];
  const { value } = textStyles(frame);
  const few = points.length <= labelledPoints;
  return points.flatMap((point, i) => {
    const at = pointAt(painted, index, i);
    const rank = rankOf(point, i, points.length);
    if (!at || (!few && rank > 2)) return [];
    const style =
      rank < 2 ? { ...value, color: lineColor(index, chart, frame) } : ({ ...value, font: few ? "medium" : "semibold" } as const);
    return [{ block: { lines: [point.text], style }, anchors: aroundPoint(at, i === points.length - 1), rank }];
  });
}

/** Who chooses a place first: what the title speaks of, the newest, the oldest, the rest. */
function rankOf(point: ResolvedPoint, index: number, count: number): number {
  if (point.highlighted) return 0;
  if (index === count - 1) return 1;
  return index === 0 ? 2 : 3;
}

function aroundPoint({ x, y }: { x: Pt; y: Pt }, last: boolean): Anchor[] {
  const [reach, side] = [3.2, 5];
  const above = (["center", "right", "left"] as const).map(
    (align) => ({ x: shift(x, align, 4), y: y - reach, align, at: "bottom" }) as const,
  );
  const below = (["center", "left", "right"] as const).map((align) => ({ x: shift(x, align, 4), y: y + reach, align, at: "top" }) as const);
  const beside = [
    { x: x + side, y, align: "left", at: "middle" },
    { x: x - side, y, align: "right", at: "middle" },
    { x: x - side - 3, y, align: "right", at: "middle" },
  ] as const;
  const higher = above.map((anchor) => ({ ...anchor, y: y - reach - 4 }));
  // Left of a break's line that stands on the point itself.
  const clear = { x: x - 4, y: y - reach - 1, align: "right", at: "bottom" } as const;
  return last ? [...above, ...beside, clear, ...higher, ...below] : [...above, ...below, ...higher, ...beside];
}

/** A label set to one side still begins a little before its point. */
const shift = (x: Pt, align: "left" | "center" | "right", by: Pt): Pt => x + by * { left: -1, center: 0, right: 1 }[align];

function breakRequest(label: string, x: Pt, { area, frame }: { area: Box; frame: ChartFrame }): LabelRequest {
  const block = wrapText(label, (area.right - area.left) * 0.45, textStyles(frame).note, frame.metrics);
  const heights = [area.bottom - 3, area.bottom - 14, area.bottom - 30, area.top + 30];
  const anchors = heights.flatMap(
    (y) =>
      [
        { x: x - 4, y, align: "right", at: "bottom" },
        { x: x + 4, y, align: "left", at: "bottom" },
      ] as const,
  );
  return { block, anchors, rank: 5 };
}

function nameRequests(painted: Chart, chart: ResolvedChart, { frame, names }: { frame: ChartFrame; names: SeriesNames }): LabelRequest[] {
  return names.blocks.flatMap((block, i) => {
    const at = pointAt(painted, i, (chart.series[i]?.points.length ?? 0) - 1);
    if (!at) return [];
    const x = frame.width - names.width;
    // Lines that end near each other push their names apart.
    const offsets = [0, 5, -5, 10, -10, 15, -15, 20, -20, 30, -30];
    return [{ block, anchors: offsets.map((by) => ({ x, y: at.y + by, align: "left", at: "middle" }) as const), rank: i }];
  });
}
