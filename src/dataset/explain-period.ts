import { parseTimePeriod, type TimePeriod } from "./time-period.ts";

/** A brief for investors has no figure from before railways and no plan for after its readers. */
const firstYear = 1900;
const lastYear = 2100;

export type ReadPeriod =
  | { readonly ok: true; readonly period: TimePeriod }
  | { readonly ok: false; readonly code: "period-format" | "period-absurd"; readonly message: string; readonly hint: string };

const forms = "write 2024, 2024-Q3, 2024-09, 2024-09-26 or an interval such as 2022-01/2022-10";

/** TIME_PERIOD as an ISO 8601 period of a sensible century, or why it is none. */
export function readPeriod(text: string): ReadPeriod {
  const period = parseTimePeriod(text);
  if (!period) return { ok: false, code: "period-format", message: `"${text}" is not an ISO period`, hint: suspect(text) };
  const [from, to] = [Number(period.start.slice(0, 4)), Number(period.end.slice(0, 4))];
  if (from >= firstYear && to <= lastYear) return { ok: true, period };
  return { ok: false, code: "period-absurd", message: `"${text}" lies outside ${firstYear}–${lastYear}`, hint: "correct the year" };
}

/** Day before month, as it is written in Vietnam. */
const rewrites: readonly (readonly [RegExp, (parts: readonly string[]) => string])[] = [
  [/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/, ([day, month, year]) => `${year}-${two(month)}-${two(day)}`],
  [/^(\d{1,2})[/.-](\d{4})$/, ([month, year]) => `${year}-${two(month)}`],
  [/^(\d{4})[/.](\d{1,2})$/, ([year, month]) => `${year}-${two(month)}`],
  [/^(\d{4})-(\d)$/, ([year, month]) => `${year}-${two(month)}`],
  [/^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/, ([year, month, day]) => `${year}-${two(month)}-${two(day)}`],
  [/^Q([1-4])[\s/.-]*(\d{4})$/i, ([quarter, year]) => `${year}-Q${quarter}`],
  [/^(\d{4})[\s/.-]*Q([1-4])$/i, ([year, quarter]) => `${year}-Q${quarter}`],
  [/^(\d{4})\s*[-–—]\s*(\d{4})$/, ([from, to]) => `${from}/${to}`],
];

function suspect(text: string): string {
  for (const [pattern, rewrite] of rewrites) {
    const match = pattern.exec(text.trim());
    const reading = match && rewrite(match.slice(1));
    if (reading && parseTimePeriod(reading)) return `did you mean ${reading}?`;
  }
  return forms;
}

const two = (digits = "") => digits.padStart(2, "0");
