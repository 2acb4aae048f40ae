import type { Color } from "../graphics.ts";
import type { Pt } from "../units.ts";
import { baseOptions, markLegend, painter, seriesColor, textStyles } from "./base-config.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame, ChartPlan } from "./chart-frame.ts";
import { hatch } from "./hatch.ts";
import { layoutLegend } from "./legend.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";
import { blockHeight, blockWidth, drawBlock, type TextBlock } from "./text-block.ts";
import { wrapText } from "./wrap-text.ts";

const [defaultHeight, cutout, elbow, textGap] = [118, 0.62, 9, 4];

interface Segment {
  readonly point?: ResolvedPoint;
  readonly label: string;
  readonly value: number;
  readonly color: Color;
  /** Middle of its arc in radians, clockwise from three o'clock. */
  readonly angle: number;
}

/** A ring of parts, each with its value and name beside it, and the whole in the middle. */
export function planDoughnut(chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const segments = segmentsOf(chart, frame);
  const legend = layoutLegend(markLegend(chart, frame, { hollow: false }), frame);
  const wished = (frame.height ?? chart.height ?? defaultHeight) - legend.height;
  const diameter = Math.min(wished - 12, frame.width * 0.46);
  const labels = layoutLabels(segments, { frame, diameter });
  const height = Math.max(Math.min(wished, diameter + 24), ...labels.map(({ columnHeight }) => columnHeight));
  const top = legend.height + (height - diameter) / 2;
  const side = (frame.width - diameter) / 2;
  return {
    height: legend.height + height,
    configuration: {
      type: "doughnut",
      data: { datasets: [{ data: segments.map(({ value }) => value), backgroundColor: segments.map(({ color }) => color), borderWidth: 1.2, borderColor: "#ffffff" }] },
      options: { ...baseOptions({ top, right: side, bottom: legend.height + height - top - diameter, left: side }), cutout: `${cutout * 100}%` },
    },
    plugins: [
      painter("legend", "below", legend.paint),
      painter("labels", "above", (pen) => {
        const ring = { x: frame.width / 2, y: top + diameter / 2, radius: diameter / 2 };
        hatchPlans(pen, segments, ring);
        drawLabels(pen, labels, { frame, ring, top: legend.height, height });
        drawWhole(pen, chart, { frame, ring });
      }),
    ],
  };
}

/** The parts in order, and what they leave of the whole. */
function segmentsOf(chart: ResolvedChart, frame: ChartFrame): Segment[] {
  const points = chart.series.flatMap(({ label, points: inSeries }) => inSeries.map((point) => ({ point, label: label ?? chart.categories[point.category]?.label ?? "" })));
  const sum = points.reduce((total, { point }) => total + Math.max(0, point.value), 0);
  const rest = (chart.whole?.value ?? 0) - sum;
  // A remainder of less than a hundredth is rounding, not a part.
  const withRest = chart.whole && rest > chart.whole.value / 100;
  const parts = [
    ...points.map(({ point, label }, i) => ({ point, label, value: Math.max(0, point.value), color: point.highlighted ? frame.theme.accent : seriesColor(i, chart, frame) })),
    ...(withRest && chart.whole ? [{ label: chart.whole.restLabel, value: rest, color: frame.theme.rule }] : []),
  ];
  const total = parts.reduce((all, { value }) => all + value, 0) || 1;
  let before = 0;
  return parts.map((part) => {
    const middle = before + part.value / 2;
    before += part.value;
    return { ...part, angle: (middle / total) * 2 * Math.PI - Math.PI / 2 };
  });
}

interface SideLabel {
  readonly segment: Segment;
  readonly value: TextBlock | undefined;
  readonly name: TextBlock;
  readonly height: Pt;
  readonly right: boolean;
  /** Of all labels on this side. */
  readonly columnHeight: Pt;
}

const between = 4;

function layoutLabels(segments: readonly Segment[], { frame, diameter }: { frame: ChartFrame; diameter: Pt }): SideLabel[] {
  const { value, label } = textStyles(frame);
  const width = (frame.width - diameter) / 2 - elbow - textGap;
  const labels = segments.map((segment) => {
    const number = segment.point ? { lines: [segment.point.text], style: value } : undefined;
    const name = wrapText(segment.label, width, label, frame.metrics);
    return { segment, value: number, name, height: blockHeight(name) + (number ? blockHeight(number) : 0), right: Math.cos(segment.angle) >= -1e-9 };
  });
  const columnHeight = (right: boolean) => labels.filter((one) => one.right === right).reduce((sum, { height }) => sum + height + between, -between);
  return labels.map((one) => ({ ...one, columnHeight: columnHeight(one.right) }));
}

