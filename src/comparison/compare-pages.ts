/** What a page of one side prints and the page of that number on the other side does not. */
export interface PageFigures {
  readonly left: readonly MissedFigure[];
  readonly right: readonly MissedFigure[];
}

export interface MissedFigure {
  readonly observation: string;
  /** Where the other side prints it. Empty: nowhere. */
  readonly elsewhere: readonly number[];
}

type Pages = readonly (readonly string[])[];

/** Compares the observations on pages of two sides, page by page. */
export function comparePages(left: Pages, right: Pages): PageFigures[] {
  const count = Math.max(left.length, right.length);
  return Array.from({ length: count }, (_, index) => ({
    left: missedBy(right, left[index] ?? [], index),
    right: missedBy(left, right[index] ?? [], index),
  }));
}

function missedBy(other: Pages, observations: readonly string[], index: number): MissedFigure[] {
  const there = new Set(other[index]);
  return [...new Set(observations)]
    .filter((observation) => !there.has(observation))
    .map((observation) => ({
      observation,
      elsewhere: other.flatMap((page, at) => (page.includes(observation) ? [at + 1] : [])),
    }));
}
