import type { PathSegment, Stroke, TextMetrics } from "../../graphics.ts";
import { applyAffine, compose, identity, rotationOf, scaleOf, type Affine } from "./affine.ts";
import { asBox, boxOf, intersect, isInside, pathOfBox, type Box } from "./box.ts";
import { DrawingRecorder, type Clip } from "./drawing-recorder.ts";
import { opaqueColor } from "./parse-color.ts";
import { parseFont } from "./parse-font.ts";
import { PathBuilder, round, type Ellipse } from "./path-builder.ts";
import { placeText, type TextAlign, type TextBaseline } from "./place-text.ts";

type FillRule = "nonzero" | "evenodd";
type Rectangle = [x: number, y: number, width: number, height: number];

/** What `save` keeps and `restore` brings back. */
interface State {
  map: Affine;
  clip: Clip | undefined;
  dash: readonly number[];
  fillStyle: string;
  strokeStyle: string;
  globalAlpha: number;
  lineWidth: number;
  lineCap: "butt" | "round" | "square";
  lineJoin: "miter" | "round" | "bevel";
  font: string;
  textAlign: TextAlign;
  textBaseline: TextBaseline;
}

const initialState: State = {
  map: identity, clip: undefined, dash: [],
  fillStyle: "#000000", strokeStyle: "#000000", globalAlpha: 1,
  lineWidth: 1, lineCap: "butt", lineJoin: "miter",
  font: "10px sans-serif", textAlign: "start", textBaseline: "alphabetic",
};

/**
 * The part of the HTML canvas's 2D context that Chart.js and the plugins of charts/ draw with
 * (https://html.spec.whatwg.org/multipage/canvas.html). It records; it has no pixels. As there, a call with a number
 * that isn't finite does nothing.
 */
export class RecordingContext<Canvas = unknown> {
  readonly canvas: Canvas;
  readonly recorder = new DrawingRecorder();
  readonly #metrics: () => TextMetrics;
  #state: State = initialState;
  #saved: State[] = [];
  #path = new PathBuilder();
  // Chart.js sets these; what is recorded has no use for them.
  lineDashOffset = 0;
  miterLimit = 10;
  direction = "ltr";
  globalCompositeOperation = "source-over";

  constructor(canvas: Canvas, metrics: () => TextMetrics) {
    this.canvas = canvas;
    this.#metrics = metrics;
  }

