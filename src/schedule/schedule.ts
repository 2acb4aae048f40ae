import type { Dataset, HolidayList, ScheduleDefinition, SendWindow } from "../dataset/schema.ts";
import type { IsoDate } from "../units.ts";

/** When a brief is made anew and mailed. */
export interface Schedule {
  /** BRIEF/NAME */
  readonly id: string;
  readonly brief: string;
  readonly name: string;
  readonly cron: string;
  readonly timeZone: string;
  readonly when: ScheduleDefinition["when"];
  readonly recipients: "everyone" | "nobody" | readonly string[];
  readonly missed: ScheduleDefinition["missed"];
  readonly sendWindow: SendWindow | null;
  /** Days on which no mail goes, in order. */
  readonly holidays: readonly IsoDate[];
}

/** Those of all briefs, in the order of the files. They are sound if `checkSchedules` finds no error. */
export function schedulesOf({ briefs, holidays }: Pick<Dataset, "briefs" | "holidays">): Schedule[] {
  return [...briefs].flatMap(([brief, { schedules }]) =>
    Object.entries(schedules).map(([name, { avoidHolidays, sendWindow, ...definition }]) => ({
      ...definition,
      id: `${brief}/${name}`,
      brief,
      name,
      sendWindow: sendWindow ?? null,
      holidays: daysOff(holidays.get(avoidHolidays ?? "")),
    })),
  );
}

function daysOff(list: HolidayList | undefined): IsoDate[] {
  const holidays = Object.values(list?.years ?? {}).flat();
  const days = holidays.flatMap(({ days, compensatory, exchanged }) => [...days, ...compensatory, ...exchanged]);
  return [...new Set(days as IsoDate[])].sort();
}
