import { error, nearest, type Place, type Problem, warning } from "../errors.ts";
import { briefFolder } from "../dataset/dataset-files.ts";
import { isFaulty, type Origin, unknownOrigin, type YamlPath } from "../dataset/origin.ts";
import type { Dataset, ScheduleDefinition, SendWindow } from "../dataset/schema.ts";
import type { IsoDate } from "../units.ts";
import { checkHolidays } from "./check-holidays.ts";
import { isFault, parseCron } from "./cron-expression.ts";
import { isTimeZone } from "./zone-clock.ts";

/** What is wrong with the schedules of briefs, and what they rest on that is not sure. Warnings begin with `schedule-`: no edition prints them. */
export function checkSchedules(dataset: Dataset, today: IsoDate): Problem[] {
  const { briefs, origin = unknownOrigin } = dataset;
  const found = [...briefs].flatMap(([id, { schedules }]) =>
    Object.entries(schedules).flatMap(([name, schedule]) => {
      const path: YamlPath = ["schedules", name];
      const place: PlaceOf = (...inner) => ({
        ...origin.placeOf(`${briefFolder}/${id}.yaml`, [...path, ...inner]),
        field: [...path, ...inner].join("."),
      });
      return [
        ...checkName(name, place()),
        ...checkCron(schedule, place("cron")),
        ...checkZone(schedule, place("timeZone")),
        ...checkRecipients(schedule, { dataset, origin, place }),
        ...checkWindow(schedule.sendWindow, (...inner) => place("sendWindow", ...inner)),
        ...checkAvoided(schedule, { dataset, origin, place: place("avoidHolidays"), today }),
      ];
    }),
  );
  return [...found, ...checkHolidays(dataset)];
}

type PlaceOf = (...path: YamlPath) => Place;

const checkName = (name: string, place: Place): Problem[] =>
  /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)
    ? []
    : [error("invalid-id", `"${name}" can't be the name of a schedule`, place, "write lower-case words and digits joined by hyphens")];

function checkCron({ cron }: ScheduleDefinition, place: Place): Problem[] {
  const parsed = parseCron(cron);
  if (isFault(parsed)) return [error("invalid-cron", `the cron expression "${cron}" ${parsed.message}`, place, parsed.hint)];
  if (!parsed.eitherDay) return [];
  const message = `"${cron}" names days of the month and of the week: it runs on either`;
  return [warning("schedule-either-day", message, place, "write * for one of them if both were meant to hold")];
}

function checkZone({ timeZone }: ScheduleDefinition, place: Place): Problem[] {
  if (isTimeZone(timeZone)) return [];
  const meant = nearest(timeZone, ["UTC", "Asia/Ho_Chi_Minh", ...Intl.supportedValuesOf("timeZone")]);
  const hint = meant ? `did you mean ${meant}?` : "write an IANA name, e.g. Asia/Ho_Chi_Minh";
  return [error("unknown-zone", `there is no time zone "${timeZone}"`, place, hint)];
}

interface Context<Where> {
  readonly dataset: Dataset;
  readonly origin: Origin;
  readonly place: Where;
}

function checkRecipients({ recipients }: ScheduleDefinition, { dataset, origin, place }: Context<PlaceOf>): Problem[] {
  if (typeof recipients === "string") return [];
  return recipients.flatMap((name, i) => {
    if (dataset.segments.has(name) || isFaulty(origin, "segments.yaml", name)) return [];
    const meant = nearest(name, dataset.segments.keys());
    const hint = meant ? `did you mean "${meant}"?` : "declare it in segments.yaml";
    return [error("unknown-segment", `there is no segment "${name}"`, place("recipients", i), hint)];
  });
}

const timeOfDay = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

function checkWindow(window: SendWindow | undefined, place: PlaceOf): Problem[] {
  if (!window) return [];
  const { days, from, until } = window;
  const hint = 'write it as "08:00", in quotes';
  const problems = [
    ...(timeOfDay.test(from) ? [] : [error("invalid-time", `"${from}" is not a time of day`, place("from"), hint)]),
    ...(timeOfDay.test(until) || until === "24:00" ? [] : [error("invalid-time", `"${until}" is not a time of day`, place("until"), hint)]),
    ...days.flatMap((day, i) =>
      days.indexOf(day) === i ? [] : [error("duplicate-day", `${day} is there twice`, place("days", i), "keep one of the two")],
    ),
  ];
  if (problems.length === 0 && from >= until) {
    const message = `the window never opens: it closes at ${until} and opens at ${from}`;
    problems.push(error("window-never-opens", message, place(), "let it open before it closes; it can't go past midnight"));
  }
  return problems;
}

/** Of days that are expected, people should know for sure this long before. */
const expectedDays = 60;

function checkAvoided(
  { avoidHolidays: name }: ScheduleDefinition,
  { dataset, origin, place, today }: Context<Place> & { readonly today: IsoDate },
): Problem[] {
  if (name === undefined || isFaulty(origin, "holidays.yaml", name)) return [];
  const list = dataset.holidays.get(name);
  if (!list) {
    const meant = nearest(name, dataset.holidays.keys());
    return [
      error(
        "unknown-holidays",
        `there is no list of holidays "${name}"`,
        place,
        meant ? `did you mean "${meant}"?` : "add it to holidays.yaml",
      ),
    ];
  }
  const lastYear = Number(today.slice(0, 4)) + 1;
  // Twelve months from now reach into both years.
  const unknown = [lastYear - 1, lastYear].filter((year) => !Object.hasOwn(list.years, String(year)));
  const soon = new Date(Date.parse(today) + expectedDays * 86_400_000).toISOString().slice(0, 10);
  const expected = Object.values(list.years)
    .flat()
    .filter(({ status, days }) => status === "expected" && days.some((day) => day >= today && day <= soon));
  const at = { ...origin.placeOf("holidays.yaml", [name, "years"]), field: `${name}.years` };
  return [
    ...unknown.map((year) =>
      warning(
        "schedule-holidays-unknown",
        `the holidays of ${year} are not known, and mails may go on them`,
        at,
        "add them, with their source",
      ),
    ),
    ...expected.map(({ name: { en }, days }) =>
      warning("schedule-holidays-expected", `${en} (from ${days[0]}) is only expected`, at, "look up what was announced"),
    ),
  ];
}
