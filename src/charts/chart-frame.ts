import type { ChartConfiguration, ChartType, DefaultDataPoint, Plugin } from "chart.js/auto";
import type { Color, TextMetrics } from "../graphics.ts";
import type { Pt } from "../units.ts";

/** Colours and text size of charts; the stylesheet's custom properties say them. */
export interface ChartTheme {
  readonly ink: Color;
  readonly muted: Color;
  readonly rule: Color;
  readonly brand: Color;
  readonly accent: Color;
  readonly gold: Color;
  readonly green: Color;
  /** What stands beside the brand colour in stacks, groups and rings: from dark to light, apart in greyscale too. */
  readonly tints: readonly Color[];
  readonly textSize: Pt;
}

/** What a chart is drawn into. */
export interface ChartFrame {
  readonly width: Pt;
  /** Wished for; rows and long labels may need more, a few rows less. Absent: what suits the chart. */
  readonly height?: Pt;
  readonly metrics: TextMetrics;
  readonly theme: ChartTheme;
}

/** How high a plot suits: a little more across a page than in a column. */
export const usualHeight = ({ width }: ChartFrame): Pt => (width > 340 ? 140 : 118);

/** A chart ready to be drawn: how high it is, what Chart.js is told, and what is drawn besides its marks. */
export interface ChartPlan {
  readonly height: Pt;
  readonly configuration:
    | Configuration<"line">
    | Configuration<"doughnut">
    | Configuration<"scatter">
    | Configuration<"bar", { x: number; y: number }[]>;
  readonly plugins: readonly Plugin[];
}

type Configuration<T extends ChartType, Data = DefaultDataPoint<T>> = Omit<ChartConfiguration<T, Data>, "plugins">;
