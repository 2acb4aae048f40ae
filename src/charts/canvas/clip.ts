import type { PathSegment } from "../../graphics.ts";
import { asBox, boxOf, intersect, isInside, pathOfBox, type Box } from "./box.ts";

/** What limits drawing: a path, and the box that it is or that holds it. */
export interface Clip {
  readonly segments: readonly PathSegment[];
  readonly box: Box;
  /** Whether the path is just its box. */
  readonly rectangular: boolean;
}

const nothing: Box = { left: 0, top: 0, right: 0, bottom: 0 };

/**
 * What is left of `outer` (all there is, if there is none) within a path.
 * @throws where one clip that isn't a rectangle crosses another: no path says what is left (a bug in a chart).
 */
export function clipBy(outer: Clip | undefined, segments: readonly PathSegment[]): Clip {
  const inner: Clip = { segments, box: boxOf(segments) ?? nothing, rectangular: asBox(segments) !== undefined };
  return outer ? narrow(outer, inner) : inner;
}

function narrow(outer: Clip, inner: Clip): Clip {
  if (outer.rectangular && isInside(inner.box, outer.box)) return inner;
  if (inner.rectangular && isInside(outer.box, inner.box)) return outer;
  if (!outer.rectangular || !inner.rectangular) throw new Error("a chart clips by two shapes that cross");
  const box = intersect(outer.box, inner.box);
  return { segments: pathOfBox(box), box, rectangular: true };
}
