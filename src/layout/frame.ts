import type { Block, Paragraph } from "../document/document.ts";
import type { Edges, Extent, Style } from "../document/style.ts";
import type { Drawing, TextMetrics } from "../graphics.ts";
import type { Pt } from "../units.ts";
import { insets, linesBox, type Frame, type LinesBox, type Owner } from "./box.ts";
import { fillLines } from "./fill-lines.ts";
import type { Drawn } from "./remembered.ts";
import { paragraphSpans, type SpanContext } from "./spans.ts";
import { isHeading } from "./structure.ts";

export interface BoxContext extends SpanContext {
  readonly metrics: TextMetrics;
  /** Height of a page's content, and what is left of it inside the padding and borders around. */
  readonly pageHeight: Pt;
  readonly room: Pt;
  /** Where the lines of the paragraph start, when its alignment is decided by others. */
  readonly indent?: Pt;
  /** What the markers of the list take that is being built. */
  readonly markerRoom?: Pt;
  /** The most that a drawing may be high, so that its figure fits a page. */
  readonly highestDrawing?: Pt;
  /** Takes in the drawings that are asked for. */
  readonly drawn: Drawn[];
  /** Draws a chart in its language, this wide, and about this high if a height is asked for. */
  readonly drawChart: (chart: { name: string; lang: string }, size: { width: Pt; height?: Pt }) => Drawing;
}

export const resolveExtent = (extent: Extent, whole: Pt): Pt => ("pt" in extent ? extent.pt : (extent.percent / 100) * whole);

/** What a box leaves its content, whatever its margins, padding and depth: less could not hold a letter. */
export const narrowestContent = ({ fontSize }: Style): Pt => 1.5 * fontSize;

/** The frame of a block: its outer width, never more than what is there, and what is drawn round it. */
export function frameOf(
  block: Pick<Block, "style" | "id">,
  available: Pt,
  { pageHeight, room }: Pick<BoxContext, "pageHeight" | "room">,
): Frame {
  const { style } = block;
  const narrowest = Math.min(available, narrowestContent(style));
  const margins = shareOf(style.margin.left + style.margin.right, available - narrowest);
  const offered = available - margins * (style.margin.left + style.margin.right);
  const wanted = style.width ? resolveExtent(style.width, available) : offered;
  const width = Math.max(Math.min(wanted, offered, style.maxWidth ? resolveExtent(style.maxWidth, available) : offered), narrowest);
  return {
    // Frames, one in the other, leave half of a page to what they hold.
    ...fitInsets(style, { width: width - narrowest, height: room - pageHeight / 2 }),
    width,
    borderRadius: style.borderRadius,
    backgroundColor: style.backgroundColor,
    marginTop: style.margin.top,
    marginBottom: style.margin.bottom,
    marginLeft: style.margin.left * margins,
    minHeight: Math.min(style.minHeight, room),
    breakBefore: style.breakBefore,
    breakAfter: style.breakAfter,
    breakInside: style.breakInside,
    floats: style.float === "top",
    anchors: block.id ? [block.id] : [],
    section: null,
  };
}

/** The context of what stands inside a frame. */
export function inside<C extends BoxContext>(frame: Frame, context: C): C {
  const { top, bottom } = insets(frame);
  return top + bottom === 0 ? context : { ...context, room: context.room - top - bottom };
}

/** By how much something of this size must shrink to fit. */
const shareOf = (size: Pt, room: Pt): number => (size > room ? Math.max(room, 0) / size : 1);

/** Padding and borders that leave room for the content: all shrink by the same share where they do not. */
function fitInsets({ padding, border }: Style, room: { width: Pt; height: Pt }): Pick<Frame, "padding" | "border"> {
  const { top, right, bottom, left } = insets({ padding, border });
  const [across, along] = [shareOf(left + right, room.width), shareOf(top + bottom, room.height)];
  if (across === 1 && along === 1) return { padding, border };
  const share: Edges<number> = { top: along, right: across, bottom: along, left: across };
  const shrunk = (side: keyof typeof share) => {
    const one = border[side];
    return one && { ...one, width: one.width * share[side] };
  };
  return {
    padding: { top: padding.top * along, right: padding.right * across, bottom: padding.bottom * along, left: padding.left * across },
    border: { top: shrunk("top"), right: shrunk("right"), bottom: shrunk("bottom"), left: shrunk("left") },
  };
}

export function contentWidth(frame: Frame): Pt {
  const { left, right } = insets(frame);
  return frame.width - left - right;
}

/** What `node` holds belongs to its structure element, or if it has none to that around it. */
export const ownerOf = (node: Pick<Block, "role">, around: Owner): Owner => (node.role === null ? around : node);

export function buildParagraph(paragraph: Paragraph, available: Pt, owner: Owner, context: BoxContext): LinesBox {
  const frame = frameOf(paragraph, available, context);
  const spans = paragraphSpans(paragraph, ownerOf(paragraph, owner), context);
  const options = {
    width: contentWidth(frame),
    style: paragraph.style,
    metrics: context.metrics,
    ...(context.indent !== undefined && { indent: context.indent }),
  };
  const anchors = isHeading(paragraph) ? [...frame.anchors, paragraph] : frame.anchors;
  return linesBox({ ...frame, anchors }, fillLines(spans, options), paragraph.style);
}
