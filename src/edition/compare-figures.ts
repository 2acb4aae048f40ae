import { parseTimePeriod } from "../dataset/time-period.ts";
import type { PrintedFigure } from "./edition-content.ts";

/** A figure in two editions. */
export interface FigurePair {
  readonly before: PrintedFigure;
  readonly figure: PrintedFigure;
}

/** All that differs between the figures of two editions. What one has and the other lacks, and pairs that are not alike. */
export interface FiguresDifference {
  /** The same date, another amount. */
  readonly revised: readonly FigurePair[];
  /** A later date than the edition before had; `before` is the latest that it had, and may still be printed. */
  readonly newer: readonly FigurePair[];
  readonly added: readonly PrintedFigure[];
  /** Those too in whose place a newer one stands. */
  readonly removed: readonly PrintedFigure[];
  /** The same figure, past its freshness limit by now. */
  readonly stale: readonly FigurePair[];
  /** The same amount, but by another source, of another status or in other words. */
  readonly restated: readonly FigurePair[];
}

/** Compares every printed figure with the one of the same series and date. */
export function compareFigures(before: readonly PrintedFigure[], now: readonly PrintedFigure[]): FiguresDifference {
  const latest = latestOfSeries(before);
  const { pairs, onlyBefore, onlyNow } = pairUp(before, now);
  const changed = Map.groupBy(pairs, changeOf);
  const pairOfNewer = (figure: PrintedFigure): FigurePair[] => {
    const known = latest.get(figure.series);
    return known && endOf(figure) > endOf(known) ? [{ before: known, figure }] : [];
  };
  return {
    revised: changed.get("revised") ?? [],
    newer: onlyNow.flatMap(pairOfNewer),
    added: onlyNow.filter((figure) => pairOfNewer(figure).length === 0),
    removed: onlyBefore,
    stale: changed.get("stale") ?? [],
    restated: changed.get("restated") ?? [],
  };
}

function changeOf({ before, figure }: FigurePair): "revised" | "stale" | "restated" | "none" {
  const differs = (key: "value" | "source" | "status" | "label" | "period") =>
    before[key].vi !== figure[key].vi || before[key].en !== figure[key].en;
  if (isRevised(before, figure)) return "revised";
  if (differs("source") || differs("value")) return "restated";
  // An edition that did not say whether a figure was stale said it in its status.
  if (figure.stale === true && before.stale !== true && differs("status")) return "stale";
  return differs("status") || differs("label") || differs("period") || before.observation !== figure.observation ? "restated" : "none";
}

/** Whether two figures of one thing and date say otherwise, and not only in other words. */
export const isRevised = (before: PrintedFigure, figure: PrintedFigure): boolean =>
  before.amount === null || figure.amount === null
    ? before.value.vi !== figure.value.vi || before.value.en !== figure.value.en
    : before.amount !== figure.amount;

const keyOf = ({ series, timePeriod }: PrintedFigure): string => `${series}\n${timePeriod}`;

/** Figures of one series and date; where there are several, by their rows first, then in the order in which they are printed. */
function pairUp(before: readonly PrintedFigure[], now: readonly PrintedFigure[]) {
  const [groups, onlyNow, pairs]: [Map<string, PrintedFigure[]>, PrintedFigure[], FigurePair[]] = [Map.groupBy(before, keyOf), [], []];
  const left = new Map([...Map.groupBy(now, keyOf)].map(([key, figures]) => [key, new Set(figures)]));
  const take = (figure: PrintedFigure, isMatch: (one: PrintedFigure) => boolean): void => {
    const group = groups.get(keyOf(figure)) ?? [];
    const index = group.findIndex(isMatch);
    if (index < 0) return;
    pairs.push({ before: group.splice(index, 1)[0]!, figure });
    left.get(keyOf(figure))?.delete(figure);
  };
  for (const figure of now) take(figure, (one) => one.observation === figure.observation);
  for (const figure of now) if (left.get(keyOf(figure))?.has(figure)) take(figure, () => true);
  for (const figure of now) if (left.get(keyOf(figure))?.has(figure)) onlyNow.push(figure);
  const paired = new Set(pairs.map((pair) => pair.before));
  return { pairs, onlyNow, onlyBefore: before.filter((figure) => !paired.has(figure)) };
}

function latestOfSeries(figures: readonly PrintedFigure[]): Map<string, PrintedFigure> {
  const latest = new Map<string, PrintedFigure>();
  for (const figure of figures) {
    const known = latest.get(figure.series);
    if (!known || endOf(figure) > endOf(known)) latest.set(figure.series, figure);
  }
  return latest;
}

/** The last day of a figure's period. */
const endOf = ({ timePeriod }: PrintedFigure): string => parseTimePeriod(timePeriod)?.end ?? timePeriod;
