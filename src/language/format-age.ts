import { monthsBetween } from "../dataset/months-between.ts";
import type { TimePeriod } from "../dataset/time-period.ts";
import type { IsoDate } from "../units.ts";
import type { Language } from "./language.ts";
import { noBreakSpace } from "./no-break-space.ts";

/** Months are told up to here, years from here on. */
const monthsToldUpTo = 24;

/** How long ago the period ended: "3 năm trước" / "3 years old"; empty if it has not ended by then. */
export function formatAge(period: TimePeriod, editionDate: IsoDate, language: Language): string {
  if (period.end >= editionDate) return "";
  const months = monthsBetween(period.end, editionDate);
  const [count, unit] = months < monthsToldUpTo ? [months, "month" as const] : [Math.floor(months / 12), "year" as const];
  if (count === 0) return phrases[language].recent;
  return phrases[language][unit](count).replaceAll(" ", noBreakSpace);
}

const phrases = {
  vi: {
    recent: `dưới${noBreakSpace}1${noBreakSpace}tháng`,
    month: (count) => `${count} tháng trước`,
    year: (count) => `${count} năm trước`,
  },
  en: {
    recent: `under${noBreakSpace}a${noBreakSpace}month${noBreakSpace}old`,
    month: (count) => `${count} month${count === 1 ? "" : "s"} old`,
    year: (count) => `${count} years old`,
  },
} satisfies Record<Language, { recent: string; month(count: number): string; year(count: number): string }>;
