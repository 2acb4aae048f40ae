import { UsageError } from "../errors.ts";
import { isIsoDate, type IsoDate } from "../units.ts";

/** Editions are dated where their readers are; Vietnam keeps UTC+7 all year and has since 1975. */
const hoursEastOfUtc = 7;

/** The day that was asked for, or today in Asia/Ho_Chi_Minh, whatever zone the machine is in. */
export function editionDate(given: string | undefined, now: Date): IsoDate {
  const text = given ?? new Date(now.getTime() + hoursEastOfUtc * 3_600_000).toISOString().slice(0, 10);
  if (!isIsoDate(text)) throw new UsageError(`--date ${text} is not a day; write YYYY-MM-DD, e.g. 2026-11-21`);
  return text;
}
