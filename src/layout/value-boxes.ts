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

/** Marks of a chart with enough room round each to be pointed at; where they crowd, each keeps the half that is nearer to it. */
export function pointTargets(points: readonly ValueBox[]): readonly ValueBox[] {
  const targets = points.map(roomRound);
  const isMark = ({ width, height }: ValueBox) => width <= leastTarget && height <= leastTarget;
  return targets.map((target, index) => {
    if (!isMark(target)) return target;
    return targets.reduce((own, other, n) => (n !== index && isMark(other) ? nearerHalf(own, target, other) : own), target);
  });
}

/** What is left of `own`, the room of `mark`, beside another mark. */
function nearerHalf(own: ValueBox, mark: ValueBox, other: ValueBox): ValueBox {
  const [across, down] = [middle(other).x - middle(mark).x, middle(other).y - middle(mark).y];
  if (Math.abs(across) >= leastTarget || Math.abs(down) >= leastTarget) return own;
  if (Math.abs(across) >= Math.abs(down)) {
    const [from, to] = rest([own.x, own.x + own.width], middle(mark).x, across);
    return { ...own, x: from, width: to - from };
  }
  const [from, to] = rest([own.y, own.y + own.height], middle(mark).y, down);
  return { ...own, y: from, height: to - from };
}

/** Up to half the way to the other; two at one place share it. */
const rest = ([from, to]: readonly [Pt, Pt], at: Pt, distance: Pt): readonly [Pt, Pt] =>
  distance > 0 ? [from, Math.min(to, at + distance / 2)] : distance < 0 ? [Math.max(from, at + distance / 2), to] : [from, to];

const middle = ({ x, y, width, height }: ValueBox) => ({ x: x + width / 2, y: y + height / 2 });

function roomRound({ value, x, y, width, height }: ValueBox): ValueBox {
  const [across, down] = [Math.max(leastTarget - width, 0), Math.max(leastTarget - height, 0)];
  return { value, x: x - across / 2, y: y - down / 2, width: width + across, height: height + down };
}
