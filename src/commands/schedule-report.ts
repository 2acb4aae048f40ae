import type { Problem } from "../errors.ts";
import { localTime } from "../schedule/local-time.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { textTable } from "./text-table.ts";

/** A schedule, and what comes of it. */
export interface ScheduleOutlook {
  readonly schedule: Schedule;
  readonly runs: readonly {
    readonly at: Date;
    /** When mails may go first, and until when they may then; null: to nobody. */
    readonly mails: { readonly from: Date; readonly until: Date | null } | null;
  }[];
}

export function scheduleLines(outlooks: readonly ScheduleOutlook[]): string[] {
  if (outlooks.length === 0) return ["no brief has a schedule; declare one under schedules: in data/briefs/ID.yaml"];
  return outlooks.flatMap(({ schedule, runs }, i) => {
    const { id, cron, timeZone } = schedule;
    const head = [...(i > 0 ? [""] : []), `${id}: ${cron} in ${timeZone}`, `  ${whatItDoes(schedule)}`];
    const rows = runs.map(({ at, mails }) => [
      shown(at, timeZone),
      at.toISOString().slice(0, 16).replace("T", " "),
      mailCell(mails, timeZone),
    ]);
    const table = textTable([["next runs", "in UTC", runs[0]?.mails ? "mails go" : ""], ...rows]);
    return [...head, ...table.map((line) => `  ${line}`)];
  });
}

function whatItDoes({ when, missed, recipients, sendWindow, holidays }: Schedule): string {
  const whom = typeof recipients === "string" ? recipients : recipients.join(", ");
  const window = sendWindow ? ` on ${sendWindow.days.join(", ")} from ${sendWindow.from} until ${sendWindow.until}` : "";
  return [
    when === "always" ? "makes an edition each time" : "makes an edition if anything has changed",
    `mails it to ${whom}${recipients === "nobody" ? "" : window}${recipients !== "nobody" && holidays.length > 0 ? ", not on holidays" : ""}`,
    missed === "once" ? "after an outage runs once" : "skips runs that were missed",
  ].join("; ");
}

function mailCell(mails: ScheduleOutlook["runs"][number]["mails"], timeZone: string): string {
  if (!mails) return "";
  const from = shown(mails.from, timeZone);
  if (!mails.until) return `from ${from}`;
  const until = shown(mails.until, timeZone);
  // Of the same day the hour says enough.
  return `from ${from} until ${until.slice(0, 14) === from.slice(0, 14) ? until.slice(15, 20) : until}`;
}

/** "Tue 2026-12-08 07:00 +07:00" */
function shown(moment: Date, timeZone: string): string {
  const [date, time] = localTime(moment, timeZone).split("T") as [string, string];
  const weekday = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: "UTC" }).format(Date.parse(date));
  return `${weekday} ${date} ${time.slice(0, 5)} ${time.slice(8)}`;
}

/** The one JSON document that `schedule --json` prints; times in the schedule's zone, with their offset. */
export function scheduleJson(outlooks: readonly ScheduleOutlook[], problems: readonly Problem[]): string {
  return JSON.stringify({
    schedules: outlooks.map(({ schedule: { holidays, ...schedule }, runs }) => ({
      ...schedule,
      holidays,
      runs: runs.map(({ at, mails }) => ({
        at: localTime(at, schedule.timeZone),
        utc: at.toISOString(),
        mails: mails && {
          from: localTime(mails.from, schedule.timeZone),
          until: mails.until && localTime(mails.until, schedule.timeZone),
        },
      })),
    })),
    problems: problems.map(({ severity, code, message, hint, where }) => ({
      severity,
      code,
      message: hint ? `${message}; ${hint}` : message,
      file: where?.file ?? null,
      line: where?.line ?? null,
    })),
  });
}
