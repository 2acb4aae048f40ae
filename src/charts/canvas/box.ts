import type { PathSegment } from "../../graphics.ts";
import { applyAffine, type Affine } from "./affine.ts";

/** An axis-parallel rectangle. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The smallest box around all points and control points of a path; undefined for a path without points. */
export function boxOf(segments: readonly PathSegment[]): Box | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const segment of segments) {
    for (let i = 1; i < segment.length; i += 2) {
      const [x, y] = [Number(segment[i]), Number(segment[i + 1])];
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  }
  return left <= right ? { left, top, right, bottom } : undefined;
}

export const growBox = ({ left, top, right, bottom }: Box, by: number): Box => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
});

export const isInside = (inner: Box, outer: Box): boolean =>
  inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;

export const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

export const intersect = (a: Box, b: Box): Box => ({
  left: Math.max(a.left, b.left),
  top: Math.max(a.top, b.top),
  right: Math.min(a.right, b.right),
  bottom: Math.min(a.bottom, b.bottom),
});

export const pathOfBox = ({ left, top, right, bottom }: Box): PathSegment[] => [
  ["M", left, top],
  ["L", right, top],
  ["L", right, bottom],
  ["L", left, bottom],
  ["Z"],
];

/** The box that a path is, if it is one: four straight, axis-parallel sides. */
export function asBox(segments: readonly PathSegment[]): Box | undefined {
  const corners = segments.filter((segment) => segment[0] === "M" || segment[0] === "L");
  const [first, second, third, fourth] = corners;
  if (corners.length !== 4 || segments.length > 5 || segments.some(([op]) => op === "C")) return undefined;
  if (!first || !second || !third || !fourth || segments[0]?.[0] !== "M") return undefined;
  const box = boxOf(segments);
  const level = first[2] === second[2] && third[2] === fourth[2] && first[1] === fourth[1] && second[1] === third[1];
  const upright = first[1] === second[1] && third[1] === fourth[1] && first[2] === fourth[2] && second[2] === third[2];
  return level || upright ? box : undefined;
}

/** The box around a box's corners, wherever a transform moves them. */
export function mapBox(map: Affine, { left, top, right, bottom }: Box): Box {
  const corners = [
    applyAffine(map, left, top),
    applyAffine(map, right, top),
    applyAffine(map, right, bottom),
    applyAffine(map, left, bottom),
  ];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}
