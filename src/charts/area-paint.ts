import type { Color } from "../graphics.ts";
import type { ChartTheme } from "./chart-frame.ts";
import { contrast } from "./contrast.ts";

/** How an area of a chart is painted. */
export interface AreaPaint {
  readonly fill: Color;
  /** Of the line round it and of its hatching; absent where the fill is dark enough to be seen by itself. */
  readonly edge?: Color;
}

const paper: Color = "#ffffff";

/** WCAG 2.2, 1.4.11: what is needed to understand a graphic has this contrast to what is beside it. */
const leastContrast = 3;

export const isSeenOnPaper = (color: Color): boolean => contrast(color, paper) >= leastContrast;

/** A colour too pale for paper is outlined. */
export const areaPaint = (color: Color, { muted }: ChartTheme): AreaPaint =>
  isSeenOnPaper(color) ? { fill: color } : { fill: color, edge: muted };
