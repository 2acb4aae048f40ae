import { parseTimePeriod, type TimePeriod } from "../dataset/time-period.ts";
import { rememberEach } from "../remember.ts";
import { type DateForm, type DateParts, dateParts, type SinglePeriod } from "./date-parts.ts";
import type { Language } from "./language.ts";
import { noBreakSpace } from "./no-break-space.ts";

/** A period as a phrase ("năm 2024", "January to October 2022") or short ("01–10/2022", "Jan–Oct 2022"). */
export const formatPeriod = (period: TimePeriod, language: Language, form: DateForm): string => periodsOf(period)(language, form);

/** A period is said in text, tables and charts, of each edition. */
const periodsOf = rememberEach((period: TimePeriod) => {
  const known: Record<Language, Partial<Record<DateForm, string>>> = { vi: {}, en: {} };
  return (language: Language, form: DateForm): string => (known[language][form] ??= formatAnew(period, language, form));
});

function formatAnew(period: TimePeriod, language: Language, form: DateForm): string {
  const written = isSingle(period) ? dateParts(period, language, form).join("") : formatInterval(endsOf(period), language, form);
  return form === "short" ? written.replaceAll(" ", noBreakSpace) : written;
}

type Single = TimePeriod & { readonly kind: SinglePeriod };
const isSingle = (period: TimePeriod): period is Single => period.kind !== "interval";

/** Both ends in the unit they are written in, or as days if those differ. */
function endsOf({ text, start, end }: TimePeriod): readonly [Single, Single] {
  const [first, last] = text.split("/").map((part) => parseTimePeriod(part));
  if (first && last && isSingle(first) && isSingle(last) && first.kind === last.kind) return [first, last];
  return [
    { text: start, kind: "day", start, end: start },
    { text: end, kind: "day", start: end, end },
  ];
}

function formatInterval([first, last]: readonly [Single, Single], language: Language, form: DateForm): string {
  const end = dateParts(last, language, form).join("");
  if (first.text === last.text) return end;
  if (first.kind === "year") {
    const years = `${first.text}–${last.text}`;
    return language === "vi" && form === "phrase" ? `giai đoạn${noBreakSpace}${years}` : years;
  }
  const start = withoutShared(dateParts(first, language, form), dateParts(last, language, form)).join("");
  if (form === "short") return `${start}–${end}`;
  return language === "vi" ? `từ ${start} đến ${end}` : `${start} to ${end}`;
}

/** The year is said once if both ends share it, and the month too. The finest part always stays. */
function withoutShared(parts: DateParts, later: DateParts): DateParts {
  let length = parts.length;
  while (length > 1 && parts[length - 1] === later[length - 1]) length--;
  return parts.slice(0, length);
}
