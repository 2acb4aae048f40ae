import { isFault, parseCron } from "./cron-expression.ts";
import type { Schedule } from "./schedule.ts";
import { type Instant, zoneClock } from "./zone-clock.ts";

type Timed = Pick<Schedule, "cron" | "timeZone">;

const dayAndMore = 26 * 3_600_000;

/**
 * The runs after `after`, up to and including `until`; at most `limit`.
 *
 * A time on the clock is run at once: at the first moment at which the zone's clock shows it or a later one. So a time
 * that is skipped where the clock is put forward runs at the first moment after the gap (with others that fall there:
 * one run), and one that comes twice where it is put back runs the first time. An expression that names no hours (`*`,
 * or all 24) is another matter: it means real time, and runs whenever the clock shows its minutes.
 */
export function occurrencesBetween(schedule: Timed, after: Date, until: Date, limit: number): Date[] {
  const found: Date[] = [];
  for (const instant of runsAfter(schedule, after.getTime())) {
    if (instant > until.getTime() || found.length >= limit) break;
    found.push(new Date(instant));
  }
  return found;
}

/** The next `count` runs after `after`. */
export const nextOccurrences = (schedule: Timed, after: Date, count: number): Date[] =>
  occurrencesBetween(schedule, after, new Date(8.64e15), count);

/** The last runs after `after`, up to and including `until`: all of them, or at least `count`, however many came before. */
export function lastOccurrences(schedule: Timed, { after, until }: { after: Date; until: Date }, count: number): Date[] {
  for (let span = dayAndMore; ; span *= 2) {
    const from = new Date(Math.max(after.getTime(), until.getTime() - span));
    const found = occurrencesBetween(schedule, from, until, Infinity);
    if (found.length >= count || from.getTime() === after.getTime()) return found;
  }
}

function* runsAfter({ cron, timeZone }: Timed, after: Instant): Generator<Instant> {
  const parsed = parseCron(cron);
  if (isFault(parsed)) throw new RangeError(`the cron expression "${cron}" ${parsed.message}`);
  const clock = zoneClock(timeZone);
  // Where the clock is put back tomorrow, times are yet to come that it showed before now.
  const start = Math.min(clock.wallAt(after), after + (clock.wallAt(after + dayAndMore) - (after + dayAndMore)));
  let last = after;
  // Of the times that come twice, the second follows on others that are later on the clock. In order: first ones leave at once.
  let pending: Instant[] = [];
  for (const wall of parsed.timesAfter(Math.floor(start / 60_000) * 60_000)) {
    const reached = clock.firstReaching(wall);
    pending.push(...(parsed.everyHour ? clock.showing(wall) : [reached]));
    // Nothing that is yet to come is earlier than this.
    for (const instant of pending.filter((one) => one <= reached && one > last)) yield (last = instant);
    pending = pending.filter((one) => one > reached);
  }
}
