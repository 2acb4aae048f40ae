import { compose, identity, type Affine } from "./affine.ts";
import type { Clip } from "./clip.ts";
import type { TextAlign, TextBaseline } from "./place-text.ts";

/** What a canvas's pen is set to: what `save` keeps and `restore` brings back. */
interface Settings {
  map: Affine;
  clipped: Clip | undefined;
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

/** The drawing state of a 2D context, with its transform. */
export class PenState implements Settings {
  map = identity;
  clipped: Clip | undefined;
  dash: readonly number[] = [];
  fillStyle = "#000000";
  strokeStyle = "#000000";
  globalAlpha = 1;
  lineWidth = 1;
  lineCap: Settings["lineCap"] = "butt";
  lineJoin: Settings["lineJoin"] = "miter";
  font = "10px sans-serif";
  textAlign: TextAlign = "start";
  textBaseline: TextBaseline = "alphabetic";
  // Chart.js sets these; what is recorded has no use for them.
  lineDashOffset = 0;
  miterLimit = 10;
  direction = "ltr";
  globalCompositeOperation = "source-over";
  readonly #saved: Settings[] = [];

  save(): void {
    const { map, clipped, dash, fillStyle, strokeStyle, globalAlpha } = this;
    const { lineWidth, lineCap, lineJoin, font, textAlign, textBaseline } = this;
    this.#saved.push({
      map,
      clipped,
      dash,
      fillStyle,
      strokeStyle,
      globalAlpha,
      lineWidth,
      lineCap,
      lineJoin,
      font,
      textAlign,
      textBaseline,
    });
  }

  restore(): void {
    Object.assign(this, this.#saved.pop());
  }

  getLineDash(): number[] {
    return [...this.dash];
  }

  setLineDash(dash: readonly number[]): void {
    if (dash.every((length) => Number.isFinite(length) && length >= 0)) this.dash = dash;
  }

  translate(x: number, y: number): void {
    this.transform(1, 0, 0, 1, x, y);
  }

  scale(x: number, y: number): void {
    this.transform(x, 0, 0, y, 0, 0);
  }

  rotate(angle: number): void {
    this.transform(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0);
  }

  transform(...inner: Affine): void {
    if (inner.every(Number.isFinite)) this.map = compose(this.map, inner);
  }

  setTransform(...map: Affine): void {
    if (map.every(Number.isFinite)) this.map = map;
  }

  resetTransform(): void {
    this.map = identity;
  }
}
