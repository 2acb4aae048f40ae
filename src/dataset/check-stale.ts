import { join } from "node:path";
import { type Problem, warning } from "../errors.ts";
import type { IsoDate } from "../units.ts";
import { tableFiles } from "./dataset-files.ts";
import { unknownOrigin } from "./origin.ts";
import type { Dataset } from "./schema.ts";
import { staleness } from "./staleness.ts";

/** A warning for each cited figure that is past its indicator's freshness limit at the edition date. */
export function checkStale(dataset: Dataset, citedObservations: Iterable<string>, editionDate: IsoDate): Problem[] {
  const file = join((dataset.origin ?? unknownOrigin).directory, tableFiles.observations);
  return [...citedObservations].flatMap((id) => {
    const observation = dataset.observations.get(id);
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
