import type { Chart } from "../document/document.ts";
import type { Drawing, PathSegment, ValueBox } from "../graphics.ts";
import type { Pt } from "../units.ts";
import { insets, type Box, type DrawingBox, type Owner } from "./box.ts";
import { itemsOf } from "./flow.ts";
import { contentWidth, frameOf, type BoxContext } from "./frame.ts";

/** A drawing no higher than it may be: drawn anew at that height, and made smaller as a whole if it will not be. */
export function buildDrawing(chart: Chart, available: Pt, owner: Owner, context: BoxContext): DrawingBox {
  const frame = frameOf(chart, available, context);
  const { top, bottom } = insets(frame);
  const highest = Math.min(context.highestDrawing ?? Infinity, context.room - top - bottom);
  const asked = chart.style.height;
  const draw = (height: Pt | null): Drawing => {
    const size = { width: contentWidth(frame), ...(height !== null && { height }) };
    const drawing = context.drawChart(chart, size);
    context.drawn.push({ chart, size, drawing });
    return drawing;
  };
  const wanted = draw(asked === null ? null : Math.min(asked, highest));
  const drawing = scaleDown(wanted.height > highest ? draw(highest) : wanted, { width: contentWidth(frame), height: highest });
  return { ...frame, kind: "drawing", drawing, owner, height: drawing.height + top + bottom };
}

function scaleDown(drawing: Drawing, room: { width: Pt; height: Pt }): Drawing {
  const scale = Math.min(1, room.width / drawing.width, room.height / drawing.height);
  if (scale === 1 || !(scale > 0)) return drawing;
  const { width, height, items, points = [] } = drawing;
  return {
    width: width * scale,
    height: height * scale,
    items: items.map((item) => scaled(item, scale)),
    points: points.map((point) => scaledBox(point, scale)),
  };
}

const scaledBox = ({ value, x, y, width, height }: ValueBox, scale: number): ValueBox => ({
  value,
  x: x * scale,
  y: y * scale,
  width: width * scale,
  height: height * scale,
});

function scaled(item: Drawing["items"][number], scale: number): Drawing["items"][number] {
  if (item.kind === "text") {
    const { x, y, size, letterSpacing } = item;
    return { ...item, x: x * scale, y: y * scale, size: size * scale, ...(letterSpacing && { letterSpacing: letterSpacing * scale }) };
  }
  const { segments, clip, stroke } = item;
  return {
    ...item,
    segments: scaledPath(segments, scale),
    ...(clip && { clip: scaledPath(clip, scale) }),
    ...(stroke && {
      stroke: { ...stroke, width: stroke.width * scale, ...(stroke.dash && { dash: stroke.dash.map((one) => one * scale) }) },
    }),
  };
}

const scaledPath = (segments: readonly PathSegment[], scale: number): PathSegment[] =>
  segments.map((segment) => segment.map((part) => (typeof part === "number" ? part * scale : part)) as unknown as PathSegment);

/** What a figure takes of a page at most, so that its heading finds room above it. */
const largestShare = 0.85;
const lowestDrawing: Pt = 48;

/** Builds a box; if it is to stay whole but is higher than a page, builds it again with lower drawings. */
export function withFittingDrawings(build: (context: BoxContext) => Box, context: BoxContext): Box {
  const box = build(context);
  const excess = box.height - largestShare * context.room;
  if (box.breakInside !== "avoid" || excess <= 0 || context.highestDrawing !== undefined) return box;
  const { height, count } = drawingsIn(box);
  if (count === 0) return box;
  return build({ ...context, highestDrawing: Math.max((height - excess) / count, lowestDrawing) });
}

/** The drawings that stand one under the other: how many, and how high they are together. */
function drawingsIn(box: Box): { height: Pt; count: number } {
  const none = { height: 0, count: 0 };
  switch (box.kind) {
    case "drawing":
      return { height: box.height, count: 1 };
    case "stack":
      return itemsOf(box.children)
        .map(drawingsIn)
        .reduce((sum, one) => ({ height: sum.height + one.height, count: sum.count + one.count }), none);
    case "row":
      return box.cells.map((cell) => drawingsIn(cell.box)).reduce((most, one) => (one.height > most.height ? one : most), none);
    case "columns":
      return box.columns.map(drawingsIn).reduce((most, one) => (one.height > most.height ? one : most), none);
    case "lines":
    case "table":
      return none;
  }
}
