import { isIsoDate, type IsoDate } from "../units.ts";

/** Editions are dated where their readers are; Vietnam keeps UTC+7 all year and has since 1975. */
const hoursEastOfUtc = 7;

/** The day in Asia/Ho_Chi_Minh, whatever zone the machine is in. */
export function editionDay(now: Date): IsoDate {
  const day = new Date(now.getTime() + hoursEastOfUtc * 3_600_000).toISOString().slice(0, 10);
  if (!isIsoDate(day)) throw new Error(`${day} is no day of an edition`);
  return day;
}

/** The time there, "14:05". */
export const editionTime = (now: Date): string => new Date(now.getTime() + hoursEastOfUtc * 3_600_000).toISOString().slice(11, 16);
