import type { Chart } from "chart.js/auto";
import type { Pt } from "../units.ts";
import { allPoints, textStyles } from "./base-config.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame } from "./chart-frame.ts";
import { niceTicks } from "./nice-ticks.ts";
import type { ResolvedChart } from "./resolved-chart.ts";
import { drawBlock } from "./text-block.ts";

/** An upright axis from zero to the largest value, or from the smallest below zero; only round values are named. */
export interface ValueAxis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
  /** Of the names, with the space after them. */
  readonly width: Pt;
}

const gap = 6;

/** A line about every so many points is enough to read by. */
const spacing = 28;

/** A scale ends on a round value where that is no more than this part of its length away. */
const rounding = 0.1;

export function layoutValueAxis(chart: ResolvedChart, frame: ChartFrame, plotHeight: Pt): ValueAxis {
  const { min, max: largest } = valueRange(chart);
  const count = Math.max(2, plotHeight / spacing);
  const max = niceTicks(min, largest + (largest - min) * rounding, count).find((tick) => tick >= largest) ?? largest;
  const ticks = niceTicks(min, max, count);
  const { axis } = textStyles(frame);
  const widths = ticks.map((tick) => frame.metrics.width(chart.tick(tick), axis.font, axis.size));
  return { min, max, ticks, width: Math.max(...widths) + gap };
}

/** All values and zero; where all are zero, an empty unit, so that there is a scale. */
export function valueRange(chart: ResolvedChart): { readonly min: number; readonly max: number } {
  const values = allPoints(chart).flatMap(({ value, upper }) => [value, upper ?? value]);
  const [min, max] = [Math.min(0, ...values), Math.max(0, ...values)];
  return min === max ? { min: 0, max: 1 } : { min, max };
}

/** Lines across the chart at round values, the one at zero darker, each named at the left edge. */
export function drawValueAxis(
  pen: RecordingContext,
  painted: Chart,
  { chart, frame, axis }: { chart: ResolvedChart; frame: ChartFrame; axis: ValueAxis },
): void {
  const { theme, metrics } = frame;
  const { left, right } = painted.chartArea;
  const levels = axis.ticks.map((tick) => ({ tick, y: painted.scales["y"]?.getPixelForValue(tick) ?? 0 }));
  pen.save();
  pen.lineWidth = 0.6;
  for (const { tick, y } of levels) {
    pen.strokeStyle = tick === 0 ? theme.muted : theme.rule;
    pen.beginPath();
    pen.moveTo(left, y);
    pen.lineTo(right, y);
    pen.stroke();
  }
  pen.restore();
  for (const { tick, y } of levels)
    drawBlock(pen, { lines: [chart.tick(tick)], style: textStyles(frame).axis }, { x: 0, y, align: "left", at: "middle" }, metrics);
}
