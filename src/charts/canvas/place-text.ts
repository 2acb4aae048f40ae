import type { FontId, TextMetrics } from "../../graphics.ts";
import type { Box } from "./box.ts";

export type TextAlign = "start" | "left" | "center" | "end" | "right";
export type TextBaseline = "alphabetic" | "middle" | "top" | "hanging" | "bottom" | "ideographic";

/** Text with the point it hangs on. */
export interface AnchoredText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly maxWidth: number;
  readonly font: FontId;
  readonly size: number;
  readonly textAlign: TextAlign;
  readonly textBaseline: TextBaseline;
}

/** The left end of its baseline, its size (smaller if `maxWidth` asks for it) and the box that it fills. */
export function placeText(anchored: AnchoredText, metrics: TextMetrics): { x: number; y: number; size: number; box: Box } {
  const natural = metrics.width(anchored.text, anchored.font, anchored.size);
  const shrink = natural > anchored.maxWidth ? Math.max(0, anchored.maxWidth) / natural : 1;
  const [width, size] = [natural * shrink, anchored.size * shrink];
  const x = anchored.x - width * shareLeftOfAnchor[anchored.textAlign];
  const y = anchored.y + size * heightAboveBaseline(anchored.textBaseline, metrics);
  const box = { left: x, top: y - metrics.ascent * size, right: x + width, bottom: y + metrics.descent * size };
  return { x, y, size, box };
}

const shareLeftOfAnchor = { start: 0, left: 0, center: 0.5, end: 1, right: 1 } satisfies Record<TextAlign, number>;

/** Where the anchor stands above the baseline, as a share of the size. */
function heightAboveBaseline(baseline: TextBaseline, { ascent, descent, capHeight }: TextMetrics): number {
  const heights = {
    alphabetic: 0,
    // Half the capitals' height, not half the em box: most labels are figures, and so they sit level with their mark.
    middle: capHeight / 2,
    top: ascent,
    hanging: ascent,
    bottom: -descent,
    ideographic: -descent,
  } satisfies Record<TextBaseline, number>;
  return heights[baseline];
}
