import { daysInMonth, isIsoDate, type IsoDate } from "../units.ts";

/** SDMX TIME_PERIOD: a year, quarter, month, day, or an interval of two of them, with the days it begins and ends. */
export interface TimePeriod {
  /** As written: `2024`, `2024-Q3`, `2024-09`, `2024-09-26`, `2022-01/2022-10`. */
  readonly text: string;
  readonly kind: "year" | "quarter" | "month" | "day" | "interval";
  readonly start: IsoDate;
  readonly end: IsoDate;
}

/** The period that `text` names, or undefined if it is not ISO 8601 or does not exist. */
export function parseTimePeriod(text: string): TimePeriod | undefined {
  const parts = text.split("/");
  if (parts.length === 1) return parseSingle(text);
  if (parts.length !== 2) return undefined;
  const [first, last] = parts.map(parseSingle);
  if (!first || !last || first.start > last.end) return undefined;
  return { text, kind: "interval", start: first.start, end: last.end };
}

function parseSingle(text: string): TimePeriod | undefined {
  if (isIsoDate(text)) return { text, kind: "day", start: text, end: text };
  const month = /^(\d{4})-(\d{2})$/.exec(text);
  if (month) return span(text, "month", { year: Number(month[1]), from: Number(month[2]), to: Number(month[2]) });
  const quarter = /^(\d{4})-Q([1-4])$/.exec(text);
  if (quarter) return span(text, "quarter", { year: Number(quarter[1]), from: Number(quarter[2]) * 3 - 2, to: Number(quarter[2]) * 3 });
  const year = /^(\d{4})$/.exec(text);
  return year ? span(text, "year", { year: Number(year[1]), from: 1, to: 12 }) : undefined;
}

/** Months of one year, 1 to 12. */
interface Months {
  readonly year: number;
  readonly from: number;
  readonly to: number;
}

function span(text: string, kind: TimePeriod["kind"], { year, from, to }: Months): TimePeriod | undefined {
  const two = (n: number) => String(n).padStart(2, "0");
  const start = `${String(year).padStart(4, "0")}-${two(from)}-01`;
  if (!isIsoDate(start) || to > 12) return undefined;
  const end = `${start.slice(0, 4)}-${two(to)}-${two(daysInMonth(year, to))}`;
  return isIsoDate(end) ? { text, kind, start, end } : undefined;
}
