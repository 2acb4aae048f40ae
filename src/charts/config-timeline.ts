import type { Chart } from "chart.js/auto";
import type { Pt } from "../units.ts";
import { baseOptions, painter, pointAt, textStyles } from "./base-config.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame, ChartPlan } from "./chart-frame.ts";
import { layoutLegend } from "./legend.ts";
import type { ResolvedChart, ResolvedEvent } from "./resolved-chart.ts";
import { blockHeight, blockWidth, drawBlock, type TextBlock } from "./text-block.ts";
import { wrapText } from "./wrap-text.ts";

const [radius, leader, columnGap, rowGap, leastColumn] = [3.2, 15, 10, 7, 64];

interface Entry {
  readonly event: ResolvedEvent;
  readonly date: TextBlock;
  readonly label: TextBlock;
}

/** Events as dots on a line: across a wide drawing at their true distances, down a narrow one in equal steps. */
export function planTimeline(chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const events = chart.events.toSorted((a, b) => a.time - b.time);
  return frame.width / Math.max(1, events.length) >= leastColumn ? planAcross(events, chart, frame) : planDown(events, chart, frame);
}

function planAcross(events: readonly ResolvedEvent[], chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const entries = layoutEntries(events, frame, frame.width / events.length - columnGap);
  const legend = legendOf(chart, frame);
  const axis = legend.height + radius + 1;
  const height = axis + leader + Math.max(...entries.map(({ date, label }) => blockHeight(date) + blockHeight(label)));
  const [first, last] = [events[0]?.time ?? 0, events.at(-1)?.time ?? 1];
  const lastWidth = widthOf(entries.at(-1), frame);
  return {
    height,
    configuration: {
      type: "scatter",
      data: { datasets: [dots(events, frame, (event) => ({ x: event.time, y: 0 }))] },
      options: {
        ...baseOptions({ top: axis, right: Math.max(radius, lastWidth), bottom: height - axis, left: radius }),
        scales: {
          x: { type: "linear", display: false, min: first, max: last > first ? last : first + 1 },
          y: { type: "linear", display: false, min: -1, max: 1 },
        },
      },
    },
    plugins: [
      painter("legend", "below", legend.paint),
      painter("axis", "below", (pen) => strokeLine(pen, frame, [[0, axis], [frame.width, axis]])),
      painter("entries", "above", (pen, painted) => drawAcross(pen, painted, { entries, frame })),
    ],
  };
}

function planDown(events: readonly ResolvedEvent[], chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const { value } = textStyles(frame);
  const dateWidth = Math.max(0, ...events.map(({ date }) => frame.metrics.width(date, value.font, value.size)));
  const line = dateWidth + 7 + radius;
  const entries = layoutEntries(events, frame, frame.width - line - radius - 7);
  const legend = legendOf(chart, frame);
  const tops: Pt[] = [];
  let height = legend.height;
  for (const { label } of entries) {
    tops.push(height);
    height += blockHeight(label) + rowGap;
  }
  height -= rowGap;
  const middle = (i: number) => (tops[i] ?? 0) + (entries[i] ? blockHeight({ ...entries[i].label, lines: [""] }) / 2 : 0);
  return {
    height,
    configuration: {
      type: "scatter",
      data: { datasets: [dots(events, frame, (_, i) => ({ x: 0, y: middle(i) }))] },
      options: {
        ...baseOptions({ top: 0, right: frame.width - line, bottom: 0, left: line }),
        scales: {
          x: { type: "linear", display: false, min: 0, max: 1 },
          y: { type: "linear", display: false, reverse: true, min: 0, max: height },
        },
      },
    },
    plugins: [
      painter("legend", "below", legend.paint),
      painter("axis", "below", (pen) => strokeLine(pen, frame, [[line, middle(0)], [line, middle(entries.length - 1)]])),
      painter("entries", "above", (pen) => entries.forEach(({ date, label }, i) => {
        const y = tops[i] ?? 0;
        drawBlock(pen, date, { x: 0, y, align: "left", at: "top" }, frame.metrics);
        drawBlock(pen, label, { x: line + radius + 7, y, align: "left", at: "top" }, frame.metrics);
      })),
    ],
  };
}

