import { join } from "node:path";
import { type Problem, warning } from "../errors.ts";
import { tableFiles } from "./dataset-files.ts";
import { unknownOrigin } from "./origin.ts";
import type { Dataset } from "./schema.ts";

/**
 * What no brief prints, one warning for each kind: a dataset holds more than a brief needs, and a line for every row
 * would bury the rest. A source is used if an observation or event of it is cited, or if it is cited itself.
 */
export function checkUnused(
  { observations, sources, origin = unknownOrigin }: Dataset,
  citedObservations: ReadonlySet<string>,
  citedSources: ReadonlySet<string>,
): Problem[] {
  const usedSources = new Set([...citedSources, ...[...citedObservations].map((id) => observations.get(id)?.source)]);
  const unusedObservations = [...observations.keys()].filter((id) => !citedObservations.has(id));
  const unusedSources = [...sources.keys()].filter((id) => !usedSources.has(id));
  return [
    ...unused("observation", { ids: unusedObservations, total: observations.size, file: join(origin.directory, tableFiles.observations) }),
    ...unused("source", { ids: unusedSources, total: sources.size, file: join(origin.directory, tableFiles.sources) }),
  ];
}

interface Unused {
  readonly ids: readonly string[];
  readonly total: number;
  readonly file: string;
}

function unused(kind: string, { ids, total, file }: Unused): Problem[] {
  if (ids.length === 0) return [];
  return [
    warning(
      `unused-${kind}`,
      `no brief uses ${ids.length} of ${total} ${kind}s: ${ids.join(", ")}`,
      { file },
      "nothing to do, unless one of them should be there",
    ),
  ];
}
