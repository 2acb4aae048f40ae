import { join } from "node:path";
import { type Problem, warning } from "../errors.ts";
import { tableFiles } from "./dataset-files.ts";
import { unknownOrigin } from "./origin.ts";
import type { Dataset } from "./schema.ts";

/** What no brief prints. A source is used if an observation or event of it is cited, or if it is cited itself. */
export function checkUnused(
  { observations, sources, origin = unknownOrigin }: Dataset,
  citedObservations: ReadonlySet<string>,
  citedSources: ReadonlySet<string>,
): Problem[] {
  const usedSources = new Set([...citedSources, ...[...citedObservations].map((id) => observations.get(id)?.source)]);
  const unusedObservations = [...observations.values()].filter(({ id }) => !citedObservations.has(id));
  const unusedSources = [...sources.values()].filter(({ id }) => !usedSources.has(id));
  return [
    ...unusedObservations.map((one) => unused("observation", one, join(origin.directory, tableFiles.observations))),
    ...unusedSources.map((one) => unused("source", one, join(origin.directory, tableFiles.sources))),
  ];
}

const unused = (kind: string, { id, line }: { readonly id: string; readonly line: number }, file: string): Problem =>
  warning(`unused-${kind}`, `no brief uses the ${kind} ${id}`, { file, line }, "nothing to do, unless it should be there");
