import { join } from "node:path";
import { type Problem, warning } from "../errors.ts";
import type { IsoDate } from "../units.ts";
import { checkBriefs } from "./check-briefs.ts";
import { checkCharts } from "./check-charts.ts";
import { checkConflicts } from "./check-conflicts.ts";
import { checkObservations } from "./check-observations.ts";
import { checkReferences } from "./check-references.ts";
import { checkResolutionNumbers } from "./check-resolution-numbers.ts";
import { tableFiles } from "./dataset-files.ts";
import { unknownOrigin } from "./origin.ts";
import type { Dataset } from "./schema.ts";

/** What the files of a dataset say of each other, and of the day of the edition, that can't be right or should be known. */
export function checkDataset(dataset: Dataset, editionDate: IsoDate): Problem[] {
  return [
    ...checkReferences(dataset),
    ...checkObservations(dataset, editionDate),
    ...checkConflicts(dataset),
    ...checkResolutionNumbers(dataset),
    ...checkCharts(dataset),
    ...checkBriefs(dataset, editionDate),
    ...sourcesWithoutAddress(dataset),
  ];
}

function sourcesWithoutAddress({ sources, origin = unknownOrigin }: Dataset): Problem[] {
  const file = join(origin.directory, tableFiles.sources);
  return [...sources.values()]
    .filter(({ url }) => url === undefined)
    .map(({ id, line }) =>
      warning(
        "source-without-url",
        `${id} has no address, so readers can't look it up`,
        { file, line, field: "URL" },
        "add the address of the page",
      ),
    );
}
