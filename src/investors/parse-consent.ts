import type { ConsentWay } from "../state/tables.ts";
import { isIsoDate, type IsoDate } from "../units.ts";

/** `YYYY-MM-DD`, or day, month and year as Vietnam writes them: 5/1/2026, 05.01.2026. */
export function parseDay(text: string): IsoDate | undefined {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  // A spreadsheet's moment: the day is what counts.
  const iso =
    day && month && year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : text.replace(/[T ]00:00(?::00(?:\.0+)?)?Z?$/, "");
  return isIsoDate(iso) ? iso : undefined;
}

const ways: Readonly<Record<string, ConsentWay>> = {
  form: "form",
  "web form": "form",
  website: "form",
  "biểu mẫu": "form",
  "trang web": "form",
  mail: "mail",
  email: "mail",
  "e-mail": "mail",
  thư: "mail",
  "thư điện tử": "mail",
  contract: "contract",
  "hợp đồng": "contract",
  "event-sign-up": "event-sign-up",
  "event sign-up": "event-sign-up",
  event: "event-sign-up",
  "sự kiện": "event-sign-up",
  paper: "paper",
  giấy: "paper",
  "văn bản": "paper",
  other: "other",
  khác: "other",
};

export const parseConsentWay = (text: string): ConsentWay | undefined =>
  Object.hasOwn(ways, text.toLowerCase()) ? ways[text.toLowerCase()] : undefined;
