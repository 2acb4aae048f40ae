/** Milliseconds since 1970 in UTC. */
export type Instant = number;

/** What a clock on the wall shows, as the milliseconds since 1970 of a clock that shows the same in UTC. */
export type WallTime = number & { readonly clock?: "wall" };

/** The clocks on the walls of one time zone. */
export interface ZoneClock {
  readonly wallAt: (instant: Instant) => WallTime;
  /** When it shows exactly this: never (within a gap), once, or twice (where the clock was put back). In order. */
  readonly showing: (wall: WallTime) => Instant[];
  /** The first moment at which it shows this or more. */
  readonly firstReaching: (wall: WallTime) => Instant;
  /** When the clock is next put forward or back within a day of `instant`, if it is. */
  readonly shiftWithinDay: (instant: Instant) => Instant | null;
}

const hour = 3_600_000;
const day = 24 * hour;

const clocks = new Map<string, ZoneClock>();

/** Whether Node's time zone database has it by this name; offsets like `+07:00` are no zones. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** @throws RangeError if there is no such zone */
export function zoneClock(timeZone: string): ZoneClock {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = makeClock(timeZone);
  clocks.set(timeZone, clock);
  return clock;
}

function makeClock(timeZone: string): ZoneClock {
  const wallAt = wallReader(timeZone);
  const offsetAt = (instant: Instant): number => wallAt(instant) - instant;

  // Zones are between 12 hours behind UTC and 14 ahead of it, and no zone is shifted twice within that time.
  const offsetsAround = (wall: WallTime): readonly number[] => [...new Set([offsetAt(wall - 14 * hour), offsetAt(wall + 12 * hour)])];

  const showing = (wall: WallTime): Instant[] =>
    offsetsAround(wall)
      .map((offset) => wall - offset)
      .filter((instant) => wallAt(instant) === wall)
      .sort((a, b) => a - b);

  const firstReaching = (wall: WallTime): Instant => {
    const [first] = showing(wall);
    if (first !== undefined) return first;
    const offsets = offsetsAround(wall);
    return firstWhere((instant) => wallAt(instant) >= wall, wall - Math.max(...offsets), wall - Math.min(...offsets));
  };

  const shiftWithinDay = (instant: Instant): Instant | null => {
    const offset = offsetAt(instant);
    return offsetAt(instant + day) === offset ? null : firstWhere((one) => offsetAt(one) !== offset, instant, instant + day);
  };

  return { wallAt, showing, firstReaching, shiftWithinDay };
}

/** The first millisecond after `from` for which `holds`; it does for `until`, and once it does it goes on to. */
function firstWhere(holds: (instant: Instant) => boolean, from: Instant, until: Instant): Instant {
  let [before, at] = [from, until];
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    if (holds(middle)) at = middle;
    else before = middle;
  }
  return at;
}

function wallReader(timeZone: string): (instant: Instant) => WallTime {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (instant) => {
    // "11/22/2026, 08:05:00"
    const [month, date, year, hours, minutes, seconds] = format.format(instant).split(/\D+/).map(Number);
    const milliseconds = ((instant % 1000) + 1000) % 1000;
    return Date.UTC(year!, month! - 1, date, hours, minutes, seconds) + milliseconds;
  };
}
