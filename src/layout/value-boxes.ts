import type { TextMetrics, ValueBox } from "../graphics.ts";
import type { Pt } from "../units.ts";
import { spanWidth, type Span } from "./spans.ts";

/** A part of a span on its line. */
interface PlacedPiece {
  readonly span: Span;
  readonly text: string;
  readonly from: number;
  readonly x: Pt;
}

/** A box, and whether more than spaces is seen in it. */
interface Stretch extends ValueBox {
  readonly seen: boolean;
}

/** Where the figures of a line stand, from its top left corner; what belongs to one and touches is one box. */
export function valueBoxes(pieces: readonly PlacedPiece[], baseline: Pt, metrics: TextMetrics): readonly ValueBox[] {
  const stretches: Stretch[] = [];
  for (const piece of pieces) {
    for (const next of stretchesOf(piece, baseline, metrics)) {
      const last = stretches.at(-1);
      if (last?.value === next.value && next.x - (last.x + last.width) < widestGap) stretches[stretches.length - 1] = union(last, next);
      else stretches.push(next);
    }
  }
  return stretches.flatMap(({ seen, ...box }) => (seen ? [box] : []));
}

/** Rounding, and the kerning between two pieces. */
const widestGap: Pt = 0.5;

function stretchesOf({ span, text, from, x }: PlacedPiece, baseline: Pt, metrics: TextMetrics): Stretch[] {
  const { fontSize } = span.style;
  const left = x + (span.chip?.padding.left ?? 0);
  const y = baseline - span.rise - metrics.ascent * fontSize;
  const height = (metrics.ascent + metrics.descent) * fontSize;
  return span.values.flatMap((range) => {
    const [start, end] = [Math.max(range.from - from, 0), Math.min(range.to - from, text.length)];
    if (start >= end) return [];
    const before = spanWidth(text.slice(0, start), span, metrics);
    const width = spanWidth(text.slice(0, end), span, metrics) - before;
    return [{ value: range.value, x: left + before, y, width, height, seen: text.slice(start, end).trim() !== "" }];
  });
}

function union(a: Stretch, b: Stretch): Stretch {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const right = Math.max(a.x + a.width, b.x + b.width);
  const bottom = Math.max(a.y + a.height, b.y + b.height);
  return { value: a.value, x, y, width: right - x, height: bottom - y, seen: a.seen || b.seen };
}

/** Smaller than this, a mark of a chart is hard to point at. */
const leastTarget: Pt = 8;

/** A mark of a chart with enough room round it to be pointed at. */
export function pointTarget({ value, x, y, width, height }: ValueBox): ValueBox {
  const [across, down] = [Math.max(leastTarget - width, 0), Math.max(leastTarget - height, 0)];
  return { value, x: x - across / 2, y: y - down / 2, width: width + across, height: height + down };
}
