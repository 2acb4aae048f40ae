import type { Indicator, Observation } from "../dataset/schema.ts";
import { fullMonthsBetween } from "../language/format-age.ts";
import type { IsoDate } from "../units.ts";

/** Whether a figure is past its indicator's freshness limit at the edition date. A plan does not grow stale before its day. */
export function isStale({ timePeriod }: Observation, { freshMonths }: Indicator, editionDate: IsoDate): boolean {
  if (freshMonths === undefined || timePeriod.end >= editionDate) return false;
  return fullMonthsBetween(timePeriod.end, editionDate) >= freshMonths;
}
