import type { Pt } from "../units.ts";

/**
 * Things one under the other, from which pages take the top. What is left shares the array and knows its height, so that
 * cutting a page off a table of 10,000 rows costs as much as the page has rows.
 */
export interface Flow<T> {
  /** What stands before the rest of `shared`: the lower part of what the last cut parted. */
  readonly leading: readonly T[];
  readonly shared: readonly T[];
  readonly from: number;
  /** Height of `shared` from each index to its end, with the gaps between. */
  readonly heights: readonly Pt[];
  readonly gap: (above: T, below: T) => Pt;
}

const noGap = (): Pt => 0;

export function flowOf<T extends { readonly height: Pt }>(items: readonly T[], gap: Flow<T>["gap"] = noGap): Flow<T> {
  const heights: Pt[] = Array.from({ length: items.length + 1 }, () => 0);
  for (let i = items.length - 1; i >= 0; i--) {
    const below = items[i + 1];
    heights[i] = items[i]!.height + (below ? gap(items[i]!, below) + heights[i + 1]! : 0);
  }
  return { leading: [], shared: items, from: 0, heights, gap };
}

export const countOf = <T>({ leading, shared, from }: Flow<T>): number => leading.length + shared.length - from;

export const itemAt = <T>({ leading, shared, from }: Flow<T>, index: number): T | undefined =>
  index < leading.length ? leading[index] : shared[from + index - leading.length];

export const lastOf = <T>(flow: Flow<T>): T | undefined => itemAt(flow, countOf(flow) - 1);

export const itemsOf = <T>({ leading, shared, from }: Flow<T>): readonly T[] =>
  leading.length === 0 && from === 0 ? shared : [...leading, ...shared.slice(from)];

export function heightOf<T extends { readonly height: Pt }>({ leading, shared, from, heights, gap }: Flow<T>): Pt {
  let height = heights[from]!;
  let below = shared[from];
  for (const item of leading.toReversed()) {
    height += item.height + (below ? gap(item, below) : 0);
    below = item;
  }
  return height;
}

/** The flow without its first `count` items, and with `leading` in their place. */
export function replaceTop<T>(flow: Flow<T>, count: number, leading: readonly T[]): Flow<T> {
  const kept = flow.leading.slice(count);
  return { ...flow, leading: [...leading, ...kept], from: flow.from + Math.max(count - flow.leading.length, 0) };
}
