import type { TimePeriod } from "../dataset/time-period.ts";
import { daysInMonth, type IsoDate } from "../units.ts";

/** Where a day begins on an axis of years: 2024-07-02 is 2024.5. */
export function fractionalYear(day: IsoDate): number {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  let [before, total] = [date - 1, 0];
  for (let m = 1; m <= 12; m++) {
    const days = daysInMonth(year, m);
    if (m < month) before += days;
    total += days;
  }
  return year + before / total;
}

/** The point in time that stands for a period: of a year its middle, where axes name it; of anything else its last day. */
export function timeOf({ kind, start, end }: TimePeriod): number {
  return kind === "year" ? Number(start.slice(0, 4)) + 0.5 : fractionalYear(end);
}
