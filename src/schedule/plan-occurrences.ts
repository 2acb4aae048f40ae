import { lastOccurrences } from "./occurrences.ts";
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

/** Of those missed, the last ones are written down: of a schedule that runs each minute, those of most of a day. */
const mostSkipped = 1000;

/**
 * What of the time between `plannedUntil` and `now` is to run, and what is not. A run was missed if nobody was there to
 * start it within ten minutes. Missed ones are skipped; with `missed: once` the latest runs late, unless a run that is due
 * now stands for it.
 *
 * If the clock went back, `plannedUntil` does, too: a run that comes round a second time has a row already, and a row that
 * was written for a later time than it is now, and has not run, is to be forgotten.
 */
export function planOccurrences(
  schedule: Pick<Schedule, "cron" | "timeZone" | "missed">,
  { plannedUntil, now }: { readonly plannedUntil: Date; readonly now: Date },
): OccurrencePlan {
  if (now <= plannedUntil) return { run: [], skipped: [], plannedUntil: now };
  const all = lastOccurrences(schedule, { after: plannedUntil, until: now }, mostSkipped + 60);
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
