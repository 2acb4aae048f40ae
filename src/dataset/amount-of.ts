import type { Observation } from "./schema.ts";

/** How much it is in whole units: value × 10^multiplier. */
export const amountOf = ({ value, unitMultiplier }: Pick<Observation, "value" | "unitMultiplier">): number =>
  // Through the decimal text, since 2.448 * 1e9 is not the double nearest to 2448000000.
  Number(`${value}e${unitMultiplier}`);
