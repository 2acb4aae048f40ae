import { join } from "node:path";
import { error, type Place, type Problem, warning } from "../errors.ts";
import { type IsoDate, isIsoDate } from "../units.ts";
import { briefFolder, tableFiles } from "./dataset-files.ts";
import { type Origin, unknownOrigin, type YamlPath } from "./origin.ts";
import type { BriefDefinition, Dataset } from "./schema.ts";

/** What briefs, parks and events would print as fact although it is not, and days that are none. */
export function checkBriefs(dataset: Dataset, editionDate: IsoDate): Problem[] {
  const origin = dataset.origin ?? unknownOrigin;
  return [
    ...[...dataset.briefs].flatMap(([id, brief]) =>
      checkBrief(brief, dataset, (...path) => locate(origin, `${briefFolder}/${id}.yaml`, path)),
    ),
    ...checkParks(dataset, origin),
    ...checkEvents(dataset, { origin, editionDate }),
    ...checkAreas(dataset, origin),
  ];
}

const locate = ({ placeOf }: Origin, file: string, path: YamlPath): Place => ({ ...placeOf(file, path), field: path.join(".") });

function checkBrief(
  { keyFigures, indicatorTable, events, breakAt }: BriefDefinition,
  dataset: Dataset,
  place: (...path: YamlPath) => Place,
): Problem[] {
  const cited: readonly (readonly [string, Place])[] = [
    ...keyFigures.map((id, i) => [id, place("keyFigures", i)] as const),
    ...indicatorTable.flatMap(({ observations }, group) =>
      observations.map((id, i) => [id, place("indicatorTable", group, "observations", i)] as const),
    ),
  ];
  const weak = keyFigures.flatMap((id, i) => {
    const source = dataset.sources.get(dataset.observations.get(id)?.source ?? "");
    return source?.reliability === "low"
      ? [
          warning(
            "weak-source",
            `the key figure ${id} rests on ${source.id}, which is of low reliability`,
            place("keyFigures", i),
            "take it from a better source, or print another figure",
          ),
        ]
      : [];
  });
  const doubtful = events.flatMap((id, i) => {
    const status = dataset.events.get(id)?.status;
    return status === "disputed" || status === "unverified"
      ? [error("not-accepted", `the event ${id} is ${status}`, place("events", i), "take it out")]
      : [];
  });
  const badBreak =
    breakAt !== undefined && !isIsoDate(breakAt)
      ? [error("invalid-day", `"${breakAt}" is not a day`, place("breakAt"), "write it as 2025-07-01")]
      : [];
  return [...cited.flatMap(([id, at]) => checkAccepted(id, dataset, at)), ...weak, ...doubtful, ...badBreak];
}

function checkParks(dataset: Dataset, origin: Origin): Problem[] {
  return [...dataset.parks].flatMap(([id, { area, occupancy }]) =>
    Object.entries({ area, occupancy }).flatMap(([key, name]) =>
      name ? checkAccepted(name, dataset, locate(origin, "parks.yaml", [id, key])) : [],
    ),
  );
}

function checkAccepted(id: string, { observations }: Dataset, place: Place): Problem[] {
  const review = observations.get(id)?.review;
  if (review === undefined || review === "accepted") return [];
  return [error("not-accepted", `${id} is ${review} and can't be printed as a fact`, place, "print the figure that the resolution takes")];
}

interface EventContext {
  readonly origin: Origin;
  readonly editionDate: IsoDate;
}

function checkEvents({ events }: Dataset, { origin, editionDate }: EventContext): Problem[] {
  const file = join(origin.directory, tableFiles.events);
  return [...events.values()]
    .filter(({ status, timePeriod }) => status === "done" && timePeriod.start > editionDate)
    .map(({ id, timePeriod, line }) =>
      error(
        "period-in-future",
        `${id} is done, but ${timePeriod.text} lies after the edition date ${editionDate}`,
        { file, line, field: "TIME_PERIOD" },
        "set its STATUS to planned, or give a later --date",
      ),
    );
}

function checkAreas({ areas }: Dataset, origin: Origin): Problem[] {
  return [...areas].flatMap(([id, { validUntil }]) =>
    validUntil === undefined || isIsoDate(validUntil)
      ? []
      : [error("invalid-day", `"${validUntil}" is not a day`, locate(origin, "areas.yaml", [id, "validUntil"]), "write it as 2025-06-30")],
  );
}
