import { isAmount, isDatePart, isWholeAmount, numbersIn, type WrittenNumber } from "./numbers-in-words.ts";
import { rememberEach } from "../remember.ts";
import type { Dataset, Observation, Resolution } from "./schema.ts";

/** A number in the words of a resolution, and the observation that gives it. */
export interface Evidence extends WrittenNumber {
  readonly observation: string;
}

/**
 * Where the numbers of a resolution come from. Dates and what is derived have none. Of several observations that give one, the
 * one that is taken comes first, then one that is listed, then another of their indicators; one that gives it to the digit comes
 * before one that is rounded.
 */
export function findEvidence(words: string, resolution: Resolution, dataset: Dataset): readonly Evidence[] {
  const known = evidenceOf(dataset)(resolution);
  const evidence = known.get(words) ?? find(words, resolution, dataset);
  known.set(words, evidence);
  return evidence;
}

/** By words: each language of an edition prints them, and each of its editions. */
const evidenceOf = rememberEach<Dataset, (resolution: Resolution) => Map<string, readonly Evidence[]>>(() => rememberEach(() => new Map()));

function find(words: string, { observations, taken }: Resolution, dataset: Dataset): Evidence[] {
  const listed = observations.flatMap((id) => dataset.observations.get(id) ?? []);
  const weighed = listed.toSorted((a, b) => Number(taken.includes(b.id)) - Number(taken.includes(a.id)));
  const subjects = new Set(listed.map(({ indicator }) => indicator));
  const others = [...dataset.observations.values()].filter(({ id, indicator }) => subjects.has(indicator) && !observations.includes(id));
  return numbersIn(words).flatMap((number) => {
    const found = giverOf(number.text, weighed, others);
    return found ? [{ ...number, observation: found.id }] : [];
  });
}

function giverOf(number: string, listed: readonly Observation[], others: readonly Observation[]): Observation | undefined {
  const whole = (one: Observation) => isWholeAmount(one, number);
  const exact = listed.find(whole);
  // "31 October 2022", and not thirty-one of anything.
  if (exact || [...listed, ...others].some((one) => isDatePart(one, number))) return exact;
  return listed.find((one) => isAmount(one, number)) ?? others.find(whole) ?? others.find((one) => isAmount(one, number));
}
