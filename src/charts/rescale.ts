import type { Observation } from "../dataset/schema.ts";

/** The same amount counted in 10^`unitMultiplier`, which is no more than its own. */
export function rescale(observation: Observation, unitMultiplier: number): Observation {
  const shift = observation.unitMultiplier - unitMultiplier;
  if (shift === 0) return observation;
  // Fifteen digits are what a number holds exactly: 0.274 × 1000 is 274, not 274.00000000000006.
  const value = Number((observation.value * 10 ** shift).toPrecision(15));
  return { ...observation, value, unitMultiplier, decimals: Math.max(0, observation.decimals - shift) };
}
