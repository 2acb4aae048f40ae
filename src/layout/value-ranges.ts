/** The part of a span's text that prints an observation. */
export interface ValueRange {
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

export const noValues: readonly ValueRange[] = [];

interface WithRanges {
  readonly text: string;
  readonly values: readonly ValueRange[];
}

/** The ranges of two texts that become one. */
export function joinRanges(first: WithRanges, second: WithRanges): readonly ValueRange[] {
  if (second.values.length === 0) return first.values;
  const shift = first.text.length;
  return [...first.values, ...second.values.map(({ value, from, to }) => ({ value, from: from + shift, to: to + shift }))];
}
