import type { Block, Paragraph } from "../document/document.ts";
import type { Extent, Style } from "../document/style.ts";
import type { Drawing, TextMetrics } from "../graphics.ts";
import type { Pt } from "../units.ts";
import { insets, type Frame, type LinesBox, type RowBox } from "./box.ts";
import { fillLines } from "./fill-lines.ts";
import { paragraphSpans, type Fields } from "./spans.ts";
import { headingDestination, type Structure } from "./structure.ts";

export interface BoxContext {
  readonly metrics: TextMetrics;
  readonly structure: Structure;
  readonly fields: Fields;
  /** Where the lines of the paragraph start, when its alignment is decided by others. */
  readonly indent?: Pt;
  /** Draws a chart in its language, this wide, and about this high if a height is asked for. */
  readonly drawChart: (chart: { name: string; lang: string }, size: { width: Pt; height?: Pt }) => Drawing;
}

export const resolveExtent = (extent: Extent, whole: Pt): Pt => ("pt" in extent ? extent.pt : (extent.percent / 100) * whole);

/** The frame of a block: its outer width and what is drawn round it. */
export function frameOf(block: Pick<Block, "style" | "id" | "role">, available: Pt, element: number): Frame {
  const { style } = block;
  const offered = available - style.margin.left - style.margin.right;
  const wanted = style.width ? resolveExtent(style.width, available) : offered;
  const width = style.maxWidth ? Math.min(wanted, resolveExtent(style.maxWidth, available)) : wanted;
  const isHeading = /^H[1-6]$/.test(block.role ?? "");
  return {
    width,
    padding: style.padding,
    border: style.border,
    borderRadius: style.borderRadius,
    backgroundColor: style.backgroundColor,
    marginTop: style.margin.top,
    marginBottom: style.margin.bottom,
    marginLeft: style.margin.left,
    minHeight: style.minHeight,
    breakBefore: style.breakBefore,
    breakAfter: style.breakAfter,
    breakInside: style.breakInside,
    floats: style.float === "top",
    anchors: [...(block.id ? [block.id] : []), ...(isHeading ? [headingDestination(element)] : [])],
    section: null,
  };
}

export function contentWidth(frame: Frame): Pt {
  const { left, right } = insets(frame);
  return Math.max(frame.width - left - right, 1);
}

export function linesBox(frame: Frame, style: Style, lines: LinesBox["lines"]): LinesBox {
  const { top, bottom } = insets(frame);
  const height = Math.max(lines.reduce((sum, line) => sum + line.height, 0) + top + bottom, frame.minHeight);
  return { ...frame, kind: "lines", lines, height, orphans: style.orphans, widows: style.widows };
}

export function buildParagraph(paragraph: Paragraph, available: Pt, element: number, context: BoxContext): LinesBox {
  const frame = frameOf(paragraph, available, element);
  const spans = paragraphSpans(paragraph, element, { elementOf: context.structure.elementOf, fields: context.fields });
  const options = {
    width: contentWidth(frame),
    style: paragraph.style,
    metrics: context.metrics,
    ...(context.indent !== undefined && { indent: context.indent }),
  };
  return linesBox(frame, paragraph.style, fillLines(spans, options));
}

export function rowBox(frame: Frame, cells: RowBox["cells"]): RowBox {
  const { top, bottom } = insets(frame);
  const height = Math.max(...cells.map((cell) => cell.box.height), 0) + top + bottom;
  return { ...frame, kind: "row", cells, height: Math.max(height, frame.minHeight) };
}
