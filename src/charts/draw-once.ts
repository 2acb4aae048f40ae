import { createRequire } from "node:module";
import type { Drawing, TextMetrics } from "../graphics.ts";
import { rememberEach } from "../remember.ts";
import { rememberAcrossRuns } from "../run-memory.ts";
import type { ChartFrame } from "./chart-frame.ts";
import type * as Charts from "./draw-chart.ts";
import type { ResolvedChart } from "./resolved-chart.ts";

/** A brief of ten charts has 24 in its three editions; a figure that changes makes one or two more. */
const mostDrawings = 100;

/** By what they show. All that a drawing depends on is in its key, but for the words of an axis, which follow from the language. */
const drawingsOf = rememberEach<TextMetrics, Map<string, Drawing>>(() => new Map());

/** A chart is asked for at each width that it is tried at, and again for each block that has it. */
const textOf = rememberEach((chart: ResolvedChart) => JSON.stringify(chart));

const require = createRequire(import.meta.url);

/** Measured with the fonts that the program has; they change only with it. What draws is loaded for the first chart that is new. */
const drawAcrossRuns = rememberAcrossRuns(
  "drawing",
  (_: string, chart: ResolvedChart, frame: ChartFrame) => (require("./draw-chart.ts") as typeof Charts).drawChart(chart, frame),
  (key) => [key],
);

/** `drawChart`, or what it gave before: a chart is the same in several editions, and after a save that was about another thing. */
export function drawOnce(chart: ResolvedChart, language: string, frame: ChartFrame): Drawing {
  const { metrics, ...size } = frame;
  const drawings = drawingsOf(metrics);
  const key = `[${textOf(chart)},${JSON.stringify(language)},${JSON.stringify(size)}]`;
  const drawing = drawings.get(key) ?? drawAcrossRuns(key, chart, frame);
  drawings.delete(key);
  drawings.set(key, drawing);
  if (drawings.size > mostDrawings) drawings.delete(drawings.keys().next().value ?? key);
  return drawing;
}
