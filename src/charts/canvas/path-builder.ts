import type { PathSegment } from "../../graphics.ts";
import { applyAffine, type Affine } from "./affine.ts";

/** An arc of an ellipse as the canvas takes it: angles in radians, clockwise because y grows downwards. */
export interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly radiusX: number;
  readonly radiusY: number;
  readonly rotation: number;
  readonly from: number;
  readonly to: number;
  readonly counterclockwise: boolean;
}

type Point = readonly [number, number];
type Curve = readonly [number, number, number, number, number, number];

/** A hundredth of a point is finer than any printer. */
export const round = (value: number): number => Math.round(value * 100) / 100 + 0;

/** Builds a path; each point is mapped by the transform that holds when it is added, as on a canvas. */
export class PathBuilder {
  readonly segments: PathSegment[] = [];
  #start: Point | undefined;
  #last: Point | undefined;
  /** The pen was lifted to #start; written down only once something is drawn from there. */
  #lifted = false;

  moveTo(map: Affine, x: number, y: number): void {
    this.#start = this.#last = applyAffine(map, x, y);
    this.#lifted = true;
  }

  lineTo(map: Affine, x: number, y: number): void {
    if (!this.#last) return this.moveTo(map, x, y);
    this.#put();
    this.#last = applyAffine(map, x, y);
    const next: PathSegment = ["L", round(this.#last[0]), round(this.#last[1])];
    const previous = this.segments.at(-1);
    // A line to where the pen already is draws nothing.
    const moves = previous?.[1] !== next[1] || previous[2] !== next[2] || previous[0] === "C";
    if (moves) this.segments.push(next);
  }

  /** The six numbers are two control points and the end, as in bezierCurveTo. */
  curveTo(map: Affine, [ax, ay, bx, by, x, y]: Curve): void {
    if (!this.#last) this.moveTo(map, ax, ay);
    this.#curve(applyAffine(map, ax, ay), applyAffine(map, bx, by), applyAffine(map, x, y));
  }

  /** The four numbers are the control point and the end, as in quadraticCurveTo. */
  quadraticTo(map: Affine, [cx, cy, x, y]: readonly [number, number, number, number]): void {
    if (!this.#last) this.moveTo(map, cx, cy);
    const [control, end] = [applyAffine(map, cx, cy), applyAffine(map, x, y)];
    // A quadratic is the cubic whose control points lie two thirds of the way to the one of the quadratic.
    const toward = (from: Point): Point => [from[0] + ((control[0] - from[0]) * 2) / 3, from[1] + ((control[1] - from[1]) * 2) / 3];
    this.#curve(toward(this.#last ?? control), toward(end), end);
  }

  ellipse(map: Affine, arc: Ellipse): void {
    const sweep = sweepOf(arc);
    const [x, y] = pointAt(arc, arc.from);
    this.lineTo(map, x, y);
    // Up to a quarter turn a cubic is off by less than 0.03 % of the radius.
    const pieces = Math.ceil(Math.abs(sweep) / (Math.PI / 2) - 1e-9);
    for (let i = 0; i < pieces; i++) {
      this.curveTo(map, curveOf(arc, arc.from + (sweep * i) / pieces, arc.from + (sweep * (i + 1)) / pieces));
    }
  }

  close(): void {
    if (!this.#start || this.#lifted) return;
    this.#last = this.#start;
    if (this.segments.at(-1)?.[0] !== "Z") this.segments.push(["Z"]);
  }

  /** Puts the pen down. */
  #put(): void {
    if (this.#lifted && this.#start) this.segments.push(["M", round(this.#start[0]), round(this.#start[1])]);
    this.#lifted = false;
  }

  #curve(a: Point, b: Point, end: Point): void {
    this.#put();
    this.#last = end;
    this.segments.push(["C", round(a[0]), round(a[1]), round(b[0]), round(b[1]), round(end[0]), round(end[1])]);
  }
}

const turn = 2 * Math.PI;

function sweepOf({ from, to, counterclockwise }: Ellipse): number {
  const sweep = counterclockwise ? from - to : to - from;
  const size = sweep >= turn ? turn : ((sweep % turn) + turn) % turn;
  return counterclockwise ? -size : size;
}

function pointAt({ x, y, radiusX, radiusY, rotation }: Ellipse, angle: number): Point {
  const [px, py] = [radiusX * Math.cos(angle), radiusY * Math.sin(angle)];
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
  return [x + px * cos - py * sin, y + px * sin + py * cos];
}

/** The part of `arc` between two angles. */
function curveOf(arc: Ellipse, from: number, to: number): Curve {
  const reach = (4 / 3) * Math.tan((to - from) / 4);
  const unit: Ellipse = { ...arc, x: 0, y: 0 };
  const tangent = (angle: number) => pointAt(unit, angle + Math.PI / 2);
  const [start, end, out, back] = [pointAt(arc, from), pointAt(arc, to), tangent(from), tangent(to)];
  return [start[0] + reach * out[0], start[1] + reach * out[1], end[0] - reach * back[0], end[1] - reach * back[1], end[0], end[1]];
}
