import { boxOf, type Box } from "../../src/charts/canvas/box.ts";
import type { Color, Drawing, PathItem, PathSegment } from "../../src/graphics.ts";
import { contrast } from "../document/colors.ts";

const paper = "#ffffff";

/** Lines drawn one after the other are recorded as one path: each part of it begins with a move. */
export const linesOf = ({ items }: Pick<Drawing, "items">): PathItem[] =>
  items.flatMap((item) => {
    if (item.kind !== "path" || !item.stroke) return [];
    const starts = item.segments.flatMap(([op], i) => (op === "M" ? [i] : []));
    return starts.map((start, i) => ({ ...item, segments: item.segments.slice(start, starts[i + 1]) }));
  });

/** Points along a path, close enough together that their box is the path's. */
function alongPath({ segments }: PathItem): PathSegment[] {
  let [x, y] = [0, 0];
  return segments.flatMap((segment): PathSegment[] => {
    if (segment[0] === "Z") return [];
    const [fromX, fromY] = [x, y];
    [x, y] = [Number(segment.at(-2)), Number(segment.at(-1))];
    if (segment[0] !== "C") return [["L", x, y]];
    const [, x1, y1, x2, y2] = segment;
    const at = (t: number, ...[a, b, c, d]: [number, number, number, number]) =>
      (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
    return Array.from({ length: 12 }, (_, i) => (i + 1) / 12).map((t) => ["L", at(t, fromX, x1, x2, x), at(t, fromY, y1, y2, y)]);
  });
}

/** Whether the middle of a line runs round an area, on its edge or just inside it. Coordinates are rounded to hundredths. */
export function isOutline(line: PathItem, area: PathItem): boolean {
  const [inner, outer] = [boxOf(alongPath(line)), boxOf(alongPath(area))];
  if (!line.stroke || !inner || !outer) return false;
  const sides = [inner.left - outer.left, inner.top - outer.top, outer.right - inner.right, outer.bottom - inner.bottom];
  return sides.every((side) => side > -0.02 && side < 2);
}

/** What is seen of each mark: its own colour, or that of a line round it where this is darker. Lines of `guide` are no marks. */
export function markColors({ items }: Pick<Drawing, "items">, guide: Color): Color[] {
  const paths = items.filter((item) => item.kind === "path");
  const lines = linesOf({ items });
  const seen = paths.flatMap((path) => {
    const round = path.fill ? lines.filter((line) => isOutline(line, path)) : [];
    const colors = [path.fill, ...[path, ...round].map(({ stroke }) => stroke?.color)].filter((color) => color !== undefined);
    const isGuide = !path.fill && path.stroke?.color === guide;
    return isGuide ? [] : colors.sort((a, b) => contrast(b, paper) - contrast(a, paper)).slice(0, 1);
  });
  return [...new Set(seen)].filter((color) => color !== paper);
}

/** The boxes of what is painted in colour. */
export const areasOf = ({ items }: Pick<Drawing, "items">): { color: Color; box: Box }[] =>
  items.flatMap((item) => {
    const box = item.kind === "path" ? boxOf(item.segments) : undefined;
    return item.kind === "path" && item.fill && item.fill !== paper && box ? [{ color: item.fill, box }] : [];
  });
