import type { ChartKind } from "../dataset/schema.ts";
import type { ChartFrame, ChartPlan } from "./chart-frame.ts";
import { planBarHorizontal } from "./config-bar-horizontal.ts";
import { planBarStacked } from "./config-bar-stacked.ts";
import { planBar } from "./config-bar.ts";
import { planDot } from "./config-dot.ts";
import { planDoughnut } from "./config-doughnut.ts";
import { planLine } from "./config-line.ts";
import { planTimeline } from "./config-timeline.ts";
import type { ResolvedChart } from "./resolved-chart.ts";

const plans = {
  line: planLine,
  step: planLine,
  bar: planBar,
  "bar-horizontal": planBarHorizontal,
  "bar-stacked": planBarStacked,
  "bar-grouped": planBar,
  doughnut: planDoughnut,
  dot: planDot,
  timeline: planTimeline,
} satisfies Record<ChartKind, (chart: ResolvedChart, frame: ChartFrame) => ChartPlan>;

/** What Chart.js is told to draw, and on how much paper. */
export const planChart = (chart: ResolvedChart, frame: ChartFrame): ChartPlan => plans[chart.kind](chart, frame);
