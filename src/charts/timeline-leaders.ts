import type { Pt } from "../units.ts";
import type { ChartFrame } from "./chart-frame.ts";
import { blockWidth, type TextBlock } from "./text-block.ts";

/** An event's date and words, set. */
export interface TimelineEntry {
  readonly time: number;
  readonly date: TextBlock;
  readonly label: TextBlock;
}

export const dotRadius = 3.2;
export const columnGap = 10;

/** The line from an event's dot to its words. */
export interface Leader {
  readonly entry: TimelineEntry;
  readonly dot: Pt;
  /** Left edge of the words. */
  readonly left: Pt;
  /** Which of the levels between dots and words its level part runs on. */
  readonly level: number;
}

/** Each event's words begin under its dot, or as near as the words beside them allow; a thin line leads there. */
export function layoutLeaders(entries: readonly TimelineEntry[], frame: ChartFrame): Leader[] {
  const dots = dotsAcross(entries, frame);
  const lefts = spreadAcross(
    entries.map((entry, i) => ({ wanted: (dots[i] ?? 0) - dotRadius, width: widthOf(entry, frame) })),
    frame.width,
  );
  const leaders = entries.map((entry, i) => ({ entry, dot: dots[i] ?? 0, left: lefts[i] ?? 0 }));
  const moved = ({ dot, left }: { dot: Pt; left: Pt }) => Math.sign(Math.round(left + dotRadius - dot));
  // Lines to the left run ever lower, lines to the right ever higher: so none crosses another.
  const before = (i: number, step: -1 | 1): number => {
    const [own, next] = [leaders[i], leaders[i + step]];
    return own && next && moved(own) === moved(next) ? 1 + before(i + step, step) : 0;
  };
  return leaders.map((one, i) => ({ ...one, level: moved(one) === 0 ? 0 : before(i, moved(one) < 0 ? -1 : 1) }));
}

/** True distances, from the left edge to where the last event's words still fit. */
function dotsAcross(entries: readonly TimelineEntry[], frame: ChartFrame): Pt[] {
  const [first, last] = [entries[0]?.time ?? 0, entries.at(-1)?.time ?? 0];
  const length = frame.width - dotRadius - Math.max(dotRadius, widthOf(entries.at(-1), frame));
  return entries.map(({ time }) => dotRadius + (last > first ? ((time - first) / (last - first)) * length : 0));
}

const widthOf = (entry: TimelineEntry | undefined, { metrics }: ChartFrame): Pt =>
  entry ? Math.max(blockWidth(entry.date, metrics), blockWidth(entry.label, metrics)) : 0;

function spreadAcross(labels: readonly { wanted: Pt; width: Pt }[], available: Pt): Pt[] {
  const lefts: Pt[] = [];
  let free = 0;
  for (const { wanted, width } of labels) {
    lefts.push(Math.max(free, wanted));
    free = (lefts.at(-1) ?? 0) + width + columnGap;
  }
  let limit = available;
  for (let i = labels.length - 1; i >= 0; i--) {
    lefts[i] = Math.min(lefts[i] ?? 0, limit - (labels[i]?.width ?? 0));
    limit = (lefts[i] ?? 0) - columnGap;
  }
  return lefts;
}
