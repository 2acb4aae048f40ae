import type { Inputs } from "../../src/edition/inputs.ts";
import type { IsoDate } from "../../src/units.ts";
import { benchDate } from "./briefs.ts";

/**
 * What the edition `number` days after the first is made of: another date, and another one of the figures is not what it was.
 * What is remembered by the dataset (drafts, rows, what charts show) is made anew; what blocks say that stay as they are is not.
 */
export function nextEdition(inputs: Inputs, number: number): { inputs: Inputs; date: IsoDate } {
  const date = new Date(Date.parse(benchDate) + number * 86_400_000).toISOString().slice(0, 10) as IsoDate;
  const observations = new Map(inputs.dataset.observations);
  const changed = [...observations.values()][(number * 7) % observations.size];
  // Larger by one to nine in a hundred, with as many digits.
  const value = changed && Number((changed.value * (1.01 + (number % 9) / 100)).toFixed(changed.decimals));
  if (changed && value !== undefined) observations.set(changed.id, { ...changed, value });
  return { inputs: { ...inputs, dataset: { ...inputs.dataset, observations } }, date };
}
