import { desc, eq, max } from "drizzle-orm";
import { formatDate } from "../language/format-date.ts";
import type { Language } from "../language/language.ts";
import { silentAfterMs } from "../operation/find-problems.ts";
import { localTime } from "../schedule/local-time.ts";
import { nextOccurrences } from "../schedule/occurrences.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { closingAfter, nextOpening } from "../schedule/send-window.ts";
import type { Database } from "../state/open-state.ts";
import { runs } from "../state/tables.ts";
import type { IsoDate } from "../units.ts";
import { recordAction } from "./actions.ts";
import { describeRun } from "./add-overview.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { addScreen, type ConsoleApp, type Visit } from "./visit.ts";

const runsShown = 5;

/** When briefs are made, what came of it, and a run now. */
export function addSchedules(app: ConsoleApp, parts: ConsoleParts): void {
  const { database, declared, planRun, now } = parts;
  addScreen(app, parts, "/console/schedules", {
    get: async ({ show, language }) => {
      const { schedules, problem } = await declared();
      const shown = await Promise.all(
        schedules.map(async (schedule) => ({
          ...describeSchedule(schedule, now(), language),
          last: await lastRuns(database, schedule.id),
        })),
      );
      return show("console-schedules", { title: "console.nav.schedules", schedules: shown, problem });
    },
  });
  addScreen(app, parts, "/console/schedules/:brief/:name/run", {
    get: async (visit) => {
      const schedule = await find(visit, parts);
      if (!schedule) return visit.notFound();
      const window = { open: schedule.recipients === "nobody" ? now() : nextOpening(schedule, now()) };
      const waits = window.open > now() ? inZone(window.open, schedule.timeZone, visit.language) : "";
      const { processes, at } = await parts.describe();
      const hasWorker = processes.some(({ roles, seenAt }) => roles.includes("worker") && at.getTime() - seenAt.getTime() <= silentAfterMs);
      return visit.show("console-run", {
        hasWorker,
        after: await newestRun(database, schedule.id),
        title: "console.run.title",
        schedule: describeSchedule(schedule, now(), visit.language),
        waits,
      });
    },
    post: async (visit) => {
      const schedule = await find(visit, parts);
      if (!schedule) return visit.notFound();
      const after = Number(/^\d{1,15}$/.exec(visit.form.get("after") ?? "")?.[0] ?? 0);
      const run = await planRun(schedule, after, (transaction) =>
        recordAction(transaction, { who: visit.session.who, act: "run-planned", about: schedule.id }, now()),
      );
      const key = run === null ? "console.done.run-planned-before" : "console.done.run-planned";
      return visit.leaveFor("/console/schedules", { key, about: schedule.id });
    },
  });
}

async function find({ c }: Visit, { declared }: ConsoleParts): Promise<Schedule | undefined> {
  const { schedules } = await declared();
  return schedules.find(({ id }) => id === `${c.req.param("brief")}/${c.req.param("name")}`);
}

function describeSchedule(schedule: Schedule, now: Date, language: Language) {
  const { id, cron, timeZone, when, missed, recipients, sendWindow, holidays } = schedule;
  const mails = recipients !== "nobody";
  return {
    id,
    cron,
    timeZone,
    when,
    missed,
    whom: typeof recipients === "string" ? recipients : "segments",
    segments: typeof recipients === "string" ? "" : recipients.join(", "),
    mails,
    window: sendWindow ? { ...sendWindow, days: sendWindow.days } : null,
    holidays: mails && holidays.length > 0,
    run: `/console/schedules/${id}/run`,
    next: nextOccurrences(schedule, now, runsShown).map((at) => {
      const from = mails ? nextOpening(schedule, at) : null;
      const until = from && closingAfter(schedule, from);
      return {
        at,
        zoned: inZone(at, timeZone, language),
        utc: at.toISOString().slice(0, 16).replace("T", " "),
        from: from ? inZone(from, timeZone, language) : "",
        until: until ? inZone(until, timeZone, language) : "",
      };
    }),
  };
}

/** "Tue 8 Dec 2026 07:00 (+07:00)" */
function inZone(moment: Date, timeZone: string, language: Language): string {
  const [date = "", time = ""] = localTime(moment, timeZone).split("T");
  const weekday = new Intl.DateTimeFormat(language === "vi" ? "vi" : "en-GB", { weekday: "short", timeZone: "UTC" }).format(
    Date.parse(date),
  );
  return `${weekday} ${formatDate(date as IsoDate, language, "short")} ${time.slice(0, 5)} (${time.slice(8)})`;
}

async function newestRun(database: Database, schedule: string): Promise<number> {
  const [{ newest } = { newest: null }] = await database
    .select({ newest: max(runs.id) })
    .from(runs)
    .where(eq(runs.schedule, schedule));
  return newest ?? 0;
}

async function lastRuns(database: Database, schedule: string) {
  const rows = await database.select().from(runs).where(eq(runs.schedule, schedule)).orderBy(desc(runs.occurrence)).limit(runsShown);
  return rows.map((row) => ({ ...describeRun(row), trigger: row.trigger }));
}
