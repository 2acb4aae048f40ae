import { join } from "node:path";
import { type Problem, warning } from "../errors.ts";
import type { IsoDate } from "../units.ts";
import { tableFiles } from "./dataset-files.ts";
import { unknownOrigin } from "./origin.ts";
import type { Dataset, Observation } from "./schema.ts";
import { type Staleness, staleness } from "./staleness.ts";

/**
 * Whether a figure is past its indicator's freshness limit at the edition date. A figure with a newer one beside it in its
 * series is history, not stale: a chart of ten years holds nine of them.
 */
export function currentStaleness(observation: Observation, dataset: Dataset, editionDate: IsoDate): Staleness | undefined {
  if (observation.timePeriod.end < (newestDays(dataset).get(seriesKey(observation)) ?? "")) return undefined;
  const indicator = dataset.indicators.get(observation.indicator);
  return indicator && staleness(observation, indicator, editionDate);
}

/** A warning for each cited figure that is stale. */
export function checkStale(dataset: Dataset, citedObservations: Iterable<string>, editionDate: IsoDate): Problem[] {
  const file = join((dataset.origin ?? unknownOrigin).directory, tableFiles.observations);
  return [...citedObservations].flatMap((id) => {
    const observation = dataset.observations.get(id);
    const stale = observation && currentStaleness(observation, dataset, editionDate);
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

const newestByDataset = new WeakMap<Dataset["observations"], ReadonlyMap<string, string>>();

/** The last day of which each series has an accepted figure. */
function newestDays({ observations }: Dataset): ReadonlyMap<string, string> {
  const known = newestByDataset.get(observations);
  if (known) return known;
  const days = new Map<string, string>();
  newestByDataset.set(observations, days);
  for (const observation of observations.values()) {
    const key = seriesKey(observation);
    if (observation.review === "accepted" && observation.timePeriod.end > (days.get(key) ?? "")) days.set(key, observation.timePeriod.end);
  }
  return days;
}
