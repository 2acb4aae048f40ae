import type { Chart } from "chart.js/auto";
import type { Pt } from "../units.ts";
import { hiddenScale, textStyles } from "./base-config.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame } from "./chart-frame.ts";
import type { ResolvedCategory } from "./resolved-chart.ts";
import { blockHeight, blockWidth, drawBlock, type TextBlock } from "./text-block.ts";
import { wrapText } from "./wrap-text.ts";

/** The rows of a horizontal chart: their names in a column at the left, and where each row lies. */
export interface Rows {
  readonly blocks: readonly TextBlock[];
  /** Names with the space after them. */
  readonly labelWidth: Pt;
  /** The middle of each row, from the top of the first. */
  readonly middles: readonly Pt[];
  readonly height: Pt;
  /** Of what is drawn in a row. */
  readonly thickness: Pt;
}

export interface RowSizes {
  /** Height that the rows may fill, if one is wished for. */
  readonly available?: Pt;
  readonly pitch: Pt;
  readonly thickness: Pt;
}

/** No more of a chart's width than this is given to the names; rows grow by no more than this to fill a height. */
const [largestShare, mostStretch] = [0.44, 1.4];
/** Rows of one height may take this much more than rows that are as high as their names. */
const evenness = 1.15;
const [gap, betweenNames] = [7, 3];

/** Wraps the rows' names; the rows stand evenly if these allow it, and all grow together into the height on offer. */
export function layoutRows(categories: readonly ResolvedCategory[], frame: ChartFrame, { available, pitch, thickness }: RowSizes): Rows {
  const { label, value } = textStyles(frame);
  const blocks = categories.map((category) =>
    wrapText(category.label, frame.width * largestShare - gap, category.highlighted ? value : label, frame.metrics),
  );
  const least = rowHeights(blocks.map(blockHeight), pitch);
  const total = least.reduce((sum, height) => sum + height, 0);
  const stretch = Math.min(mostStretch, Math.max(1, (available ?? 0) / total));
  let top = 0;
  const middles = least.map((height) => {
    top += height * stretch;
    return top - (height * stretch) / 2;
  });
  const widest = Math.max(0, ...blocks.map((block) => blockWidth(block, frame.metrics)));
  return {
    blocks,
    labelWidth: widest === 0 ? 0 : widest + gap,
    middles,
    height: total * stretch,
    thickness: thickness * Math.min(1.2, stretch),
  };
}

/** Rows of one height, in which a long name may reach into its neighbours' rows; where that takes too much, each its own. */
function rowHeights(names: readonly Pt[], pitch: Pt): Pt[] {
  const own = names.map((height) => Math.max(pitch, height + betweenNames));
  const neighbours = names.slice(1).map((height, i) => (height + (names[i] ?? 0)) / 2 + betweenNames);
  const even = Math.max(pitch, names[0] ?? 0, names.at(-1) ?? 0, ...neighbours);
  return even * names.length <= evenness * own.reduce((sum, height) => sum + height, 0) ? names.map(() => even) : own;
}

/** The scale that puts a row's marks at its middle. */
export const rowScale = ({ height }: Rows) => ({ ...hiddenScale, reverse: true, offset: false, min: 0, max: height }) as const;

/** Names at the left edge, each level with the middle of its row. */
export function drawRowLabels(pen: RecordingContext, painted: Chart, { rows, frame }: { rows: Rows; frame: ChartFrame }): void {
  rows.blocks.forEach((block, i) => {
    drawBlock(pen, block, { x: 0, y: painted.chartArea.top + (rows.middles[i] ?? 0), align: "left", at: "middle" }, frame.metrics);
  });
}
