import { daysInMonth, type IsoDate } from "../units.ts";

/**
 * Whole months from one day to a later one. The last day of a month is a month from the last day of the one before: a
 * figure for the end of February is a year old at the end of the next, leap year or not.
 */
export function monthsBetween(from: IsoDate, to: IsoDate): number {
  const [fromYear, fromMonth, fromDay] = parts(from);
  const [toYear, toMonth, toDay] = parts(to);
  const months = (toYear - fromYear) * 12 + (toMonth - fromMonth);
  return toDay < Math.min(fromDay, daysInMonth(toYear, toMonth)) ? months - 1 : months;
}

function parts(day: IsoDate): readonly [year: number, month: number, day: number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
}
