import type { Color } from "../graphics.ts";
import { isSeenOnPaper } from "./area-paint.ts";
import type { ChartFrame } from "./chart-frame.ts";
import type { ResolvedChart } from "./resolved-chart.ts";

/** The colour of a chart's first, or only, series. */
const toneColor = (chart: ResolvedChart, { theme }: ChartFrame): Color => theme[chart.tone];

/** The colours of areas side by side: the tone, then the tints, over again if there are more. */
export const areaColor = (index: number, chart: ResolvedChart, frame: ChartFrame): Color =>
  pick([toneColor(chart, frame), ...frame.theme.tints], index);

/** The colours of lines and dots, which have no room for an outline: only such as are seen by themselves. */
export function lineColor(index: number, chart: ResolvedChart, frame: ChartFrame): Color {
  const { tints, gold, green, muted } = frame.theme;
  return pick([toneColor(chart, frame), ...[...tints, gold, green, muted].filter(isSeenOnPaper)], index);
}

function pick([first = "#000000", ...others]: readonly Color[], index: number): Color {
  const palette = [first, ...others.filter((color) => color !== first)];
  return palette[index % palette.length] ?? first;
}
