import type { Pt } from "../units.ts";
import { insets, isFloat, isVoid, keepsWithNext, keepsWithPrevious, stack, type Box, type StackBox } from "./box.ts";
import { cutFrame, fits, tolerance, type Parts, type Split } from "./cut.ts";
import { countOf, gapBetween, itemAt, replaceTop } from "./flow.ts";

/** What has been put on the page so far. */
interface Filled {
  /** Boxes above the cut, each with the index of the child that it is or comes from. */
  readonly above: { readonly box: Box; readonly index: number }[];
  /** Figures that did not fit and wait for the next page; the text goes on without them, and none overtakes another. */
  readonly waiting: { readonly box: Box; readonly index: number }[];
  y: Pt;
  /** The last place where a cut was allowed: so many boxes above it, so many figures waiting, this child the first below. */
  lastBreak: { readonly above: number; readonly waiting: number; readonly next: number } | null;
  /** Boxes before this one can't be cut again: part of them waits already. */
  settled: number;
}

/** Fills the page child by child. Where one does not fit, it is cut, or passed by if it floats, or all goes back to the last allowed place. */
export function splitStack(box: StackBox, available: Pt, split: Split): Parts | null {
  const filled: Filled = { above: [], waiting: [], y: insets(box).top, lastBreak: null, settled: 0 };
  const count = countOf(box.children);
  for (let index = 0; index < count; index++) {
    const child = itemAt(box.children, index)!;
    const previous = filled.above.at(-1)?.box;
    if (previous && mayBreakBetween(previous, child)) {
      filled.lastBreak = { above: filled.above.length, waiting: filled.waiting.length, next: index };
    }
    const top = filled.y + (previous ? gapBetween(previous, child) : 0);
    const last = index === count - 1 && filled.waiting.length === 0;
    const floats = isFloat(child);
    if (!(floats && filled.waiting.length > 0) && fits(top + child.height + (last ? insets(box).bottom : 0), available)) {
      put(filled, { box: child, index }, top);
      continue;
    }
    if (floats && mayWait(box, index)) {
      filled.waiting.push({ box: child, index });
      continue;
    }
    const inner = split(child, available - top);
    if (inner && isVoid(inner.tail)) {
      put(filled, { box: inner.head, index }, top);
      continue;
    }
    if (inner && isFloat(inner.tail) && mayWait(box, index)) {
      put(filled, { box: inner.head, index }, top);
      filled.waiting.push({ box: inner.tail, index });
      filled.settled = filled.above.length;
      continue;
    }
    if (!inner) return goBack(box, filled, split);
    return cutStack(box, { above: [...boxes(filled.above), inner.head], leading: [...boxes(filled.waiting), inner.tail], next: index + 1 });
  }
  return filled.waiting.length > 0 ? endWithFloats(box, filled, split) : null;
}

const boxes = (entries: Filled["above"]): Box[] => entries.map((one) => one.box);

function put(filled: Filled, entry: Filled["above"][number], top: Pt): void {
  filled.above.push(entry);
  filled.y = top + entry.box.height;
}

const mayBreakBetween = (above: Box, below: Box): boolean => !keepsWithNext(above) && !keepsWithPrevious(below);

/** Whether the text may go on before the figure at `index`: nothing ties it to what stands round it. */
function mayWait({ children }: StackBox, index: number): boolean {
  const [figure, next] = [itemAt(children, index)!, itemAt(children, index + 1)];
  return !keepsWithPrevious(figure) && (next === undefined || mayBreakBetween(figure, next));
}

/** Nothing is left but figures that wait. */
function endWithFloats(box: StackBox, filled: Filled, split: Split): Parts | null {
  const last = filled.above.at(-1)?.box;
  if (last === undefined) return null;
  if (keepsWithNext(last)) return goBack(box, filled, split);
  return cutStack(box, { above: boxes(filled.above), leading: boxes(filled.waiting), next: countOf(box.children) });
}

/** Cuts at the last place where it is allowed: inside one of the boxes that must stay with what follows, or before them. */
function goBack(box: StackBox, { above, waiting, lastBreak, settled }: Filled, split: Split): Parts | null {
  for (let i = above.length - 1; i >= Math.max(lastBreak?.above ?? 0, settled); i--) {
    const { box: child, index } = above[i]!;
    const inner = split(child, child.height - 2 * tolerance);
    // Figures that were passed by further down come back into their place.
    const passed = waiting.filter((figure) => figure.index < index);
    if (inner)
      return cutStack(box, { above: [...boxes(above.slice(0, i)), inner.head], leading: [...boxes(passed), inner.tail], next: index + 1 });
  }
  if (!lastBreak) return null;
  const passed = waiting.slice(0, lastBreak.waiting);
  return cutStack(box, { above: boxes(above.slice(0, lastBreak.above)), leading: boxes(passed), next: lastBreak.next });
}

/** `next`: the first child that lies below as it is; `leading` comes before it. */
export function cutStack(box: StackBox, { above, leading, next }: { above: readonly Box[]; leading: readonly Box[]; next: number }): Parts {
  const frames = cutFrame(box);
  return { head: stack(above, frames.above), tail: stack(replaceTop(box.children, next, leading), frames.below) };
}
