import type { Chart } from "chart.js/auto";
import type { Pt } from "../units.ts";
import { barBox, textStyles } from "./base-config.ts";
import { barColor } from "./bar-marks.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame } from "./chart-frame.ts";
import { readableOn } from "./contrast.ts";
import type { ResolvedChart, ResolvedPoint } from "./resolved-chart.ts";
import { areaColor } from "./series-color.ts";
import { blockHeight, drawBlock, type TextBlock, type TextStyle } from "./text-block.ts";
import { widestWord, wrapText } from "./wrap-text.ts";

/** A series' name, to be written inside one of its bars, under the bar's end. */
export interface BarName {
  readonly dataset: number;
  /** Which of the series' points. */
  readonly index: number;
  readonly block: TextBlock;
}

/** How wide upright bars are, and how high one unit of value stands. */
interface BarSize {
  readonly width: Pt;
  readonly scale: number;
}

/** More than this and the names, in turn, would be a legend. */
const mostSeries = 3;
/** Nothing is set smaller. */
const smallest = 6.5;
const [side, under] = [1.2, 4];

/** The names of a few series inside the bars of the first group that holds them all; undefined if none does. */
export function nameBars(chart: ResolvedChart, frame: ChartFrame, size: BarSize): readonly BarName[] | undefined {
  const { series, categories } = chart;
  if (series.length < 2 || series.length > mostSeries || series.some(({ label }) => !label)) return undefined;
  const groups = [textStyles(frame).note.size, smallest].flatMap((textSize) =>
    categories.map((_, category) => nameGroup(chart, frame, { category, size, textSize })),
  );
  return groups.find((names) => names.length === series.length);
}

interface Group {
  readonly category: number;
  readonly size: BarSize;
  readonly textSize: Pt;
}

const nameGroup = (chart: ResolvedChart, frame: ChartFrame, { category, size, textSize }: Group): BarName[] =>
  chart.series.flatMap(({ label = "", points }, dataset) => {
    const index = points.findIndex((point) => point.category === category);
    const point = points[index];
    if (!point) return [];
    const color = readableOn(barColor(point, areaColor(dataset, chart, frame), frame), frame.theme.ink);
    const block = nameInside(label, point, { size, frame, style: { font: "medium", size: textSize, color } });
    return block ? [{ dataset, index, block }] : [];
  });

interface Inside {
  readonly size: BarSize;
  readonly frame: ChartFrame;
  readonly style: TextStyle;
}

/** A hatched bar is no ground for words. */
function nameInside(name: string, { value, planned }: ResolvedPoint, { size, frame, style }: Inside): TextBlock | undefined {
  const { metrics } = frame;
  const room = size.width - 2 * side;
  if (planned || widestWord(name, style, metrics) > room) return undefined;
  const block = wrapText(name, room, style, metrics);
  return blockHeight(block) + 2 * under <= value * size.scale ? block : undefined;
}

export function drawBarNames(
  pen: RecordingContext,
  painted: Chart,
  { names, frame }: { names: readonly BarName[]; frame: ChartFrame },
): void {
  for (const { dataset, index, block } of names) {
    const box = barBox(painted, dataset, index);
    if (box) drawBlock(pen, block, { x: (box.left + box.right) / 2, y: box.top + under, align: "center", at: "top" }, frame.metrics);
  }
}
