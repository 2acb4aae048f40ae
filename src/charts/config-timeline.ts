import type { Pt } from "../units.ts";
import { baseOptions, hiddenScale, painter, textStyles } from "./base-config.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame, ChartPlan } from "./chart-frame.ts";
import { layoutFurniture } from "./furniture.ts";
import type { ResolvedChart, ResolvedEvent } from "./resolved-chart.ts";
import { columnGap, dotRadius, layoutLeaders, type Leader, type TimelineEntry } from "./timeline-leaders.ts";
import { blockHeight, blockWidth, drawBlock } from "./text-block.ts";
import { widestWord, wrapText } from "./wrap-text.ts";

const [levelHeight, rowGap, leastColumn] = [3.5, 6, 56];

/** Events as dots on a line: across a wide drawing at their true distances, down a narrow one in equal steps. */
export function planTimeline(chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const events = chart.events.toSorted((a, b) => a.time - b.time);
  const { value, label } = textStyles(frame);
  const column = frame.width / Math.max(1, events.length) - columnGap;
  const fits = events.every(
    (event) => widestWord(event.label, label, frame.metrics) <= column && frame.metrics.width(event.date, value.font, value.size) <= column,
  );
  return column >= leastColumn && fits ? planAcross(events, chart, frame) : planDown(events, chart, frame);
}

function planAcross(events: readonly ResolvedEvent[], chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const entries = layoutEntries(events, frame, frame.width / events.length - columnGap);
  const { below, plugins } = notesOf(chart, frame);
  const leaders = layoutLeaders(entries, frame);
  const axis = dotRadius + 1;
  const top = axis + dotRadius + 8 + levelHeight * Math.max(...leaders.map(({ level }) => level));
  const height = top + Math.max(...entries.map(({ date, label }) => blockHeight(date) + blockHeight(label))) + below;
  return {
    height,
    configuration: {
      type: "scatter",
      data: { datasets: [dots(events, frame, (_, i) => ({ x: leaders[i]?.dot ?? 0, y: axis }))] },
      options: timelineOptions(frame.width, height),
    },
    plugins: [
      ...plugins,
      painter("axis", "below", (pen) =>
        strokeLine(pen, frame, [
          [0, axis],
          [frame.width, axis],
        ]),
      ),
      painter("entries", "above", (pen) => drawAcross(pen, leaders, { axis, top, frame })),
    ],
  };
}

/** Axes in points of the drawing: the layout has placed the events. */
const timelineOptions = (width: Pt, height: Pt) =>
  ({
    ...baseOptions({ top: 0, right: 0, bottom: 0, left: 0 }),
    scales: {
      x: { ...hiddenScale, min: 0, max: width },
      y: { ...hiddenScale, reverse: true, min: 0, max: height },
    },
  }) as const;

function planDown(events: readonly ResolvedEvent[], chart: ResolvedChart, frame: ChartFrame): ChartPlan {
  const { value } = textStyles(frame);
  const dates = events.map(({ date }) => wrapText(date, frame.width * 0.3, { ...value, color: frame.theme.brand }, frame.metrics));
  const dateWidth = Math.max(0, ...dates.map((date) => blockWidth(date, frame.metrics)));
  const line = dateWidth + 7 + dotRadius;
  const entries = layoutEntries(events, frame, frame.width - line - dotRadius - 7).map((entry, i) => ({
    ...entry,
    date: dates[i] ?? entry.date,
  }));
  const { below, plugins } = notesOf(chart, frame);
  const tops: Pt[] = [];
  let height = 0;
  for (const { date, label } of entries) {
    tops.push(height);
    height += Math.max(blockHeight(date), blockHeight(label)) + rowGap;
  }
  height += below - rowGap;
  const middle = (i: number) => (tops[i] ?? 0) + (entries[i] ? blockHeight({ ...entries[i].label, lines: [""] }) / 2 : 0);
  return {
    height,
    configuration: {
      type: "scatter",
      data: { datasets: [dots(events, frame, (_, i) => ({ x: line, y: middle(i) }))] },
      options: timelineOptions(frame.width, height),
    },
    plugins: [
      ...plugins,
      painter("axis", "below", (pen) =>
        strokeLine(pen, frame, [
          [line, middle(0)],
          [line, middle(entries.length - 1)],
        ]),
      ),
      painter("entries", "above", (pen) =>
        entries.forEach(({ date, label }, i) => {
          const y = tops[i] ?? 0;
          drawBlock(pen, date, { x: 0, y, align: "left", at: "top" }, frame.metrics);
          drawBlock(pen, label, { x: line + dotRadius + 7, y, align: "left", at: "top" }, frame.metrics);
        }),
      ),
    ],
  };
}

function layoutEntries(events: readonly ResolvedEvent[], frame: ChartFrame, width: Pt): TimelineEntry[] {
  const { value, label } = textStyles(frame);
  return events.map((event) => ({
    time: event.time,
    date: { lines: [event.date], style: { ...value, color: frame.theme.brand } },
    label: wrapText(event.label, width, label, frame.metrics),
  }));
}

const notesOf = (chart: ResolvedChart, frame: ChartFrame) =>
  layoutFurniture(
    [],
    chart.events.some(({ planned }) => planned)
      ? [{ label: chart.legend.plannedEvent, swatch: { kind: "ring", paint: { fill: frame.theme.brand } } }]
      : [],
    frame,
  );

function dots(
  events: readonly ResolvedEvent[],
  { theme }: ChartFrame,
  at: (event: ResolvedEvent, index: number) => { x: number; y: number },
) {
  const color = ({ highlighted }: ResolvedEvent) => (highlighted ? theme.accent : theme.brand);
  return {
    data: events.map(at),
    clip: false as const,
    pointRadius: dotRadius,
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

function drawAcross(
  pen: RecordingContext,
  leaders: readonly Leader[],
  { axis, top, frame }: { axis: Pt; top: Pt; frame: ChartFrame },
): void {
  for (const { entry, dot, left, level } of leaders) {
    const y = axis + dotRadius + 3.5 + level * levelHeight;
    const foot = Math.abs(left + dotRadius - dot) < 0.5 ? dot : left + 0.25;
    strokeLine(
      pen,
      frame,
      [
        [dot, axis + dotRadius + 1],
        [dot, y],
        [foot, y],
        [foot, top - 0.5],
      ],
      0.5,
    );
    drawBlock(pen, entry.date, { x: left, y: top, align: "left", at: "top" }, frame.metrics);
    drawBlock(pen, entry.label, { x: left, y: top + blockHeight(entry.date), align: "left", at: "top" }, frame.metrics);
  }
}
