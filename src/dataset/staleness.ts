import type { IsoDate } from "../units.ts";
import { monthsBetween } from "./months-between.ts";
import type { Indicator, Observation } from "./schema.ts";

/** A figure past its limit: how old it is, and how old it may be. */
export interface Staleness {
  readonly ageMonths: number;
  readonly limitMonths: number;
}

/**
 * Whether a figure is past its indicator's freshness limit at the edition date, and by how much. Its age counts from the
 * end of its period. A plan or forecast does not grow stale before its day, and the law of the land not at all.
 */
export function staleness(
  { timePeriod }: Pick<Observation, "timePeriod">,
  { freshMonths }: Pick<Indicator, "freshMonths">,
  editionDate: IsoDate,
): Staleness | undefined {
  if (freshMonths === undefined || timePeriod.end >= editionDate) return undefined;
  const ageMonths = monthsBetween(timePeriod.end, editionDate);
  return ageMonths >= freshMonths ? { ageMonths, limitMonths: freshMonths } : undefined;
}
