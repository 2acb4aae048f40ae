import { createRequire } from "node:module";
import type * as Canvas from "@napi-rs/canvas";
import type { Drawing, FontId, PathItem, PathSegment, Stroke, TextItem } from "../graphics.ts";
import type { OpenFont } from "../layout/open-font.ts";
import { rememberAcrossRuns } from "../run-memory.ts";

/** CSS pixels of a point. */
export const pixelsPerPoint = 4 / 3;
/** For screens with two dots a pixel. */
const dotsPerPixel = 2;

/**
 * A drawing as PNG on white, with two dots for a CSS pixel each way. Text is drawn as the outlines of the
 * glyphs that it was measured with, so no font of the system takes part and the same drawing gives the same bytes.
 */
export const paintPng = rememberAcrossRuns("png", paintAnew, (drawing) => [JSON.stringify(drawing)]);

const require = createRequire(import.meta.url);

function paintAnew(drawing: Drawing, fonts: Record<FontId, OpenFont>): Uint8Array {
  // Loaded for the first picture that an earlier run has not painted: it takes a tenth of a second and 40 MB.
  const { createCanvas } = require("@napi-rs/canvas") as typeof Canvas;
  const scale = pixelsPerPoint * dotsPerPixel;
  const canvas = createCanvas(Math.round(drawing.width * scale), Math.round(drawing.height * scale));
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(scale, scale);
  for (const item of drawing.items) {
    context.save();
    if (item.kind === "path") paintPath(item, context);
    else paintText(item, fonts[item.font], context);
    context.restore();
  }
  return canvas.toBuffer("image/png");
}

function paintPath({ segments, fill, fillRule, stroke, clip }: PathItem, context: Canvas.SKRSContext2D): void {
  if (clip) {
    trace(clip, context);
    context.clip();
  }
  trace(segments, context);
  if (fill !== undefined) {
    context.fillStyle = fill;
    context.fill(fillRule ?? "nonzero");
  }
  if (stroke && stroke.width > 0) paintStroke(stroke, context);
}

function paintStroke({ color, width, dash = [], cap = "butt", join = "miter" }: Stroke, context: Canvas.SKRSContext2D): void {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.lineCap = cap;
  context.lineJoin = join;
  context.setLineDash([...dash]);
  context.stroke();
}

function trace(segments: readonly PathSegment[], context: Canvas.SKRSContext2D): void {
  context.beginPath();
  for (const segment of segments) {
    if (segment[0] === "M") context.moveTo(segment[1], segment[2]);
    else if (segment[0] === "L") context.lineTo(segment[1], segment[2]);
    else if (segment[0] === "C") context.bezierCurveTo(segment[1], segment[2], segment[3], segment[4], segment[5], segment[6]);
    else context.closePath();
  }
}

function paintText(
  { x, y, text, size, color, letterSpacing = 0, tabular, rotation = 0 }: TextItem,
  font: OpenFont,
  context: Canvas.SKRSContext2D,
): void {
  context.translate(x, y);
  context.rotate((rotation * Math.PI) / 180);
  context.fillStyle = color;
  const unit = size / font.file.unitsPerEm;
  let pen = 0;
  for (const { glyphs } of font.shape(text, tabular)) {
    for (const { id, inset, advance, dx, dy } of glyphs) {
      context.save();
      context.translate(pen + ((dx + inset) * size) / 1000, (-dy * size) / 1000);
      // Outlines grow upwards.
      context.scale(unit, -unit);
      traceGlyph(font, id, context);
      context.fill();
      context.restore();
      pen += (advance * size) / 1000 + letterSpacing;
    }
  }
}

function traceGlyph({ file }: OpenFont, id: number, context: Canvas.SKRSContext2D): void {
  context.beginPath();
  for (const { command, args } of file.getGlyph(id).path.commands) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
    if (command === "moveTo") context.moveTo(a, b);
    else if (command === "lineTo") context.lineTo(a, b);
    else if (command === "quadraticCurveTo") context.quadraticCurveTo(a, b, c, d);
    else if (command === "bezierCurveTo") context.bezierCurveTo(a, b, c, d, e, f);
    else context.closePath();
  }
}
