import { error, type Problem } from "../errors.ts";
import { amountOf } from "./amount-of.ts";
import { unknownOrigin } from "./origin.ts";
import type { Dataset, Observation, Resolution } from "./schema.ts";

/**
 * Numbers in what a resolution says that neither observations of its indicators nor its `derived` give: they would drift
 * when data change.
 */
export function checkResolutionNumbers({ resolutions, observations, origin = unknownOrigin }: Dataset): Problem[] {
  return [...resolutions].flatMap(([id, resolution]) => {
    const members = resolution.observations.map((name) => observations.get(name));
    // Of an observation that could not be read nobody knows the value.
    if (members.includes(undefined)) return [];
    // Others of the same indicators may be named beside them.
    const indicators = new Set(members.map((one) => one?.indicator));
    const given = [...observations.values()].filter(({ indicator }) => indicators.has(indicator));
    return texts(resolution).flatMap(({ text, path }) =>
      numbersIn(text)
        .filter((number) => !resolution.derived?.includes(number) && !given.some((one) => gives(one, number)))
        .map((number) => {
          const place = { ...origin.placeOf("resolutions.yaml", [id, ...path]), field: [id, ...path].join(".") };
          const hint = "correct it, list the observation that it comes from, or name it under derived";
          return error("resolution-number", `no observation of ${id} gives "${number}"`, place, hint);
        }),
    );
  });
}

const texts = ({ subject, reason }: Resolution) =>
  Object.entries({ subject, reason }).flatMap(([key, words]) =>
    Object.entries(words).map(([language, text]) => ({ text, path: [key, language] })),
  );

/** A number by itself; the digits of a name (QH15, I4.0) are part of it. */
const numbersIn = (text: string): string[] => [...text.matchAll(/(?<![\p{L}\p{Nd}.,])\p{Nd}+(?:[.,]\p{Nd}+)*/gu)].map(([number]) => number);

const scales = [0, 3, 6, 9, 12];

function gives(observation: Observation, number: string): boolean {
  const { timePeriod } = observation;
  const dates = `${timePeriod.text} ${timePeriod.start} ${timePeriod.end}`.match(/\d+/g) ?? [];
  if (dates.some((part) => Number(part) === Number(number))) return true;
  const amount = Math.abs(amountOf(observation));
  // Rounded to as many digits as are written, in any scale: 42.39 billion is "42,4", and 2.670.000 "2,67".
  return readings(number).some(({ value, decimals }) =>
    scales.some((scale) => Math.abs(amount / 10 ** scale - value) <= 0.5000001 / 10 ** decimals),
  );
}

/** `2.045` is 2045 in Vietnamese and 2.045 in English. */
function readings(number: string): { value: number; decimals: number }[] {
  const [whole = "", ...groups] = number.split(/[.,]/);
  const fraction = groups.at(-1) ?? "";
  const decimal = { value: Number(`${[whole, ...groups.slice(0, -1)].join("")}.${fraction || "0"}`), decimals: fraction.length };
  const grouped = groups.length > 0 && groups.every(({ length }) => length === 3);
  return grouped ? [decimal, { value: Number([whole, ...groups].join("")), decimals: 0 }] : [decimal];
}
