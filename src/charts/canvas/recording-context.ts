import type { PathSegment, Stroke, TextMetrics } from "../../graphics.ts";
import { applyAffine, rotationOf, scaleOf, type Affine } from "./affine.ts";
import { boxOf, mapBox } from "./box.ts";
import { clipBy } from "./clip.ts";
import { DrawingRecorder } from "./drawing-recorder.ts";
import { opaqueColor } from "./parse-color.ts";
import { parseFont } from "./parse-font.ts";
import { PathBuilder, round, type Ellipse } from "./path-builder.ts";
import { PenState } from "./pen-state.ts";
import { placeText } from "./place-text.ts";

type FillRule = "nonzero" | "evenodd";
type Rectangle = [x: number, y: number, width: number, height: number];

/**
 * The part of the HTML canvas's 2D context that Chart.js and the plugins of charts/ draw with
 * (https://html.spec.whatwg.org/multipage/canvas.html). It records; it has no pixels. As there, a call with a number
 * that isn't finite does nothing.
 */
export class RecordingContext<Canvas = unknown> extends PenState {
  readonly canvas: Canvas;
  readonly recorder = new DrawingRecorder();
  readonly #metrics: () => TextMetrics;
  #path = new PathBuilder();

  constructor(canvas: Canvas, metrics: () => TextMetrics) {
    super();
    this.canvas = canvas;
    this.#metrics = metrics;
  }

  beginPath(): void {
    this.#path = new PathBuilder();
  }
  closePath(): void {
    this.#path.close();
  }
  moveTo(x: number, y: number): void {
    if (finite([x, y])) this.#path.moveTo(this.map, x, y);
  }
  lineTo(x: number, y: number): void {
    if (finite([x, y])) this.#path.lineTo(this.map, x, y);
  }
  bezierCurveTo(...points: [number, number, number, number, number, number]): void {
    if (finite(points)) this.#path.curveTo(this.map, points);
  }
  quadraticCurveTo(...points: [number, number, number, number]): void {
    if (finite(points)) this.#path.quadraticTo(this.map, points);
  }
  rect(...rectangle: Rectangle): void {
    if (finite(rectangle)) addRectangle(this.#path, this.map, rectangle);
  }
  arc(...[x, y, radius, from, to, counterclockwise = false]: ArcArguments): void {
    this.#ellipse({ x, y, radiusX: radius, radiusY: radius, rotation: 0, from, to, counterclockwise });
  }
  ellipse(...[x, y, radiusX, radiusY, rotation, from, to, counterclockwise = false]: EllipseArguments): void {
    this.#ellipse({ x, y, radiusX, radiusY, rotation, from, to, counterclockwise });
  }

  fill(rule: FillRule = "nonzero"): void {
    this.#fill(this.#path.segments, rule);
  }
  stroke(): void {
    this.#stroke(this.#path.segments);
  }
  fillRect(...rectangle: Rectangle): void {
    this.#fill(this.#rectangle(rectangle), "nonzero");
  }
  strokeRect(...rectangle: Rectangle): void {
    this.#stroke(this.#rectangle(rectangle));
  }
  clearRect(...rectangle: Rectangle): void {
    const box = boxOf(this.#rectangle(rectangle));
    if (box) this.recorder.clear(box);
  }

  clip(): void {
    this.clipped = clipBy(this.clipped, this.#path.segments.slice());
  }

  measureText(text: string): CanvasTextMetrics {
    const { font, size } = parseFont(this.font);
    const metrics = this.#metrics();
    const width = metrics.width(text, font, size);
    return {
      width,
      actualBoundingBoxLeft: 0,
      actualBoundingBoxRight: width,
      actualBoundingBoxAscent: metrics.ascent * size,
      actualBoundingBoxDescent: metrics.descent * size,
    };
  }

  fillText(text: string, x: number, y: number, maxWidth = Infinity): void {
    const { map, fillStyle, globalAlpha, textAlign, textBaseline, clipped } = this;
    const color = opaqueColor(fillStyle, globalAlpha);
    if (!color || text.trim() === "" || !finite([x, y])) return;
    const face = parseFont(this.font);
    const placed = placeText({ text, x, y, maxWidth, ...face, textAlign, textBaseline }, this.#metrics());
    const [left, baseline] = applyAffine(map, placed.x, placed.y);
    const rotation = Math.round(rotationOf(map) * 100) / 100;
    const size = placed.size * scaleOf(map);
    const item = { kind: "text", x: left, y: baseline, text, font: face.font, size, color } as const;
    this.recorder.text(rotation === 0 ? item : { ...item, rotation }, mapBox(map, placed.box), clipped);
  }

  /** Outlined letters are no part of a brief. */
  strokeText(): void {}

  #ellipse(arc: Ellipse): void {
    const { x, y, radiusX, radiusY, rotation, from, to } = arc;
    if (finite([x, y, radiusX, radiusY, rotation, from, to])) this.#path.ellipse(this.map, arc);
  }

  #rectangle(rectangle: Rectangle): PathSegment[] {
    const path = new PathBuilder();
    if (finite(rectangle)) addRectangle(path, this.map, rectangle);
    return path.segments;
  }

  #fill(segments: readonly PathSegment[], rule: FillRule): void {
    const fill = opaqueColor(this.fillStyle, this.globalAlpha);
    const paint = rule === "nonzero" ? { fill } : { fill, fillRule: rule };
    if (fill) this.recorder.fill(segments.slice(), { ...paint, fill }, this.clipped);
  }

  #stroke(segments: readonly PathSegment[]): void {
    const { map, strokeStyle, globalAlpha, lineWidth, lineCap, lineJoin, dash, clipped } = this;
    const color = opaqueColor(strokeStyle, globalAlpha);
    if (!color) return;
    const scale = scaleOf(map);
    const stroke: Stroke = {
      color,
      width: round(lineWidth * scale),
      ...(dash.some((length) => length > 0) && { dash: dash.map((length) => round(length * scale)) }),
      ...(lineCap !== "butt" && { cap: lineCap }),
      ...(lineJoin !== "miter" && { join: lineJoin }),
    };
    this.recorder.stroke(segments.slice(), stroke, clipped);
  }
}

type ArcArguments = [x: number, y: number, radius: number, from: number, to: number, counterclockwise?: boolean];
type EllipseArguments = [
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  rotation: number,
  from: number,
  to: number,
  counterclockwise?: boolean,
];

interface CanvasTextMetrics {
  readonly width: number;
  readonly actualBoundingBoxLeft: number;
  readonly actualBoundingBoxRight: number;
  readonly actualBoundingBoxAscent: number;
  readonly actualBoundingBoxDescent: number;
}

const finite = (numbers: readonly number[]): boolean => numbers.every(Number.isFinite);

function addRectangle(path: PathBuilder, map: Affine, [x, y, width, height]: Rectangle): void {
  path.moveTo(map, x, y);
  path.lineTo(map, x + width, y);
  path.lineTo(map, x + width, y + height);
  path.lineTo(map, x, y + height);
  path.close();
  path.moveTo(map, x, y);
}
