import { UsageError } from "../errors.ts";
import { editionDay } from "../press/edition-day.ts";
import { isIsoDate, type IsoDate } from "../units.ts";

/** The day that was asked for, or today's. */
export function editionDate(given: string | undefined, now: Date): IsoDate {
  const text = given ?? editionDay(now);
  if (!isIsoDate(text)) throw new UsageError(`--date ${text} is not a day; write YYYY-MM-DD, e.g. 2026-11-21`);
  return text;
}
