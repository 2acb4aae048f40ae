import type { Observation, Source } from "./schema.ts";

/** What is written of an observation and its source, with a memory for as long as the observation is there and its source the same. */
export function rememberRow<Row>(): (observation: Observation, source: Source | undefined, write: () => Row) => Row {
  const known = new WeakMap<Observation, { readonly source: Source | undefined; readonly row: Row }>();
  return (observation, source, write) => {
    const last = known.get(observation);
    if (last && last.source === source) return last.row;
    const row = write();
    known.set(observation, { source, row });
    return row;
  };
}
