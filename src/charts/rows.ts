import type { Chart } from "chart.js/auto";
import type { Pt } from "../units.ts";
import { textStyles } from "./base-config.ts";
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
const [gap, betweenNames] = [7, 3];

/** Wraps the rows' names; a row is as high as its name needs, and all grow together into the height on offer. */
export function layoutRows(categories: readonly ResolvedCategory[], frame: ChartFrame, { available, pitch, thickness }: RowSizes): Rows {
  const { label, value } = textStyles(frame);
  const blocks = categories.map((category) =>
    wrapText(category.label, frame.width * largestShare - gap, category.highlighted ? value : label, frame.metrics),
  );
  const least = blocks.map((block) => Math.max(pitch, blockHeight(block) + betweenNames));
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

/** The scale that puts a row's marks at its middle. */
export const rowScale = ({ height }: Rows) =>
  ({ type: "linear", display: false, reverse: true, offset: false, min: 0, max: height }) as const;

/** Names at the left edge, each level with the middle of its row. */
export function drawRowLabels(pen: RecordingContext, painted: Chart, { rows, frame }: { rows: Rows; frame: ChartFrame }): void {
  rows.blocks.forEach((block, i) => {
    drawBlock(pen, block, { x: 0, y: painted.chartArea.top + (rows.middles[i] ?? 0), align: "left", at: "middle" }, frame.metrics);
  });
}
