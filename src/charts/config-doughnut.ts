import type { Color } from "../graphics.ts";
import type { Pt } from "../units.ts";
import { baseOptions, markLegend, painter, seriesColor, textStyles } from "./base-config.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame, ChartPlan } from "./chart-frame.ts";
import { hatch } from "./hatch.ts";
import { layoutLegend } from "./legend.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";
import { drawRingLabels, layoutRing } from "./ring-labels.ts";
import { blockHeight, blockWidth, drawBlock } from "./text-block.ts";
import { wrapText } from "./wrap-text.ts";

const [defaultHeight, cutout, largestShare] = [112, 0.6, 0.46];

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
  const legend = layoutLegend(markLegend(chart, frame, { hollow: false }), frame);
  const wished = Math.max(40, (frame.height ?? chart.height ?? defaultHeight) - legend.height);
  const ring = layoutRing(
    segments.map(({ point, label, angle }) => ({ label, angle, text: point?.text, highlighted: point?.highlighted ?? false })),
    Math.min(wished - 8, frame.width * largestShare),
    frame,
  );
  const height = Math.max(2 * ring.radius + 8, ring.labelsHeight);
  const y = legend.height + height / 2;
  const padding = {
    top: y - ring.radius,
    right: frame.width - ring.x - ring.radius,
    bottom: height / 2 - ring.radius,
    left: ring.x - ring.radius,
  };
  return {
    height: legend.height + height,
    configuration: {
      type: "doughnut",
      data: {
        datasets: [
          {
            data: segments.map(({ share }) => share),
            backgroundColor: segments.map(({ point, color }) => (point?.planned ? "#ffffff" : color)),
            borderWidth: 1.2,
            borderColor: "#ffffff",
          },
        ],
      },
      options: { ...baseOptions(padding), cutout: `${cutout * 100}%` },
    },
    plugins: [
      painter("legend", "below", legend.paint),
      painter("labels", "above", (pen) => {
        hatchPlans(pen, segments, { x: ring.x, y, radius: ring.radius });
        drawRingLabels(pen, ring, { frame, y, top: legend.height, height });
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
      color: point.highlighted ? frame.theme.accent : seriesColor(i, chart, frame),
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

function hatchPlans(pen: RecordingContext, segments: readonly Segment[], { x, y, radius }: Ring): void {
  const box = { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
  // The white between parts, which the outlines must leave.
  const seam = 1.2 / radius;
  for (const { point, angle, share, color } of segments) {
    const half = share * Math.PI - seam;
    if (!point?.planned || half <= 0) continue;
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
