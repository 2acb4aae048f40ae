import { join } from "node:path";
import { error, type Problem, warning } from "../errors.ts";
import { amountOf } from "./amount-of.ts";
import { tableFiles } from "./dataset-files.ts";
import { type Origin, unknownOrigin } from "./origin.ts";
import type { Dataset, Observation, Resolution } from "./schema.ts";

/** Observations that say different things of the same, and whether it was settled which one is taken. */
export function checkConflicts(dataset: Dataset): Problem[] {
  const origin = dataset.origin ?? unknownOrigin;
  const file = join(origin.directory, tableFiles.observations);
  const unexplained = [
    ...sameKey(dataset.observations.values()).flatMap((group) => checkGroup(group, dataset, file)),
    ...checkReviews(dataset, file),
  ];
  // A resolution that could not be read may be the one that is missed.
  const moot = [...origin.faulty].some((name) => name.startsWith("resolutions.yaml"));
  return [
    ...unexplained.filter(({ code }) => !moot || code === "duplicate-observation"),
    ...[...dataset.resolutions].flatMap(([id, resolution]) => checkResolution([id, resolution], dataset, origin)),
  ];
}

/** The dimensions of an observation; the unit is one, since a sum in dong does not contradict one in dollars. */
const keyOf = ({ indicator, referenceArea, counterpartArea = "", breakdown = "", timePeriod, unit }: Observation) =>
  [indicator, referenceArea, counterpartArea, breakdown, timePeriod.text, unit].join("|");

/** Groups of more than one. */
function sameKey(observations: Iterable<Observation>): readonly (readonly Observation[])[] {
  const groups = Map.groupBy(observations, keyOf);
  return [...groups.values()].filter(({ length }) => length > 1);
}

function checkGroup(group: readonly Observation[], { resolutions }: Dataset, file: string): Problem[] {
  const problems: Problem[] = [];
  for (const [i, observation] of group.entries()) {
    const earlier = group.slice(0, i).find((other) => amountOf(other) === amountOf(observation) && other.source === observation.source);
    if (earlier) {
      const message = `${observation.id} says the same as ${earlier.id} in line ${earlier.line}, from the same source`;
      problems.push(error("duplicate-observation", message, { file, line: observation.line }, "take one of the rows out"));
    }
  }
  const amounts = new Set(group.map(amountOf));
  const ids = group.map(({ id }) => id);
  if (amounts.size > 1 && ![...resolutions.values()].some(({ observations }) => ids.every((id) => observations.includes(id)))) {
    problems.push(
      error(
        "unresolved-conflict",
        conflictMessage(group),
        { file, line: group[1]?.line ?? 1, field: "OBS_VALUE" },
        "say in resolutions.yaml which is taken and why, or correct the key that should tell them apart",
      ),
    );
  }
  return problems;
}

function conflictMessage(group: readonly Observation[]): string {
  const values = group.map(({ id, value, line }) => `${id} ${value} (line ${line})`).join(", ");
  return `figures for the same indicator, area, dimension and period differ: ${values}`;
}

/** Whatever is not accepted must be explained to the reader. */
function checkReviews({ observations, resolutions }: Dataset, file: string): Problem[] {
  const explained = new Set([...resolutions.values()].flatMap((resolution) => resolution.observations));
  return [...observations.values()]
    .filter(({ id, review }) => review !== "accepted" && !explained.has(id))
    .map(({ id, review, line }) =>
      error(
        "unexplained-review",
        `${id} is ${review}, but no resolution says why`,
        { file, line, field: "REVIEW_STATUS" },
        "add it to resolutions.yaml",
      ),
    );
}

function checkResolution(
  [id, { observations: ids, taken }]: readonly [string, Resolution],
  { observations }: Dataset,
  { placeOf }: Origin,
): Problem[] {
  const place = (key: string, i: number) => ({ ...placeOf("resolutions.yaml", [id, key, i]), field: `${id}.${key}` });
  const problems: Problem[] = [];
  for (const [i, name] of taken.entries()) {
    const review = observations.get(name)?.review;
    if (!ids.includes(name))
      problems.push(
        error(
          "resolution-taken",
          `${name} is taken, but it is not among the observations of ${id}`,
          place("taken", i),
          "add it to observations",
        ),
      );
    if (review && review !== "accepted")
      problems.push(
        error(
          "resolution-taken",
          `${name} is taken, but it is ${review}`,
          place("taken", i),
          "set its REVIEW_STATUS to accepted, or take it out",
        ),
      );
  }
  for (const [i, name] of ids.entries()) {
    if (observations.get(name)?.review === "accepted" && !taken.includes(name)) {
      problems.push(
        error(
          "resolution-taken",
          `${name} is accepted, but ${id} does not take it`,
          place("observations", i),
          "take it, or set its REVIEW_STATUS",
        ),
      );
    }
  }
  if (ids.length > taken.length) problems.push(resolved([id, { ids, taken }], placeOf));
  return problems;
}

function resolved(
  [id, { ids, taken }]: readonly [string, { ids: readonly string[]; taken: readonly string[] }],
  placeOf: Origin["placeOf"],
): Problem {
  const left = ids.filter((name) => !taken.includes(name)).join(", ");
  const message = `${id}: sources differ; ${taken.length > 0 ? `${taken.join(", ")} taken` : "none taken"}, ${left} left out`;
  return warning("resolved-conflict", message, placeOf("resolutions.yaml", [id]), "Data notes tells the reader why");
}
