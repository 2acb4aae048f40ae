import type { Color } from "../graphics.ts";
import type { Pt } from "../units.ts";
import { areaPaint } from "./area-paint.ts";
import { baseOptions, painter, textStyles } from "./base-config.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame, ChartPlan } from "./chart-frame.ts";
import { hatch } from "./hatch.ts";
import { areaNotes, layoutFurniture } from "./furniture.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";
import { outline, outlineWidth, type Trace } from "./outline.ts";
import { drawRingLabels, layoutRing } from "./ring-labels.ts";
import { areaColor } from "./series-color.ts";
import { blockHeight, blockWidth, drawBlock } from "./text-block.ts";
import { wrapText } from "./wrap-text.ts";

const [defaultHeight, cutout, largestShare, seam] = [112, 0.6, 0.46, 1.2];

interface Segment {
  /** Absent for what is left of the whole. */
  readonly point?: ResolvedPoint;
  readonly label: string;
  /** Of the ring, from 0 to 1. */
  readonly share: number;
  readonly color: Color;
  /** Middle of its arc in radians, clockwise from three o'clock. */
  readonly angle: number;
}

/** A ring of parts, each with its value and name beside it, and the whole in the middle. */
export function planDoughnut(chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const segments = segmentsOf(chart, frame);
  const { below, plugins } = layoutFurniture([], areaNotes(chart, frame), frame);
  const wished = Math.max(40, (frame.height ?? chart.height ?? defaultHeight) - below);
  const ring = layoutRing(
    segments.map(({ point, label, angle }) => ({ label, angle, text: point?.text, highlighted: point?.highlighted ?? false })),
    Math.min(wished - 8, frame.width * largestShare),
    frame,
  );
  const height = Math.max(2 * ring.radius + 8, ring.labelsHeight);
  const y = height / 2;
  const padding = {
    top: y - ring.radius,
    right: frame.width - ring.x - ring.radius,
    bottom: height / 2 - ring.radius + below,
    left: ring.x - ring.radius,
  };
  return {
    height: height + below,
    configuration: {
      type: "doughnut",
      data: {
        datasets: [
          {
            data: segments.map(({ share }) => share),
            backgroundColor: segments.map(({ point, color }) => (point?.planned ? "#ffffff" : color)),
            borderWidth: 0,
          },
        ],
      },
      options: { ...baseOptions(padding), cutout: `${cutout * 100}%` },
    },
    plugins: [
      ...plugins,
      painter("labels", "above", (pen) => {
        finishSegments(pen, segments, frame, { x: ring.x, y, radius: ring.radius });
        drawRingLabels(pen, ring, { frame, y, top: 0, height });
        drawWhole(pen, chart, { frame, ring: { x: ring.x, y, radius: ring.radius } });
      }),
    ],
  };
}

/** The parts in order, and what they leave of the whole. */
function segmentsOf(chart: ResolvedChart, frame: ChartFrame): Segment[] {
  const points = chart.series.flatMap(({ label, points: inSeries }) =>
    inSeries.map((point) => ({ point, label: label ?? chart.categories[point.category]?.label ?? "" })),
  );
  const sum = points.reduce((total, { point }) => total + Math.max(0, point.value), 0);
  const rest = (chart.whole?.value ?? 0) - sum;
  // A remainder of less than a hundredth is rounding, not a part.
  const withRest = chart.whole && rest > chart.whole.value / 100;
  const parts = [
    ...points.map(({ point, label }, i) => ({
      point,
      label,
      value: Math.max(0, point.value),
      color: point.highlighted ? frame.theme.accent : areaColor(i, chart, frame),
    })),
    ...(withRest && chart.whole ? [{ label: chart.whole.restLabel, value: rest, color: frame.theme.rule }] : []),
  ];
  // Shares of the largest, so that no sum is too large for a number; where all are zero, all are nothing.
  const largest = Math.max(...parts.map(({ value }) => value)) || 1;
  const total = parts.reduce((all, { value }) => all + value / largest, 0) || 1;
  let before = 0;
  return parts.map((part) => {
    const share = part.value / largest / total;
    before += share;
    return { ...part, share, angle: (before - share / 2) * 2 * Math.PI - Math.PI / 2 };
  });
}

interface Ring {
  readonly x: Pt;
  readonly y: Pt;
  readonly radius: Pt;
}

/** Parts the segments by white lines; hatches plans and outlines what is pale, inside these lines. */
function finishSegments(pen: RecordingContext, segments: readonly Segment[], { theme }: ChartFrame, ring: Ring): void {
  const { x, y, radius } = ring;
  const box = { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
  const seen = segments.filter(({ share }) => share > 0);
  if (seen.length > 1) drawSeams(pen, seen, ring);
  const [outer, inner] = [radius - outlineWidth / 2, radius * cutout + outlineWidth / 2];
  const aside = (seam + outlineWidth) / 2;
  for (const { point, angle, share, color } of seen) {
    const half = (at: Pt) => share * Math.PI - aside / at;
    if (half(inner) <= 0) continue;
    const paint = areaPaint(color, theme);
    const trace: Trace = (p) => {
      p.arc(x, y, outer, angle - half(outer), angle + half(outer));
      p.arc(x, y, inner, angle + half(inner), angle - half(inner), true);
      p.closePath();
    };
    if (point?.planned) hatch(pen, box, paint, trace);
    else if (paint.edge) outline(pen, paint.edge, trace);
  }
}

function drawSeams(pen: RecordingContext, segments: readonly Segment[], { x, y, radius }: Ring): void {
  pen.save();
  [pen.strokeStyle, pen.lineWidth] = ["#ffffff", seam];
  pen.beginPath();
  for (const { angle, share } of segments) {
    const [across, down] = [Math.cos(angle - share * Math.PI), Math.sin(angle - share * Math.PI)];
    pen.moveTo(x + across * radius * cutout, y + down * radius * cutout);
    pen.lineTo(x + across * radius, y + down * radius);
  }
  pen.stroke();
  pen.restore();
}

/** The whole's number in the ring's middle, its unit below. */
function drawWhole(pen: RecordingContext, chart: ResolvedChart, { frame, ring }: { frame: ChartFrame; ring: Ring }): void {
  if (!chart.whole) return;
  const { value, note } = textStyles(frame);
  const room = ring.radius * cutout * 1.7;
  const big = { lines: [chart.whole.text], style: { ...value, size: frame.theme.textSize * 1.7, color: frame.theme.brand } };
  const number =
    blockWidth(big, frame.metrics) <= room ? big : wrapText(chart.whole.text, room, { ...big.style, size: value.size }, frame.metrics);
  const unit = wrapText(chart.unit, room, note, frame.metrics);
  const height = blockHeight(number) + blockHeight(unit);
  if (blockWidth(number, frame.metrics) > room || height > room) return;
  const top = ring.y - height / 2;
  drawBlock(pen, number, { x: ring.x, y: top, align: "center", at: "top" }, frame.metrics);
  drawBlock(pen, unit, { x: ring.x, y: top + blockHeight(number), align: "center", at: "top" }, frame.metrics);
}
