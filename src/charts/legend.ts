import type { TextMetrics } from "../graphics.ts";
import type { Pt } from "../units.ts";
import type { AreaPaint } from "./area-paint.ts";
import type { Box } from "./canvas/box.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";
import { textStyles } from "./base-config.ts";
import type { ChartFrame } from "./chart-frame.ts";
import { finishBox } from "./finish-box.ts";
import { blockHeight, blockWidth, drawBlock, lineHeight, type TextBlock } from "./text-block.ts";
import { wrapText } from "./wrap-text.ts";

export interface LegendItem {
  readonly label: string;
  /** Absent where the words name their sign themselves. */
  readonly swatch?: Swatch;
}

/** The same fill, outline and hatching as the marks that it stands for. */
interface Swatch {
  readonly kind: "fill" | "hatched" | "dashed" | "ring" | "dot";
  readonly paint: AreaPaint;
}

/** A legend set out in rows: what it takes and how it is drawn. */
export interface Legend {
  readonly height: Pt;
  paint(pen: RecordingContext, top: Pt): void;
}

interface PlacedItem {
  readonly item: LegendItem;
  readonly block: TextBlock;
  readonly x: Pt;
  readonly y: Pt;
}

const [swatchWidth, gap, between] = [7, 4, 11];

/** Sets swatches and their words in as many rows as they need. */
export function layoutLegend(items: readonly LegendItem[], frame: ChartFrame): Legend {
  const { width, metrics } = frame;
  const placed: PlacedItem[] = [];
  let [x, y, row] = [0, 0, 0];
  for (const item of items) {
    const block = wrapText(item.label, width - indent(item), textStyles(frame).note, metrics);
    const taken = indent(item) + blockWidth(block, metrics);
    if (x > 0 && x + taken > width) [x, y, row] = [0, y + row, 0];
    placed.push({ item, block, x, y });
    [x, row] = [x + taken + between, Math.max(row, blockHeight(block) + 1)];
  }
  return {
    height: y + row,
    paint: (pen, top) => placed.forEach((one) => paintItem(pen, { ...one, y: top + one.y }, metrics)),
  };
}

/** How far the words stand in from their swatch's left edge. */
const indent = ({ swatch }: LegendItem): Pt => (swatch ? swatchWidth + gap : 0);

function paintItem(pen: RecordingContext, { item, block, x, y }: PlacedItem, metrics: TextMetrics): void {
  const middle = y + lineHeight(block.style) / 2;
  const half = swatchWidth / 2;
  if (item.swatch) paintSwatch(pen, item.swatch, { left: x, top: middle - half, right: x + swatchWidth, bottom: middle + half });
  drawBlock(pen, block, { x: x + indent(item), y, align: "left", at: "top" }, metrics);
}

function paintSwatch(pen: RecordingContext, { kind, paint }: Swatch, box: Box): void {
  const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  pen.save();
  [pen.fillStyle, pen.strokeStyle, pen.lineWidth] = [paint.fill, paint.fill, 1];
  pen.beginPath();
  if (kind === "fill") pen.fillRect(box.left, box.top, swatchWidth, swatchWidth);
  else if (kind === "dashed") for (const part of [0, 5]) pen.fillRect(box.left + part, y - 0.6, 3, 1.2);
  else if (kind !== "hatched") pen.arc(x, y, kind === "dot" ? 2.4 : 2, 0, 2 * Math.PI);
  if (kind === "ring") pen.stroke();
  if (kind === "dot") pen.fill();
  pen.restore();
  if (kind === "fill" || kind === "hatched") finishBox(pen, box, paint, kind === "hatched");
}
