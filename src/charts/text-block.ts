import type { Color, FontId, TextMetrics } from "../graphics.ts";
import type { Pt } from "../units.ts";
import type { Box } from "./canvas/box.ts";
import type { RecordingContext } from "./canvas/recording-context.ts";

export interface TextStyle {
  readonly font: FontId;
  readonly size: Pt;
  readonly color: Color;
}

/** A few lines of text set as one. */
export interface TextBlock {
  readonly lines: readonly string[];
  readonly style: TextStyle;
}

/** The point a block hangs on: its left end, middle or right end; its top, its middle (of capitals) or its bottom. */
export interface Anchor {
  readonly x: Pt;
  readonly y: Pt;
  readonly align: "left" | "center" | "right";
  readonly at: "top" | "middle" | "bottom";
}

/** Line to line, in sizes: ascent and descent of the face together, so that stacked diacritics never touch. */
const leading = 1.27;

export const lineHeight = ({ size }: TextStyle): Pt => size * leading;

export const blockHeight = ({ lines, style }: TextBlock): Pt => lines.length * lineHeight(style);

export const blockWidth = ({ lines, style }: TextBlock, metrics: TextMetrics): Pt =>
  Math.max(0, ...lines.map((line) => metrics.width(line, style.font, style.size)));

/** The box that a block fills when it hangs on `anchor`. */
export function blockBox(block: TextBlock, anchor: Anchor, metrics: TextMetrics): Box {
  const width = blockWidth(block, metrics);
  const left = anchor.x - width * { left: 0, center: 0.5, right: 1 }[anchor.align];
  const top = firstBaseline(block, anchor, metrics) - metrics.ascent * block.style.size;
  return {
    left,
    top,
    right: left + width,
    bottom: top + (block.lines.length - 1) * lineHeight(block.style) + emHeight(block.style, metrics),
  };
}

const emHeight = ({ size }: TextStyle, { ascent, descent }: TextMetrics): Pt => (ascent + descent) * size;

function firstBaseline({ lines, style }: TextBlock, { y, at }: Anchor, { ascent, descent, capHeight }: TextMetrics): Pt {
  const rest = (lines.length - 1) * lineHeight(style);
  if (at === "top") return y + ascent * style.size;
  return at === "bottom" ? y - descent * style.size - rest : y + (capHeight * style.size - rest) / 2;
}

export function drawBlock(pen: RecordingContext, block: TextBlock, anchor: Anchor, metrics: TextMetrics): void {
  const { style, lines } = block;
  const baseline = firstBaseline(block, anchor, metrics);
  pen.save();
  pen.font = cssFont(style);
  pen.fillStyle = style.color;
  pen.textAlign = anchor.align;
  pen.textBaseline = "alphabetic";
  lines.forEach((line, i) => pen.fillText(line, anchor.x, baseline + i * lineHeight(style)));
  pen.restore();
}

const weights = { regular: 400, italic: 400, medium: 500, semibold: 600, bold: 700 } satisfies Record<FontId, number>;

/** The family is always the document's own, so its name only fills the place. */
export const chartFontFamily = "brief";

export const cssFont = ({ font, size }: TextStyle): string =>
  `${font === "italic" ? "italic " : ""}${weights[font]} ${size}px ${chartFontFamily}`;
