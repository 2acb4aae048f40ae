import { amountOf } from "./amount-of.ts";
import { rememberEach } from "../remember.ts";
import type { Observation } from "./schema.ts";
import type { TimePeriod } from "./time-period.ts";

/** A number in a sentence, as it is written, and where. */
export interface WrittenNumber {
  readonly text: string;
  readonly from: number;
}

/** Numbers by themselves; the digits of a name (QH15, I4.0) are part of it. */
export const numbersIn = (words: string): WrittenNumber[] =>
  [...words.matchAll(/(?<![\p{L}\p{Nd}.,])\p{Nd}+(?:[.,]\p{Nd}+)*/gu)].map(({ 0: text, index }) => ({ text, from: index }));

/** A year of our time, and no amount: those have their thousands grouped. */
export const isYear = (number: string): boolean => /^(?:19|20)\d\d$/.test(number);

const scales = [0, 3, 6, 9, 12];

/** Whether a number tells when an observation was. */
export const isDatePart = ({ timePeriod }: Observation, number: string): boolean => datePartsOf(timePeriod).has(Number(number));

const datePartsOf = rememberEach(
  ({ text, start, end }: TimePeriod): ReadonlySet<number> => new Set(`${text} ${start} ${end}`.match(/\d+/g)?.map(Number)),
);

/** Rounded to as many digits as are written, in any scale: 42.39 billion is "42,4", and 2.670.000 "2,67". */
export const isAmount = (observation: Observation, number: string): boolean =>
  readings(number).some(({ value, decimals }) => isNear(observation, value, 0.5000001 / 10 ** decimals));

/** As it is, in any scale: 42.39 billion is "42,39" and not "42,4". */
export const isWholeAmount = (observation: Observation, number: string): boolean =>
  readings(number).some(({ value }) => isNear(observation, value, 1e-7));

function isNear(observation: Observation, value: number, tolerance: number): boolean {
  const amount = Math.abs(amountOf(observation));
  return scales.some((scale) => Math.abs(amount / 10 ** scale - value) <= tolerance);
}

/** `2.045` is 2045 in Vietnamese and 2.045 in English. */
function readings(number: string): { value: number; decimals: number }[] {
  const [whole = "", ...groups] = number.split(/[.,]/);
  const fraction = groups.at(-1) ?? "";
  const decimal = { value: Number(`${[whole, ...groups.slice(0, -1)].join("")}.${fraction || "0"}`), decimals: fraction.length };
  const grouped = groups.length > 0 && groups.every(({ length }) => length === 3);
  return grouped ? [decimal, { value: Number([whole, ...groups].join("")), decimals: 0 }] : [decimal];
}
