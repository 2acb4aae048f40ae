import { rememberEach } from "../remember.ts";
import type { Observation, Source } from "./schema.ts";

/** What is written of an observation and its source, with a memory for as long as the observation is there and its source the same. */
export function rememberRow(): (observation: Observation, source: Source | undefined, write: () => string) => string {
  const knownOf = rememberEach<Observation, { source?: Source | undefined; text?: string }>(() => ({}));
  return (observation, source, write) => {
    const known = knownOf(observation);
    if (known.text === undefined || known.source !== source) Object.assign(known, { source, text: write() });
    return known.text!;
  };
}
