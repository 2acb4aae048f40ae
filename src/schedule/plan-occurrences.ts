import { occurrencesBetween } from "./occurrences.ts";
import type { Schedule } from "./schedule.ts";

/** What a scheduler is to do now. */
export interface OccurrencePlan {
  /** To be queued, in order. */
  readonly run: readonly Date[];
  /** To be written down as skipped, in order. */
  readonly skipped: readonly { readonly occurrence: Date; readonly reason: string }[];
  /** Up to and including here nothing is to be planned any more. */
  readonly plannedUntil: Date;
}

/** A run that is later than this was missed. Schedulers look more often; a restart or a deployment takes less. */
const missedAfterMs = 10 * 60_000;

/** Of those missed, as many are written down; of a schedule that runs each minute that is most of a day. */
const mostSkipped = 1000;

/**
 * The runs between the moment up to which all are planned and `now`. Missed ones (nobody was there to start them within ten minutes) are
 * skipped; with `missed: once` the latest of them runs late, unless one follows that is due now and stands for it.
 *
 * A clock that went back makes `plannedUntil` go back with it: what comes round for the second time has a row already.
 */
export function planOccurrences(
  schedule: Pick<Schedule, "cron" | "timeZone" | "missed">,
  { plannedUntil, now }: { readonly plannedUntil: Date; readonly now: Date },
): OccurrencePlan {
  if (now <= plannedUntil) return { run: [], skipped: [], plannedUntil: now };
  const all = occurrencesBetween(schedule, plannedUntil, now, Infinity);
  const missed = all.filter((one) => now.getTime() - one.getTime() > missedAfterMs);
  const due = all.slice(missed.length);
  const late = schedule.missed === "once" && due.length === 0 ? missed.slice(-1) : [];
  const skipped = missed.slice(0, missed.length - late.length);
  const why =
    schedule.missed === "skip" ? "missed: no scheduler was running" : "missed: no scheduler was running; a later run stands for it";
  return {
    run: [...late, ...due],
    skipped: skipped.slice(-mostSkipped).map((occurrence) => ({ occurrence, reason: why })),
    plannedUntil: now,
  };
}