  get fillStyle(): string { return this.#state.fillStyle; }
  set fillStyle(fillStyle: string) { this.#set({ fillStyle }); }
  get strokeStyle(): string { return this.#state.strokeStyle; }
  set strokeStyle(strokeStyle: string) { this.#set({ strokeStyle }); }
  get globalAlpha(): number { return this.#state.globalAlpha; }
  set globalAlpha(globalAlpha: number) { if (globalAlpha >= 0 && globalAlpha <= 1) this.#set({ globalAlpha }); }
  get lineWidth(): number { return this.#state.lineWidth; }
  set lineWidth(lineWidth: number) { if (Number.isFinite(lineWidth)) this.#set({ lineWidth }); }
  get lineCap(): State["lineCap"] { return this.#state.lineCap; }
  set lineCap(lineCap: State["lineCap"]) { this.#set({ lineCap }); }
  get lineJoin(): State["lineJoin"] { return this.#state.lineJoin; }
  set lineJoin(lineJoin: State["lineJoin"]) { this.#set({ lineJoin }); }
  get font(): string { return this.#state.font; }
  set font(font: string) { this.#set({ font }); }
  get textAlign(): TextAlign { return this.#state.textAlign; }
  set textAlign(textAlign: TextAlign) { this.#set({ textAlign }); }
  get textBaseline(): TextBaseline { return this.#state.textBaseline; }
  set textBaseline(textBaseline: TextBaseline) { this.#set({ textBaseline }); }

  save(): void { this.#saved.push(this.#state); }
  restore(): void { this.#state = this.#saved.pop() ?? this.#state; }

  getLineDash(): number[] { return [...this.#state.dash]; }
  setLineDash(dash: readonly number[]): void {
    if (dash.every((length) => Number.isFinite(length) && length >= 0)) this.#set({ dash });
  }

  translate(x: number, y: number): void { this.transform(1, 0, 0, 1, x, y); }
  scale(x: number, y: number): void { this.transform(x, 0, 0, y, 0, 0); }
  rotate(angle: number): void {
    this.transform(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0);
  }
  transform(...inner: Affine): void {
    if (finite(inner)) this.#set({ map: compose(this.#state.map, inner) });
  }
  setTransform(...map: Affine): void { if (finite(map)) this.#set({ map }); }
  resetTransform(): void { this.#set({ map: identity }); }

  beginPath(): void { this.#path = new PathBuilder(); }
  closePath(): void { this.#path.close(); }
  moveTo(x: number, y: number): void { if (finite([x, y])) this.#path.moveTo(this.#state.map, x, y); }
  lineTo(x: number, y: number): void { if (finite([x, y])) this.#path.lineTo(this.#state.map, x, y); }
  bezierCurveTo(...points: [number, number, number, number, number, number]): void {
    if (finite(points)) this.#path.curveTo(this.#state.map, points);
  }
  quadraticCurveTo(...points: [number, number, number, number]): void {
    if (finite(points)) this.#path.quadraticTo(this.#state.map, points);
  }
  rect(...rectangle: Rectangle): void { if (finite(rectangle)) addRectangle(this.#path, this.#state.map, rectangle); }
  arc(x: number, y: number, radius: number, from: number, to: number, counterclockwise = false): void {
    this.#ellipse({ x, y, radiusX: radius, radiusY: radius, rotation: 0, from, to, counterclockwise });
  }
  ellipse(...[x, y, radiusX, radiusY, rotation, from, to, counterclockwise = false]: EllipseArguments): void {
    this.#ellipse({ x, y, radiusX, radiusY, rotation, from, to, counterclockwise });
  }

  fill(rule: FillRule = "nonzero"): void { this.#fill(this.#path.segments, rule); }
  stroke(): void { this.#stroke(this.#path.segments); }
  fillRect(...rectangle: Rectangle): void { this.#fill(this.#rectangle(rectangle), "nonzero"); }
  strokeRect(...rectangle: Rectangle): void { this.#stroke(this.#rectangle(rectangle)); }
  clearRect(...rectangle: Rectangle): void {
    const box = boxOf(this.#rectangle(rectangle));
    if (box) this.recorder.clear(box);
  }

  /** @throws where one clip that isn't a rectangle crosses another: no path says what is left (a bug in a chart). */
  clip(): void {
    const segments = [...this.#path.segments];
    const box = boxOf(segments) ?? { left: 0, top: 0, right: 0, bottom: 0 };
    const rectangle = asBox(segments);
    const clip: Clip = { segments, box, rectangular: rectangle !== undefined };
    this.#set({ clip: this.#state.clip ? narrow(this.#state.clip, clip) : clip });
  }

  measureText(text: string): CanvasTextMetrics {
    const { font, size } = parseFont(this.#state.font);
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
    const { map, fillStyle, globalAlpha, textAlign, textBaseline, clip } = this.#state;
    const color = opaqueColor(fillStyle, globalAlpha);
    if (!color || text.trim() === "" || !finite([x, y])) return;
    const face = parseFont(this.#state.font);
    const placed = placeText({ text, x, y, maxWidth, ...face, textAlign, textBaseline }, this.#metrics());
    const [left, baseline] = applyAffine(map, placed.x, placed.y);
    const rotation = Math.round(rotationOf(map) * 100) / 100;
    const size = placed.size * scaleOf(map);
    const item = { kind: "text", x: left, y: baseline, text, font: face.font, size, color } as const;
    this.recorder.text(rotation === 0 ? item : { ...item, rotation }, mapBox(map, placed.box), clip);
  }

  /** Outlined letters are no part of a brief. */
  strokeText(): void {}

  #set(change: Partial<State>): void { this.#state = { ...this.#state, ...change }; }

  #ellipse(arc: Ellipse): void {
    const { x, y, radiusX, radiusY, rotation, from, to } = arc;
    if (finite([x, y, radiusX, radiusY, rotation, from, to])) this.#path.ellipse(this.#state.map, arc);
  }

  #rectangle(rectangle: Rectangle): PathSegment[] {
    const path = new PathBuilder();
    if (finite(rectangle)) addRectangle(path, this.#state.map, rectangle);
    return path.segments;
  }

  #fill(segments: readonly PathSegment[], rule: FillRule): void {
    const fill = opaqueColor(this.#state.fillStyle, this.#state.globalAlpha);
    const paint = rule === "nonzero" ? { fill } : { fill, fillRule: rule };
    if (fill) this.recorder.fill([...segments], { ...paint, fill }, this.#state.clip);
  }

  #stroke(segments: readonly PathSegment[]): void {
    const { map, strokeStyle, globalAlpha, lineWidth, lineCap, lineJoin, dash, clip } = this.#state;
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
    this.recorder.stroke([...segments], stroke, clip);
  }
}

type EllipseArguments = [
  x: number, y: number, radiusX: number, radiusY: number, rotation: number,
  from: number, to: number, counterclockwise?: boolean,
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

function narrow(outer: Clip, inner: Clip): Clip {
  if (outer.rectangular && isInside(inner.box, outer.box)) return inner;
  if (inner.rectangular && isInside(outer.box, inner.box)) return outer;
  if (!outer.rectangular || !inner.rectangular) throw new Error("a chart clips by two shapes that cross");
  const box = intersect(outer.box, inner.box);
  return { segments: pathOfBox(box), box, rectangular: true };
}

function mapBox(map: Affine, { left, top, right, bottom }: Box): Box {
  const corners = [applyAffine(map, left, top), applyAffine(map, right, top), applyAffine(map, right, bottom), applyAffine(map, left, bottom)];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}
