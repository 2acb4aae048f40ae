import type { TimePeriod } from "../dataset/time-period.ts";
import type { IsoDate } from "../units.ts";
import type { Language } from "./language.ts";
import { noBreakSpace } from "./no-break-space.ts";

/** `phrase` reads in a sentence, `short` fits tables and labels. */
export type DateForm = "phrase" | "short";

export type SinglePeriod = Exclude<TimePeriod["kind"], "interval">;

/**
 * A date from its finest part to its year, each with what joins it to the one before; written one after the other they
 * are the date, and an interval leaves out of its beginning what its end says again.
 */
export type DateParts = readonly string[];

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const romanQuarters = ["I", "II", "III", "IV"] as const;
const ordinals = ["first", "second", "third", "fourth"] as const;

const yearOf = (date: IsoDate) => date.slice(0, 4);
/** Two digits. */
const monthOf = (date: IsoDate) => date.slice(5, 7);
const dayOf = (date: IsoDate) => date.slice(8, 10);
const quarterOf = (date: IsoDate) => Math.ceil(Number(monthOf(date)) / 3);

function englishMonth(date: IsoDate, form: DateForm): string {
  const name = monthNames[Number(monthOf(date)) - 1] ?? "";
  return form === "short" ? name.slice(0, 3) : name;
}

/** A Vietnamese phrase names its unit: "tháng 01/2024". */
const named = (name: string, numbers: string, form: DateForm) => (form === "short" ? numbers : `${name}${noBreakSpace}${numbers}`);

type Writer = (start: IsoDate, form: DateForm) => DateParts;

const writers = {
  vi: {
    year: (start, form) => [named("năm", yearOf(start), form)],
    quarter: (start, form) => {
      const quarter = form === "short" ? `Q${quarterOf(start)}` : (romanQuarters[quarterOf(start) - 1] ?? "");
      return [named("quý", quarter, form), `/${yearOf(start)}`];
    },
    month: (start, form) => [named("tháng", monthOf(start), form), `/${yearOf(start)}`],
    day: (start, form) => [named("ngày", dayOf(start), form), `/${monthOf(start)}`, `/${yearOf(start)}`],
  },
  en: {
    year: (start) => [yearOf(start)],
    quarter: (start, form) =>
      form === "short"
        ? [`Q${quarterOf(start)}`, ` ${yearOf(start)}`]
        : [`the ${ordinals[quarterOf(start) - 1]} quarter`, ` of ${yearOf(start)}`],
    month: (start, form) => [englishMonth(start, form), ` ${yearOf(start)}`],
    day: (start, form) => [String(Number(dayOf(start))), `${noBreakSpace}${englishMonth(start, form)}`, ` ${yearOf(start)}`],
  },
} as const satisfies Record<Language, Record<SinglePeriod, Writer>>;

/** The parts of the day, month, quarter or year that begins at `start`. */
export function dateParts(
  { kind, start }: { readonly kind: SinglePeriod; readonly start: IsoDate },
  language: Language,
  form: DateForm,
): DateParts {
  return writers[language][kind](start, form);
}