function layoutEntries(events: readonly ResolvedEvent[], frame: ChartFrame, width: Pt): Entry[] {
  const { value, label } = textStyles(frame);
  return events.map((event) => ({
    event,
    date: { lines: [event.date], style: { ...value, color: frame.theme.brand } },
    label: wrapText(event.label, width, label, frame.metrics),
  }));
}

const legendOf = (chart: ResolvedChart, frame: ChartFrame) =>
  layoutLegend(chart.events.some(({ planned }) => planned) ? [{ label: chart.legend.planned, swatch: { kind: "ring", color: frame.theme.brand } }] : [], frame);

function dots(events: readonly ResolvedEvent[], { theme }: ChartFrame, at: (event: ResolvedEvent, index: number) => { x: number; y: number }) {
  const color = ({ highlighted }: ResolvedEvent) => (highlighted ? theme.accent : theme.brand);
  return {
    data: events.map(at),
    clip: false as const,
    pointRadius: radius,
    pointBorderColor: events.map(color),
    pointBorderWidth: events.map(({ planned }) => (planned ? 1.1 : 0)),
    pointBackgroundColor: events.map((event) => (event.planned ? "#ffffff" : color(event))),
  };
}

function strokeLine(pen: RecordingContext, { theme }: ChartFrame, points: readonly (readonly [Pt, Pt])[], width = 0.9): void {
  pen.save();
  [pen.strokeStyle, pen.lineWidth, pen.lineJoin] = [width > 0.6 ? theme.brand : theme.muted, width, "round"];
  pen.beginPath();
  for (const point of points) pen.lineTo(...point);
  pen.stroke();
  pen.restore();
}

const widthOf = (entry: Entry | undefined, { metrics }: ChartFrame): Pt =>
  entry ? Math.max(blockWidth(entry.date, metrics), blockWidth(entry.label, metrics)) : 0;

/** Each event's words begin under its dot, or as near as the words beside them allow; a thin line leads there. */
function drawAcross(pen: RecordingContext, painted: Chart, { entries, frame }: { entries: readonly Entry[]; frame: ChartFrame }): void {
  const at = entries.map((_, i) => pointAt(painted, 0, i) ?? { x: 0, y: 0 });
  const lefts = spreadAcross(entries.map((entry, i) => ({ wanted: (at[i]?.x ?? 0) - radius, width: widthOf(entry, frame) })), frame.width);
  entries.forEach(({ date, label }, i) => {
    const [dot, left] = [at[i] ?? { x: 0, y: 0 }, lefts[i] ?? 0];
    const top = dot.y + leader;
    const foot = left + Math.min(radius, dot.x);
    strokeLine(pen, frame, [[dot.x, dot.y + radius + 1], [dot.x, dot.y + radius + 3], [foot, top - 2.5], [foot, top - 0.5]], 0.5);
    drawBlock(pen, date, { x: left, y: top, align: "left", at: "top" }, frame.metrics);
    drawBlock(pen, label, { x: left, y: top + blockHeight(date), align: "left", at: "top" }, frame.metrics);
  });
}

function spreadAcross(labels: readonly { wanted: Pt; width: Pt }[], available: Pt): Pt[] {
  const lefts: Pt[] = [];
  let free = 0;
  for (const { wanted, width } of labels) {
    lefts.push(Math.max(free, wanted));
    free = (lefts.at(-1) ?? 0) + width + columnGap;
  }
  let limit = available;
  for (let i = labels.length - 1; i >= 0; i--) {
    lefts[i] = Math.min(lefts[i] ?? 0, limit - (labels[i]?.width ?? 0));
    limit = (lefts[i] ?? 0) - columnGap;
  }
  return lefts;
}
