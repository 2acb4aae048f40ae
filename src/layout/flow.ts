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
  /** Height of `shared` from each index to its end, with the margins between. */
  readonly heights: readonly Pt[];
  /** Whether margins lie between them, which collapse. */
  readonly margins: boolean;
}

interface Item {
  readonly height: Pt;
  readonly marginTop?: Pt;
  readonly marginBottom?: Pt;
}

/** Adjoining margins of siblings collapse to the larger one (CSS 2.2, 8.3.1). */
export const gapBetween = ({ marginBottom = 0 }: Omit<Item, "height">, { marginTop = 0 }: Omit<Item, "height">): Pt =>
  Math.max(marginBottom, marginTop);

export function flowOf<T extends Item>(items: readonly T[], { margins }: Pick<Flow<T>, "margins"> = { margins: false }): Flow<T> {
  const heights: Pt[] = Array.from({ length: items.length + 1 }, () => 0);
  for (let i = items.length - 1; i >= 0; i--) {
    const below = items[i + 1];
    heights[i] = items[i]!.height + (below ? (margins ? gapBetween(items[i]!, below) : 0) + heights[i + 1]! : 0);
  }
  return { leading: [], shared: items, from: 0, heights, margins };
}

export const countOf = <T>({ leading, shared, from }: Flow<T>): number => leading.length + shared.length - from;

export const itemAt = <T>({ leading, shared, from }: Flow<T>, index: number): T | undefined =>
  index < leading.length ? leading[index] : shared[from + index - leading.length];

export const lastOf = <T>(flow: Flow<T>): T | undefined => itemAt(flow, countOf(flow) - 1);

export const itemsOf = <T>({ leading, shared, from }: Flow<T>): readonly T[] =>
  leading.length === 0 && from === 0 ? shared : [...leading, ...shared.slice(from)];

export function heightOf<T extends Item>({ leading, shared, from, heights, margins }: Flow<T>): Pt {
  let height = heights[from]!;
  let below = shared[from];
  for (const item of leading.toReversed()) {
    height += item.height + (below && margins ? gapBetween(item, below) : 0);
    below = item;
  }
  return height;
}

/** The flow without its first `count` items, and with `leading` in their place. */
export function replaceTop<T>(flow: Flow<T>, count: number, leading: readonly T[]): Flow<T> {
  const kept = flow.leading.slice(count);
  return { ...flow, leading: [...leading, ...kept], from: flow.from + Math.max(count - flow.leading.length, 0) };
}
