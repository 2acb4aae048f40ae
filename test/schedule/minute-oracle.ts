/** A minute as the clocks of a zone show it. */
export interface Minute {
  readonly instant: number;
  /** Grows with the time shown: consecutive minutes of a day differ by one. */
  readonly rank: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Sunday is 0. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const [minuteMs, stepMinutes] = [60_000, 15];

/**
 * What the clocks of a zone show, minute by minute, found by nothing but asking Intl: no code of ours, no offsets. Where they
 * show a quarter of an hour more after a quarter of an hour of the same day's hour, the minutes between are not asked one by one.
 */
export function minutesOf(timeZone: string, from: Date, until: Date): Minute[] {
  const show = clockOf(timeZone);
  const minutes: Minute[] = [];
  for (let instant = from.getTime(); instant <= until.getTime(); instant += stepMinutes * minuteMs) {
    const [first, last] = [show(instant), show(instant + (stepMinutes - 1) * minuteMs)];
    const isEven = last.hour === first.hour && last.rank - first.rank === stepMinutes - 1;
    for (let i = 0; i < stepMinutes && instant + i * minuteMs <= until.getTime(); i++) {
      const here = instant + i * minuteMs;
      minutes.push(isEven ? { ...first, instant: here, rank: first.rank + i, minute: first.minute + i } : show(here));
    }
  }
  return minutes;
}

function clockOf(timeZone: string): (instant: number) => Minute {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  return (instant) => {
    // "Sun, 22/11/2026, 08:05"
    const [, weekday, ...shown] = /^(\w+), (\d+)\/(\d+)\/(\d+), (\d+):(\d+)$/.exec(format.format(instant))!;
    const [day, month, year, hour, minute] = shown.map(Number) as [number, number, number, number, number];
    const rank = Date.UTC(year, month - 1, day, hour, minute) / minuteMs;
    return { instant, rank, year, month, day, weekday: weekdays.indexOf(weekday!), hour, minute };
  };
}

/** What five fields hold; undefined is `*`. */
export interface Fields {
  readonly minutes: readonly number[] | undefined;
  readonly hours: readonly number[] | undefined;
  readonly days: readonly number[] | undefined;
  readonly months: readonly number[] | undefined;
  readonly weekdays: readonly number[] | undefined;
}

type Shown = Omit<Minute, "instant" | "rank">;

function matches(fields: Fields, { month, day, weekday, hour, minute }: Shown): boolean {
  const has = (list: readonly number[] | undefined, value: number): boolean => list?.includes(value) ?? true;
  const onWeekday = has(fields.weekdays, weekday) || (weekday === 0 && has(fields.weekdays, 7));
  const onDay =
    fields.days && fields.weekdays ? fields.days.includes(day) || onWeekday : fields.days ? fields.days.includes(day) : onWeekday;
  return has(fields.minutes, minute) && has(fields.hours, hour) && has(fields.months, month) && onDay;
}

/** The minutes that a clock skips between one that it shows and the next. */
function skippedBetween(before: Minute, after: Minute): Shown[] {
  const skipped: Shown[] = [];
  for (let one = before.rank + 1; one < after.rank; one++) {
    const date = new Date(one * minuteMs);
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
    const isNew = minute.rank > shownUntil;
    shownUntil = Math.max(shownUntil, minute.rank);
    if (!before) return [];
    if (everyHour) return matches(fields, minute) ? [minute.instant] : [];
    const comes = matches(fields, minute) || skippedBetween(before, minute).some((one) => matches(fields, one));
    return isNew && comes ? [minute.instant] : [];
  });
}
