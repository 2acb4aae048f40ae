import { error, type Problem } from "../errors.ts";
import { isAmount, isDatePart, numbersIn } from "./numbers-in-words.ts";
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
        .filter(({ text: number }) => !resolution.derived?.includes(number) && !given.some((one) => gives(one, number)))
        .map(({ text: number }) => {
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

const gives = (observation: Observation, number: string): boolean => isDatePart(observation, number) || isAmount(observation, number);
