/** What the clocks of a zone show, minute by minute, found by nothing but asking Intl for each: no code of ours, no offsets. */
export interface Minute {
  readonly instant: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Sunday is 0. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

export function minutesOf(timeZone: string, from: Date, until: Date): Minute[] {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const minutes: Minute[] = [];
  for (let instant = from.getTime(); instant <= until.getTime(); instant += 60_000) {
    // "Sun, 22/11/2026, 08:05"
    const [, weekday, day, month, year, hour, minute] = /^(\w+), (\d+)\/(\d+)\/(\d+), (\d+):(\d+)$/.exec(format.format(instant))!;
    minutes.push({
      instant,
      year: Number(year),
      month: Number(month),
      day: Number(day),
      weekday: weekdays.indexOf(weekday!),
      hour: Number(hour),
      minute: Number(minute),
    });
  }
  return minutes;
}

/** What five fields hold; undefined is `*`. */
export interface Fields {
  readonly minutes: readonly number[] | undefined;
  readonly hours: readonly number[] | undefined;
  readonly days: readonly number[] | undefined;
  readonly months: readonly number[] | undefined;
  readonly weekdays: readonly number[] | undefined;
}

type Shown = Omit<Minute, "instant">;

function matches(fields: Fields, { month, day, weekday, hour, minute }: Shown): boolean {
  const has = (list: readonly number[] | undefined, value: number): boolean => list?.includes(value) ?? true;
  const onWeekday = has(fields.weekdays, weekday) || (weekday === 0 && has(fields.weekdays, 7));
  const onDay =
    fields.days && fields.weekdays ? fields.days.includes(day) || onWeekday : fields.days ? fields.days.includes(day) : onWeekday;
  return has(fields.minutes, minute) && has(fields.hours, hour) && has(fields.months, month) && onDay;
}

/** A number that grows with the time shown; consecutive minutes of a day differ by one. */
const rank = ({ year, month, day, hour, minute }: Shown): number => Date.UTC(year, month - 1, day, hour, minute) / 60_000;

/** The minutes that a clock skips between one that it shows and the next. */
function skippedBetween(before: Minute, after: Minute): Shown[] {
  const skipped: Shown[] = [];
  for (let one = rank(before) + 1; one < rank(after); one++) {
    const date = new Date(one * 60_000);
    skipped.push({
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      weekday: date.getUTCDay(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
    });
  }
  return skipped;
}

/** The runs among `minutes`, the first of which is left out, by the promise in words. */
export function runsAmong(fields: Fields, minutes: readonly Minute[]): number[] {
  const everyHour = (fields.hours ?? Array.from({ length: 24 })).length === 24;
  let shownUntil = -Infinity;
  return minutes.flatMap((minute, i) => {
    const before = minutes[i - 1];
    const isNew = rank(minute) > shownUntil;
    shownUntil = Math.max(shownUntil, rank(minute));
    if (!before) return [];
    if (everyHour) return matches(fields, minute) ? [minute.instant] : [];
    const comes = matches(fields, minute) || skippedBetween(before, minute).some((one) => matches(fields, one));
    return isNew && comes ? [minute.instant] : [];
  });
}
