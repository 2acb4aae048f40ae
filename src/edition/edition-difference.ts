import { parseTimePeriod } from "../dataset/time-period.ts";
import type { EditionContent, PrintedFigure } from "./edition-content.ts";

/** What an edition says that the one before did not. */
export interface FigureChange {
  /** `newer`: a later date. `revised`: the same date, another value. `added`: nothing was said of it. */
  readonly kind: "newer" | "revised" | "added";
  readonly figure: PrintedFigure;
  /** What the edition before said; null: nothing. */
  readonly before: PrintedFigure | null;
}

/**
 * What is new since an edition: of each series the newest figure, where the edition before had an older one, another value
 * or none. Key figures first, then newer, revised and added ones, each in the order in which they are printed. A series is
 * history but for its newest figure: an older one that is new to the brief is no news.
 */
export function editionDifference(previous: Figures, current: Figures): FigureChange[] {
  const [before, now] = [newestOfSeries(previous), newestOfSeries(current)];
  const changes = [...now].flatMap(([series, figure]) => compare(before.get(series), figure));
  const headlines = new Set(current.keyFigures.map(({ series }) => series));
  const rank = ({ kind, figure }: FigureChange): number => (headlines.has(figure.series) ? 0 : 1 + kinds.indexOf(kind));
  return changes.toSorted((a, b) => rank(a) - rank(b));
}

type Figures = Pick<EditionContent, "keyFigures" | "figures">;

const kinds: readonly FigureChange["kind"][] = ["newer", "revised", "added"];

function compare(before: PrintedFigure | undefined, figure: PrintedFigure): FigureChange[] {
  if (!before) return [{ kind: "added", figure, before: null }];
  const [end, endBefore] = [endOf(figure), endOf(before)];
  if (end > endBefore) return [{ kind: "newer", figure, before }];
  const changed = figure.value.vi !== before.value.vi || figure.value.en !== before.value.en;
  // An earlier date than before: a figure was withdrawn, and what remains is not new.
  return end === endBefore && changed ? [{ kind: "revised", figure, before }] : [];
}

/** Of each series the newest figure; what the key figures say of it comes before what tables say. */
function newestOfSeries({ keyFigures, figures }: Figures): Map<string, PrintedFigure> {
  const newest = new Map<string, PrintedFigure>();
  for (const figure of [...keyFigures, ...figures]) {
    const other = newest.get(figure.series);
    if (!other || endOf(figure) > endOf(other)) newest.set(figure.series, figure);
  }
  return newest;
}

/** The last day of a figure's period. */
const endOf = ({ timePeriod }: PrintedFigure): string => parseTimePeriod(timePeriod)?.end ?? timePeriod;
