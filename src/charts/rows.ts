import type { Chart } from "chart.js/auto";
import type { Pt } from "../units.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame } from "./chart-frame.ts";
import { textStyles } from "./base-config.ts";
import type { ResolvedCategory } from "./resolved-chart.ts";
import { blockHeight, blockWidth, drawBlock, type TextBlock } from "./text-block.ts";
import { wrapText } from "./wrap-text.ts";

/** The rows of a horizontal chart: their names in a column at the left, and how high each row is. */
export interface Rows {
  readonly blocks: readonly TextBlock[];
  /** Names with the space after them. */
  readonly labelWidth: Pt;
  readonly pitch: Pt;
  readonly thickness: Pt;
}

/** No more of a chart's width than this is given to the names. */
const largestShare = 0.44;
const gap = 7;

interface RowSizes {
  /** Height that the rows may fill, if one is wished for. */
  readonly available?: Pt;
  readonly thickness: Pt;
  readonly pitch: Pt;
}

/** Wraps the rows' names; rows grow with the longest of them, and up to a half with the height on offer. */
export function layoutRows(categories: readonly ResolvedCategory[], frame: ChartFrame, sizes: RowSizes): Rows {
  const { label } = textStyles(frame);
  const blocks = categories.map((category) => wrapText(category.label, frame.width * largestShare - gap, label, frame.metrics));
  const tallest = Math.max(0, ...blocks.map(blockHeight));
  const least = Math.max(sizes.pitch, tallest + 4);
  const offered = sizes.available === undefined ? least : sizes.available / categories.length;
  const pitch = Math.max(least, Math.min(offered, least * 1.5));
  const widest = Math.max(0, ...blocks.map((block) => blockWidth(block, frame.metrics)));
  return { blocks, labelWidth: widest === 0 ? 0 : widest + gap, pitch, thickness: sizes.thickness * Math.min(1.25, pitch / least) };
}

/** Names at the left edge, each level with the middle of its row. */
export function drawRowLabels(pen: RecordingContext, painted: Chart, { rows, frame }: { rows: Rows; frame: ChartFrame }): void {
  const { top } = painted.chartArea;
  rows.blocks.forEach((block, i) => {
    drawBlock(pen, block, { x: 0, y: top + (i + 0.5) * rows.pitch, align: "left", at: "middle" }, frame.metrics);
  });
}
