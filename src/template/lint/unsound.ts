import type { Dataset } from "../../dataset/schema.ts";
import { isFaulty, unknownOrigin } from "../../dataset/origin.ts";
import { tableFiles } from "../../dataset/dataset-files.ts";

/** Whether a member is there, or may be, but could not be read. That was told; what follows from it is not. */
export type IsUnsound = (kind: string, id: string) => boolean;

/** What of strings and templates could not be read. */
export interface UnsoundTexts {
  readonly strings: ReadonlySet<string>;
  /** False if there are files of strings whose keys are unknown. */
  readonly stringsComplete: boolean;
  readonly partials: ReadonlySet<string>;
}

export const allSound: UnsoundTexts = { strings: new Set(), stringsComplete: true, partials: new Set() };

const homes: Readonly<Record<string, string>> = {
  observation: tableFiles.observations,
  source: tableFiles.sources,
  event: tableFiles.events,
  indicator: "indicators.yaml",
  area: "areas.yaml",
  code: "codelists.yaml",
  term: "terms.yaml",
  park: "parks.yaml",
  chart: "charts.yaml",
};

export function unsoundIn({ origin = unknownOrigin }: Pick<Dataset, "origin">, texts: UnsoundTexts = allSound): IsUnsound {
  return (kind, id) => {
    if (kind === "string") return !texts.stringsComplete || texts.strings.has(id);
    if (kind === "partial") return texts.partials.has(id);
    const home = homes[kind];
    return home !== undefined && isFaulty(origin, home, id);
  };
}
