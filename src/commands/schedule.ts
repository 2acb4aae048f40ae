import { readDataset } from "../dataset/read-dataset.ts";
import { shownPath } from "../effects.ts";
import { hasError, UsageError, UserError } from "../errors.ts";
import { checkSchedules } from "../schedule/check-schedules.ts";
import { nextOccurrences } from "../schedule/occurrences.ts";
import { orderProblems } from "../press/order-problems.ts";
import { type Schedule, schedulesOf } from "../schedule/schedule.ts";
import { closingAfter, nextOpening } from "../schedule/send-window.ts";
import { isIsoDate } from "../units.ts";
import type { CommandContext } from "./command-context.ts";
import { editionDate } from "./edition-date.ts";
import { resolveFolders } from "./folders.ts";
import { problemLines } from "./report.ts";
import { scheduleJson, scheduleLines, type ScheduleOutlook } from "./schedule-report.ts";

export interface ScheduleFlags {
  readonly data?: string;
  readonly dateTime?: string;
  readonly json?: boolean;
}

const runsShown = 5;

/** Shows when briefs are made anew. It asks the data alone, so it may be given beside whatever is running. */
export async function showSchedules({ data, dateTime, json }: ScheduleFlags, { effects }: CommandContext): Promise<number> {
  const now = dateTime === undefined ? effects.now() : parseMoment(dateTime);
  const { partial, problems: found } = await readDataset(shownPath(resolveFolders({ data }).data), effects);
  const problems = orderProblems([...found, ...checkSchedules(partial, editionDate(undefined, now))]);
  if (hasError(problems)) throw new UserError(problems.filter(({ severity }) => severity === "error"));
  const outlooks = schedulesOf(partial).map((schedule) => outlookOf(schedule, now));
  if (json) {
    effects.print(scheduleJson(outlooks, problems));
    return 0;
  }
  scheduleLines(outlooks).forEach(effects.print);
  problemLines(problems).forEach(effects.printError);
  return 0;
}

function outlookOf(schedule: Schedule, now: Date): ScheduleOutlook {
  const runs = nextOccurrences(schedule, now, runsShown).map((at) => {
    if (schedule.recipients === "nobody") return { at, mails: null };
    const from = nextOpening(schedule, at);
    return { at, mails: { from, until: closingAfter(schedule, from) } };
  });
  return { schedule, runs };
}

/** A moment, not the time on some clock: it says how far it is from UTC. No zone's clock shows a fifth digit of the year then. */
function parseMoment(text: string): Date {
  const isWhole = /^[1-8]\d{3}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})$/.test(text) && isIsoDate(text.slice(0, 10));
  if (isWhole && !Number.isNaN(Date.parse(text))) return new Date(text);
  throw new UsageError(
    `--date-time: "${text}" is not a moment; write it with its offset, e.g. 2026-12-01T08:00+07:00 or 2026-12-01T01:00Z`,
  );
}