interface Ring {
  readonly x: Pt;
  readonly y: Pt;
  readonly radius: Pt;
}

interface LabelPlace {
  readonly frame: ChartFrame;
  readonly ring: Ring;
  readonly top: Pt;
  readonly height: Pt;
}

/** Labels level with their parts, pushed apart where they would meet, each tied to its part by a thin line. */
function drawLabels(pen: RecordingContext, labels: readonly SideLabel[], place: LabelPlace): void {
  for (const right of [true, false]) {
    const column = labels.filter((label) => label.right === right).toSorted((a, b) => Math.sin(a.segment.angle) - Math.sin(b.segment.angle));
    const tops = spread(column.map(({ segment, height }) => ({ wanted: place.ring.y + Math.sin(segment.angle) * place.ring.radius - height / 2, height })), place);
    column.forEach((label, i) => drawLabel(pen, label, { ...place, labelTop: tops[i] ?? place.top }));
  }
}

/** Tops that keep their order and a distance, inside the drawing, as near as can be to where they are wanted. */
function spread(labels: readonly { wanted: Pt; height: Pt }[], { top, height }: { top: Pt; height: Pt }): Pt[] {
  const tops: Pt[] = [];
  let free = top;
  for (const { wanted, height: own } of labels) {
    tops.push(Math.max(free, wanted));
    free = (tops.at(-1) ?? 0) + own + between;
  }
  let limit = top + height;
  for (let i = labels.length - 1; i >= 0; i--) {
    tops[i] = Math.min(tops[i] ?? 0, limit - (labels[i]?.height ?? 0));
    limit = (tops[i] ?? 0) - between;
  }
  return tops;
}

function drawLabel(pen: RecordingContext, { segment, value, name, right }: SideLabel, { frame, ring, labelTop }: LabelPlace & { labelTop: Pt }): void {
  const direction = right ? 1 : -1;
  const align = right ? "left" : "right";
  const x = ring.x + direction * (ring.radius + elbow + textGap);
  const valueHeight = value ? blockHeight(value) : 0;
  if (value) drawBlock(pen, value, { x, y: labelTop, align, at: "top" }, frame.metrics);
  drawBlock(pen, name, { x, y: labelTop + valueHeight, align, at: "top" }, frame.metrics);
  const level = labelTop + (valueHeight || blockHeight({ ...name, lines: name.lines.slice(0, 1) })) / 2;
  const [cos, sin] = [Math.cos(segment.angle), Math.sin(segment.angle)];
  pen.save();
  [pen.strokeStyle, pen.lineWidth] = [frame.theme.muted, 0.5];
  pen.beginPath();
  pen.moveTo(ring.x + cos * (ring.radius + 1), ring.y + sin * (ring.radius + 1));
  pen.lineTo(ring.x + direction * (ring.radius + elbow - 3), level);
  pen.lineTo(ring.x + direction * (ring.radius + elbow), level);
  pen.stroke();
  pen.restore();
}

function hatchPlans(pen: RecordingContext, segments: readonly Segment[], { x, y, radius }: Ring): void {
  const total = segments.reduce((sum, { value }) => sum + value, 0) || 1;
  for (const { point, angle, value, color } of segments) {
    if (!point?.planned || value === 0) continue;
    const half = (value / total) * Math.PI;
    const box = { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
    hatch(pen, box, color, (p) => {
      p.arc(x, y, radius - 0.4, angle - half, angle + half);
      p.arc(x, y, radius * cutout, angle + half, angle - half, true);
      p.closePath();
    });
  }
}

/** The whole's number in the ring's middle, its unit below. */
function drawWhole(pen: RecordingContext, chart: ResolvedChart, { frame, ring }: { frame: ChartFrame; ring: Ring }): void {
  if (!chart.whole) return;
  const { value, note } = textStyles(frame);
  const room = ring.radius * cutout * 1.7;
  const big = { lines: [chart.whole.text], style: { ...value, size: 13, color: frame.theme.brand } };
  const unit = wrapText(chart.unit, room, note, frame.metrics);
  const number = blockWidth(big, frame.metrics) <= room ? big : { ...big, style: { ...big.style, size: value.size } };
  if (blockWidth(number, frame.metrics) > room) return;
  const height = blockHeight(number) + blockHeight(unit) - 2;
  drawBlock(pen, number, { x: ring.x, y: ring.y - height / 2, align: "center", at: "top" }, frame.metrics);
  drawBlock(pen, unit, { x: ring.x, y: ring.y - height / 2 + blockHeight(number) - 2, align: "center", at: "top" }, frame.metrics);
}
