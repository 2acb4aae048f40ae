import { join } from "node:path";
import { type Problem, warning } from "../errors.ts";
import type { IsoDate } from "../units.ts";
import { tableFiles } from "./dataset-files.ts";
import { unknownOrigin } from "./origin.ts";
import type { Dataset, Observation } from "./schema.ts";
import { staleness } from "./staleness.ts";

/**
 * A warning for each cited figure that is past its indicator's freshness limit at the edition date. A figure with a newer
 * one beside it in its series is history, not stale: a chart of ten years holds nine of them.
 */
export function checkStale(dataset: Dataset, citedObservations: Iterable<string>, editionDate: IsoDate): Problem[] {
  const file = join((dataset.origin ?? unknownOrigin).directory, tableFiles.observations);
  const newest = newestDays(dataset);
  return [...citedObservations].flatMap((id) => {
    const observation = dataset.observations.get(id);
    if (observation && observation.timePeriod.end < (newest.get(seriesKey(observation)) ?? "")) return [];
    const indicator = observation && dataset.indicators.get(observation.indicator);
    const stale = indicator && staleness(observation, indicator, editionDate);
    if (!stale) return [];
    const message = `${id} (${observation.indicator}, ${observation.timePeriod.text}) is ${stale.ageMonths} months old; ${stale.limitMonths} is the limit`;
    return [
      warning(
        "stale-figure",
        message,
        { file, line: observation.line, field: "TIME_PERIOD" },
        "look for a newer figure; until then the brief marks it",
      ),
    ];
  });
}

const seriesKey = ({ indicator, referenceArea, counterpartArea = "", breakdown = "" }: Observation): string =>
  [indicator, referenceArea, counterpartArea, breakdown].join("|");

/** The last day of which each series has an accepted figure. */
function newestDays({ observations }: Dataset): ReadonlyMap<string, string> {
  const days = new Map<string, string>();
  for (const observation of observations.values()) {
    const key = seriesKey(observation);
    if (observation.review === "accepted" && observation.timePeriod.end > (days.get(key) ?? "")) days.set(key, observation.timePeriod.end);
  }
  return days;
}
