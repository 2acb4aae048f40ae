import { createRequire } from "node:module";
import type * as Cron from "cron-parser";
import { nearest } from "../errors.ts";
import type { WallTime } from "./zone-clock.ts";

/** Five fields that are sound and come round. */
export interface CronExpression {
  /** It names no hours: it runs whenever the clock shows its minutes. */
  readonly everyHour: boolean;
  /** It names days of the month and days of the week, and runs on either, as everywhere in cron. */
  readonly eitherDay: boolean;
  /** The times on the wall that it means, in order, after `after`. */
  readonly timesAfter: (after: WallTime) => Generator<WallTime, never>;
}

export interface CronFault {
  readonly message: string;
  readonly hint: string;
}

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** In the order of their numbers, from `min` on. */
  readonly names?: readonly string[];
}

const fields: readonly Field[] = [
  { name: "minute", min: 0, max: 59 },
  { name: "hour", min: 0, max: 23 },
  { name: "day of the month", min: 1, max: 31 },
  { name: "month", min: 1, max: 12, names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] },
  // 0 and 7 are Sunday.
  { name: "day of the week", min: 0, max: 7, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

const example = "e.g. 0 8 1 * * is 08:00 on the first of each month";

/** Minute, hour, day of the month, month and day of the week: numbers, names, lists, ranges and steps. */
export function parseCron(text: string): CronExpression | CronFault {
  const parts = text.trim().split(/\s+/);
  const fault = countFault(text, parts);
  if (fault) return fault;
  const read = parts.map((part, i) => readField(part, fields[i]!));
  const wrong = read.find((one) => !(one instanceof Set));
  if (wrong) return wrong as CronFault;
  const values = read as Set<number>[];
  // Spelt out, since cron-parser takes no value twice and no range that ends on Sunday. A star must stay one: see `eitherDay`.
  const expression = parts.map((part, i) => (part === "*" ? part : [...values[i]!].join(","))).join(" ");
  return isPossible(parts, values)
    ? {
        everyHour: values[1]!.size === 24,
        eitherDay: parts[2] !== "*" && parts[4] !== "*",
        timesAfter: (after) => timesAfter(expression, after),
      }
    : { message: "never comes round: no such month has that day", hint: "name a day that its months have" };
}

/** Days of each month, from 1. */
const monthDays = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Refused is what no month has, e.g. 30 February; a day of the week comes round in each. */
function isPossible([, , , , weekdays]: readonly string[], [, , days, months]: readonly ReadonlySet<number>[]): boolean {
  const first = Math.min(...days!);
  return weekdays !== "*" || [...months!].some((month) => first <= monthDays[month]!);
}

const require = createRequire(import.meta.url);

/** Read in UTC, where no clock is ever put forward or back: what a zone's clock makes of a time is our own concern. */
function* timesAfter(expression: string, after: WallTime): Generator<WallTime, never> {
  // Loaded when somebody asks for times: that an expression is sound is known without it.
  const { CronExpressionParser } = require("cron-parser") as typeof Cron;
  const times = CronExpressionParser.parse(expression, { tz: "UTC", currentDate: new Date(after) });
  for (;;) yield times.next().getTime();
}

export const isFault = (parsed: CronExpression | CronFault): parsed is CronFault => "message" in parsed;

function countFault(text: string, parts: readonly string[]): CronFault | null {
  const hint = `write minute, hour, day of the month, month, day of the week; ${example}`;
  if (text.trim() === "") return { message: "is empty", hint };
  if (text.trim().startsWith("@")) return { message: "is a macro", hint };
  if (parts.length === fields.length) return null;
  return {
    message: `has ${parts.length} field${parts.length === 1 ? "" : "s"}, not five`,
    hint: parts.length === 6 ? `leave out the seconds; ${example}` : hint,
  };
}

/** What one of the five holds, e.g. `1,15`, `mon-fri`, `8-18/2`. */
function readField(part: string, field: Field): Set<number> | CronFault {
  const values = new Set<number>();
  for (const item of part.split(",")) {
    const read = readItem(item, field);
    if ("message" in read) return read;
    for (let value = read.first; value <= read.last; value += read.step) values.add(field.names && field.min === 0 ? value % 7 : value);
  }
  return values;
}

function readItem(item: string, field: Field): { first: number; last: number; step: number } | CronFault {
  const { name, min, max, names } = field;
  const forms = `write *, ${names ? `${names[1]}, ` : ""}a number from ${min} to ${max}, a range a-b, a list a,b, or steps */n`;
  const fault = (message: string, hint = forms): CronFault => ({ message: `has a wrong ${name}: ${message}`, hint });
  const match = /^(?:\*|([^-/]+)(?:-([^-/]+))?)(?:\/(\d{1,2}))?$/.exec(item);
  if (!match) return fault(item === "" ? "an item of its list is empty" : `"${item}"`);
  const [, from, to, steps] = match;
  if (steps !== undefined && from !== undefined && to === undefined) return fault(`"${item}"`, `write ${from}-${max}/${steps}`);
  const step = Number(steps ?? 1);
  if (step < 1 || step > max) return fault(`steps of ${step} in "${item}"`, `write 1 to ${max}`);
  if (from === undefined) return { first: min, last: max, step };
  const [first, last] = [valueOf(from, field), to?.toLowerCase() === "sun" ? 7 : valueOf(to ?? from, field)];
  const unknown = first === null ? from : last === null ? to! : null;
  if (first === null || last === null) {
    const meant = nearest(unknown!, names ?? []);
    return fault(`"${unknown}"`, meant ? `did you mean ${meant}?` : forms);
  }
  if (first > last) return fault(`"${item}" runs backwards`, `write it as two: ${from}-${names?.at(-1) ?? max},${names?.[0] ?? min}-${to}`);
  return { first, last, step };
}

function valueOf(word: string, { names, min, max }: Field): number | null {
  const at = names?.indexOf(word.toLowerCase()) ?? -1;
  if (at !== -1) return at + min;
  const value = /^\d{1,2}$/.test(word) ? Number(word) : -1;
  return value >= min && value <= max ? value : null;
}
