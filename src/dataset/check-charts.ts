import { error, type Place, type Problem, warning } from "../errors.ts";
import { isIsoDate } from "../units.ts";
import { amountOf } from "./amount-of.ts";
import { unknownOrigin, type YamlPath } from "./origin.ts";
import type { ChartSpec, Dataset, Observation } from "./schema.ts";

type PlaceOf = (...path: YamlPath) => Place;

/** Charts that could not be drawn honestly. */
export function checkCharts(dataset: Dataset): Problem[] {
  const { placeOf } = dataset.origin ?? unknownOrigin;
  return [...dataset.charts].flatMap(([id, chart]) => {
    const place: PlaceOf = (...path) => ({ ...placeOf("charts.yaml", [id, ...path]), field: [id, ...path].join(".") });
    return [
      ...checkPoints(chart, dataset, place),
      ...checkHighlight(chart, place),
      ...checkGap(chart, dataset, place),
      ...checkBreak(chart, dataset, place),
    ];
  });
}

/** Kinds whose every series is a line from point to point. */
const lines = new Set(["line", "step"]);

function checkPoints({ kind, series, whole, gap }: ChartSpec, { observations }: Dataset, place: PlaceOf): Problem[] {
  if (kind === "timeline") return []; // its shape already asks for two events
  const ids = series.flatMap((one) => one.observations);
  const shown = [...ids, ...(whole ? [whole] : []), ...(gap ? [gap] : [])].flatMap((id) => observations.get(id) ?? []);
  const problems: Problem[] = [];
  // A part and its whole are two: the rest of the whole is drawn as well.
  if (new Set([...ids, ...(whole ? [whole] : [])]).size < 2)
    problems.push(
      error("chart-points", "a chart needs at least two points", place("series"), "add observations, or print the figure in the text"),
    );
  for (const [i, one] of series.entries()) {
    if (lines.has(kind) && ids.length > 1 && one.observations.length < 2)
      problems.push(error("chart-points", "a line needs at least two points", place("series", i), "add observations, or draw bars"));
  }
  for (const id of ids.filter((name, i) => ids.indexOf(name) !== i))
    problems.push(error("chart-duplicate", `${id} is drawn twice`, place("series"), "take one out"));
  const units = [...new Set(shown.map(({ unit }) => unit))];
  if (units.length > 1)
    problems.push(error("chart-units", `the points are measured in ${units.join(" and ")}`, place("series"), "draw one unit in one chart"));
  return [...problems, ...shown.flatMap((observation) => checkReview(observation, place))];
}

/** What is in doubt must not be drawn as if it were a fact; an older vintage may stand beside its revision. */
function checkReview({ id, review }: Observation, place: PlaceOf): Problem[] {
  if (review === "accepted") return [];
  const tell = review === "superseded" ? warning : error;
  return [tell("chart-not-accepted", `${id} is ${review}`, place("series"), "draw the figure that the resolution takes, or leave a gap")];
}

function checkHighlight({ series, events = [], highlight = [] }: ChartSpec, place: PlaceOf): Problem[] {
  const drawn = new Set([...events, ...series.flatMap(({ observations }) => observations)]);
  return highlight.flatMap((id, i) =>
    drawn.has(id)
      ? []
      : [
          error(
            "chart-highlight",
            `${id} is highlighted, but not drawn`,
            place("highlight", i),
            "add it to the series, or take it out here",
          ),
        ],
  );
}

/** The figure between two bars must be what a reader would find by subtracting them. */
function checkGap({ kind, series, gap }: ChartSpec, { observations }: Dataset, place: PlaceOf): Problem[] {
  const told = gap === undefined ? undefined : observations.get(gap);
  if (!told) return [];
  const period = told.timePeriod.text;
  const pair = series.flatMap((one) =>
    one.observations.flatMap((id) => observations.get(id) ?? []).filter(({ timePeriod }) => timePeriod.text === period),
  );
  const [a, b] = pair;
  const wrong = (message: string, hint: string) => [error("chart-gap", message, place("gap"), hint)];
  if (kind !== "bar-grouped" || series.length !== 2 || !a || !b || pair.length > 2)
    return wrong(`${told.id} lies between no two bars of ${period}`, "give a bar-grouped two series with that period, or take the gap out");
  const difference = Math.abs(amountOf(a) - amountOf(b));
  const rounding = [a, b, told].reduce((sum, { decimals, unitMultiplier }) => sum + 0.5 * 10 ** (unitMultiplier - decimals), 0);
  if (Math.abs(difference - Math.abs(amountOf(told))) <= rounding) return [];
  return wrong(`${told.id} is not the difference of ${a.id} and ${b.id}`, "take the gap out, or draw the figures that it was made of");
}

function checkBreak({ series, breakAt }: ChartSpec, dataset: Dataset, place: PlaceOf): Problem[] {
  const problems: Problem[] = [];
  if (breakAt !== undefined && !isIsoDate(breakAt))
    problems.push(error("chart-break", `"${breakAt}" is not a day`, place("breakAt"), "write it as 2025-07-01"));
  for (const [i, { observations }] of series.entries()) {
    const crossed = breakIn(
      observations.flatMap((id) => dataset.observations.get(id) ?? []),
      dataset,
    );
    if (!crossed) continue;
    const hint = breakAt === undefined ? "mark it with breakAt, or end the series there" : "nothing to do; the chart marks it";
    problems.push(
      warning("series-break", `the series goes on after ${crossed}, when its area ceased to be a unit`, place("series", i), hint),
    );
  }
  return problems;
}

/** The last day of an area of the series, if a figure for a later period follows. A plan made before it does not count. */
function breakIn(series: readonly Observation[], { areas }: Dataset): string | undefined {
  const lastDays = series.flatMap(({ referenceArea }) => areas.get(referenceArea)?.validUntil ?? []);
  return lastDays.find((day) =>
    series.some(
      ({ timePeriod, qualifier, referenceArea }) =>
        timePeriod.start > day && (qualifier !== "planned" || areas.get(referenceArea)?.validUntil === undefined),
    ),
  );
}
