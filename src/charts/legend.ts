import type { Color, TextMetrics } from "../graphics.ts";
import type { Pt } from "../units.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import type { ChartFrame } from "./chart-frame.ts";
import { hatchBox } from "./hatch.ts";
import { blockHeight, blockWidth, drawBlock, lineHeight, type TextBlock, type TextStyle } from "./text-block.ts";
import { wrapText } from "./wrap-text.ts";

export interface LegendItem {
  readonly label: string;
  /** Absent where the words name their sign themselves. */
  readonly swatch?: Swatch;
}

interface Swatch {
  readonly kind: "fill" | "hatched" | "dashed" | "ring" | "dot";
  readonly color: Color;
}

/** A legend set out in rows: what it takes and how it is drawn. */
export interface Legend {
  readonly height: Pt;
  paint(pen: RecordingContext): void;
}

interface PlacedItem {
  readonly item: LegendItem;
  readonly block: TextBlock;
  readonly x: Pt;
  readonly y: Pt;
}

const [swatchWidth, gap, between, below] = [7, 4, 11, 6];

/** Sets swatches and their words in as many rows as they need, at the top of the chart; nothing without items. */
export function layoutLegend(items: readonly LegendItem[], { width, metrics, theme }: ChartFrame): Legend {
  const style: TextStyle = { font: "regular", size: Math.max(6.5, theme.textSize - 0.5), color: theme.muted };
  const placed: PlacedItem[] = [];
  let [x, y, row] = [0, 0, 0];
  for (const item of items) {
    const block = wrapText(item.label, width - indent(item), style, metrics);
    const taken = indent(item) + blockWidth(block, metrics);
    if (x > 0 && x + taken > width) [x, y, row] = [0, y + row, 0];
    placed.push({ item, block, x, y });
    [x, row] = [x + taken + between, Math.max(row, blockHeight(block) + 1)];
  }
  return {
    height: items.length === 0 ? 0 : y + row + below,
    paint: (pen) => placed.forEach((one) => paintItem(pen, one, metrics)),
  };
}

/** How far the words stand in from their swatch's left edge. */
const indent = ({ swatch }: LegendItem): Pt => (swatch ? swatchWidth + gap : 0);

function paintItem(pen: RecordingContext, { item, block, x, y }: PlacedItem, metrics: TextMetrics): void {
  const middle = y + lineHeight(block.style) / 2;
  if (item.swatch) paintSwatch(pen, item.swatch, { x, middle });
  drawBlock(pen, block, { x: x + indent(item), y, align: "left", at: "top" }, metrics);
}

function paintSwatch(pen: RecordingContext, { kind, color }: Swatch, { x, middle }: { x: Pt; middle: Pt }): void {
  const box = { left: x, top: middle - swatchWidth / 2, right: x + swatchWidth, bottom: middle + swatchWidth / 2 };
  if (kind === "hatched") return hatchBox(pen, box, color);
  pen.save();
  [pen.fillStyle, pen.strokeStyle, pen.lineWidth] = [color, color, 1];
  pen.beginPath();
  if (kind === "fill") pen.fillRect(x, box.top, swatchWidth, swatchWidth);
  else if (kind === "dashed") for (const part of [0, 5]) pen.fillRect(x + part, middle - 0.6, 3, 1.2);
  else pen.arc(x + swatchWidth / 2, middle, kind === "dot" ? 2.4 : 2, 0, 2 * Math.PI);
  if (kind === "ring") pen.stroke();
  if (kind === "dot") pen.fill();
  pen.restore();
}
