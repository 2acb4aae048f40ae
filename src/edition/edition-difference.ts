import { parseTimePeriod } from "../dataset/time-period.ts";
import { compareFigures, isRevised } from "./compare-figures.ts";
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
 * or none; and each older figure that was printed with another value, for whoever read that is to know. Key figures first,
 * then newer, revised and added ones, each in the order in which they are printed. An older figure that is new to the brief
 * is history, and no news.
 */
export function editionDifference(previous: Figures, current: Figures): FigureChange[] {
  const [before, now] = [newestOfSeries(previous), newestOfSeries(current)];
  const newest = [...now].flatMap(([series, figure]) => compare(before.get(series), figure));
  const told = new Set(newest.map(({ figure }) => rowOf(figure)));
  const older = compareFigures(previous.figures, current.figures)
    .revised.filter(({ figure }) => !told.has(rowOf(figure)))
    .map(({ before, figure }): FigureChange => ({ kind: "revised", figure, before }));
  const headlines = new Set(current.keyFigures.map(rowOf));
  const rank = ({ kind, figure }: FigureChange): number => (headlines.has(rowOf(figure)) ? 0 : 1 + kinds.indexOf(kind));
  return [...newest, ...older].toSorted((a, b) => rank(a) - rank(b));
}

const rowOf = ({ observation, series, timePeriod }: PrintedFigure): string => [observation, series, timePeriod].join("\n");

type Figures = Pick<EditionContent, "keyFigures" | "figures">;

const kinds: readonly FigureChange["kind"][] = ["newer", "revised", "added"];

function compare(before: PrintedFigure | undefined, figure: PrintedFigure): FigureChange[] {
  if (!before) return [{ kind: "added", figure, before: null }];
  const [end, endBefore] = [endOf(figure), endOf(before)];
  if (end > endBefore) return [{ kind: "newer", figure, before }];
  // An earlier date than before: a figure was withdrawn, and what remains is not new.
  return end === endBefore && isRevised(before, figure) ? [{ kind: "revised", figure, before }] : [];
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
