import type { Color, PathItem, PathSegment, Stroke, TextItem } from "../../graphics.ts";
import { boxOf, growBox, isInside, overlap, pathOfBox, type Box } from "./box.ts";
import type { Clip } from "./clip.ts";
import { round } from "./path-builder.ts";

interface Recorded {
  readonly item: PathItem | TextItem;
  readonly box: Box;
}

/** Collects what is drawn in order; leaves out what can't be seen and joins what can be said at once. */
export class DrawingRecorder {
  #recorded: Recorded[] = [];

  get items(): (PathItem | TextItem)[] {
    return this.#recorded.map(({ item }) => item);
  }

  fill(segments: readonly PathSegment[], paint: Pick<PathItem, "fill" | "fillRule">, clip: Clip | undefined): void {
    const box = boxOf(segments);
    if (!box || box.right - box.left < 0.005 || box.bottom - box.top < 0.005) return;
    this.#add({ kind: "path", segments, ...paint }, box, clip);
  }

  stroke(segments: readonly PathSegment[], stroke: Stroke, clip: Clip | undefined): void {
    const outline = boxOf(segments);
    if (!outline || !(stroke.width > 0) || segments.every(([op]) => op === "M" || op === "Z")) return;
    const box = growBox(outline, stroke.width / 2);
    const last = this.#recorded.at(-1);
    const path = last?.item.kind === "path" ? last.item : undefined;
    const limits = clip && !(clip.rectangular && isInside(box, clip.box)) ? clip.segments : undefined;
    if (last && path?.fill && !path.stroke && path.clip === limits && samePath(path.segments, segments)) {
      this.#recorded[this.#recorded.length - 1] = { item: { ...path, stroke }, box };
    } else if (last && path?.stroke && !path.fill && path.clip === limits && sameStroke(path.stroke, stroke)) {
      const item = { ...path, segments: [...path.segments, ...segments] };
      this.#recorded[this.#recorded.length - 1] = { item, box: union(last.box, box) };
    } else {
      this.#add({ kind: "path", segments, stroke }, box, clip);
    }
  }

  text(item: TextItem, box: Box, clip: Clip | undefined): void {
    if (clip && !overlap(box, clip.box)) return;
    this.#recorded.push({ item: { ...item, x: round(item.x), y: round(item.y), size: round(item.size) }, box });
  }

  /** Takes away what lies inside the box; what only reaches into it is covered with paper. */
  clear(box: Box): void {
    this.#recorded = this.#recorded.filter((recorded) => !isInside(recorded.box, box));
    if (this.#recorded.some((recorded) => overlap(recorded.box, box))) this.#add(paper(box), box, undefined);
  }

  #add(item: PathItem, box: Box, clip: Clip | undefined): void {
    if (clip && !overlap(box, clip.box)) return;
    const needsClip = clip && !(clip.rectangular && isInside(box, clip.box));
    this.#recorded.push({ item: needsClip ? { ...item, clip: clip.segments } : item, box });
  }
}

const white: Color = "#ffffff";
const paper = (box: Box): PathItem => ({ kind: "path", segments: pathOfBox(box), fill: white });

const union = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

const samePath = (a: readonly PathSegment[], b: readonly PathSegment[]): boolean =>
  a.length === b.length && a.every((segment, i) => segment.every((value, j) => value === b[i]?.[j]));

const sameStroke = (a: Stroke, b: Stroke): boolean =>
  a.color === b.color && a.width === b.width && a.cap === b.cap && a.join === b.join && (a.dash ?? []).join() === (b.dash ?? []).join();
