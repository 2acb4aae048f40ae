import type { Weekday } from "../dataset/schema.ts";
import type { Schedule } from "./schedule.ts";
import { type Instant, type WallTime, zoneClock } from "./zone-clock.ts";

type Windowed = Pick<Schedule, "timeZone" | "sendWindow" | "holidays">;

/** As `Date.getUTCDay` counts. */
const weekdays: readonly Weekday[] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const dayMs = 86_400_000;

/** A day has at most four moments at which a window may open or close: midnight, its two edges, and a shift of the clock. */
const mostChanges = 4 * 366 * 3;

/** Whether mail may go: what the zone's clock shows decides, also where it is put forward or back. */
export function isOpen(schedule: Windowed, at: Date): boolean {
  return opensAt(schedule, zoneClock(schedule.timeZone).wallAt(at.getTime()));
}

/** The first moment from `from` on at which mail may go; `from` itself if it may go then. */
export function nextOpening(schedule: Windowed, from: Date): Date {
  const opening = firstChange(schedule, from, true);
  if (!opening) throw new RangeError("the send window never opens");
  return opening;
}

/** When mail may no longer go that may go at `from`, or from the next opening on; null if that never comes. */
export function closingAfter(schedule: Windowed, from: Date): Date | null {
  return firstChange(schedule, nextOpening(schedule, from), false);
}

/** The first moment from `from` on at which it is open, or is not. */
function firstChange(schedule: Windowed, from: Date, open: boolean): Date | null {
  const clock = zoneClock(schedule.timeZone);
  let at: Instant = from.getTime();
  for (let change = 0; change < mostChanges; change++) {
    const wall = clock.wallAt(at);
    if (opensAt(schedule, wall) === open) return new Date(at);
    const shift = clock.shiftWithinDay(at) ?? Infinity;
    // Up to the shift the clock goes evenly.
    at = Math.min(at + (nextEdge(schedule, wall) - wall), shift);
  }
  return null;
}

function opensAt({ sendWindow, holidays }: Windowed, wall: WallTime): boolean {
  const date = new Date(wall);
  const day = date.toISOString().slice(0, 10);
  if (holidays.some((holiday) => holiday === day)) return false;
  if (!sendWindow) return true;
  const sinceMidnight = wall - midnightOf(wall);
  return (
    sendWindow.days.includes(weekdays[date.getUTCDay()]!) &&
    sinceMidnight >= timeOfDay(sendWindow.from) &&
    sinceMidnight < timeOfDay(sendWindow.until)
  );
}

function nextEdge({ sendWindow }: Windowed, wall: WallTime): WallTime {
  const midnight = midnightOf(wall);
  const edges = sendWindow ? [timeOfDay(sendWindow.from), timeOfDay(sendWindow.until)] : [];
  return midnight + Math.min(dayMs, ...edges.filter((edge) => midnight + edge > wall));
}

const midnightOf = (wall: WallTime): WallTime => Math.floor(wall / dayMs) * dayMs;

/** `HH:MM`, up to 24:00, in milliseconds since midnight. */
function timeOfDay(text: string): number {
  const [hours, minutes] = text.split(":").map(Number);
  return (hours! * 60 + minutes!) * 60_000;
}
