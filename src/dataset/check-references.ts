import { join } from "node:path";
import { error, nearest, type Place, type Problem } from "../errors.ts";
import { briefFolder, tableFiles } from "./dataset-files.ts";
import { isFaulty, type Origin, unknownOrigin, type YamlPath } from "./origin.ts";
import type { BriefDefinition, ChartSpec, Dataset, Park, Resolution } from "./schema.ts";

/** A name that one member gives to another, and where it stands. */
interface Reference {
  readonly kind: string;
  readonly name: string;
  readonly place: Place;
}

/** Where the members of each kind are kept. */
const homes = {
  indicator: ["indicators", "indicators.yaml"],
  source: ["sources", tableFiles.sources],
  area: ["areas", "areas.yaml"],
  breakdown: ["codes", "codelists.yaml"],
  country: ["codes", "codelists.yaml"],
  observation: ["observations", tableFiles.observations],
  event: ["events", tableFiles.events],
  park: ["parks", "parks.yaml"],
  chart: ["charts", "charts.yaml"],
} as const satisfies Record<string, readonly [keyof Dataset, string]>;
type Kind = keyof typeof homes;

/** Every name in the data that nothing has. */
export function checkReferences(dataset: Dataset): Problem[] {
  const origin = dataset.origin ?? unknownOrigin;
  const references = [...observationReferences(dataset, origin), ...eventReferences(dataset, origin), ...yamlReferences(dataset, origin)];
  return references.flatMap((reference) => checkReference(reference, dataset, origin));
}

interface TypedReference extends Reference {
  readonly kind: Kind;
}

function checkReference({ kind, name, place }: TypedReference, dataset: Dataset, origin: Origin): Problem[] {
  const [member, file] = homes[kind];
  const members: ReadonlyMap<string, unknown> = dataset[member];
  const id = kind === "country" ? `country:${name}` : name;
  if (members.has(id) || isFaulty(origin, file, id)) return [];
  const meant = nearest(id, members.keys());
  const hint = meant ? `did you mean "${meant.replace(kind === "country" ? "country:" : "", "")}"?` : `add it to ${file}`;
  return [error(`unknown-${kind}`, `there is no ${kind} "${name}"`, place, hint)];
}

function observationReferences({ observations }: Dataset, { directory }: Origin): TypedReference[] {
  const file = join(directory, tableFiles.observations);
  return [...observations.values()].flatMap(({ indicator, source, referenceArea, counterpartArea, breakdown, line }) => {
    const at = (kind: Kind, name: string, field: string): TypedReference => ({ kind, name, place: { file, line, field } });
    return [
      at("indicator", indicator, "INDICATOR"),
      at("source", source, "SOURCE"),
      at("area", referenceArea, "REF_AREA"),
      ...(counterpartArea ? [at("country", counterpartArea, "COUNTERPART_AREA")] : []),
      ...(breakdown ? [at("breakdown", breakdown, "BREAKDOWN")] : []),
    ];
  });
}

function eventReferences({ events }: Dataset, { directory }: Origin): TypedReference[] {
  const file = join(directory, tableFiles.events);
  return [...events.values()].flatMap(({ source, country, line }) => [
    { kind: "source" as const, name: source, place: { file, line, field: "SOURCE" } },
    ...(country ? [{ kind: "country" as const, name: country, place: { file, line, field: "COUNTRY" } }] : []),
  ]);
}

type Named = readonly [kind: Kind, name: string, path: YamlPath];

function yamlReferences({ terms, parks, resolutions, charts, briefs }: Dataset, { placeOf }: Origin): TypedReference[] {
  const located = (file: string, named: readonly Named[]): TypedReference[] =>
    named.map(([kind, name, path]) => ({ kind, name, place: { ...placeOf(file, path), field: path.join(".") } }));
  return [
    ...located(
      "terms.yaml",
      [...terms].flatMap(([id, { source }]) => (source ? [["source", source, [id, "source"]] as const] : [])),
    ),
    ...located(
      "parks.yaml",
      [...parks].flatMap(([id, park]) => inPark(id, park)),
    ),
    ...located(
      "resolutions.yaml",
      [...resolutions].flatMap(([id, resolution]) => inResolution(id, resolution)),
    ),
    ...located(
      "charts.yaml",
      [...charts].flatMap(([id, chart]) => inChart(id, chart)),
    ),
    ...[...briefs].flatMap(([id, brief]) => located(`${briefFolder}/${id}.yaml`, inBrief(brief))),
  ];
}

const list = (kind: Kind, names: readonly string[] = [], path: YamlPath): readonly Named[] =>
  names.map((name, i) => [kind, name, [...path, i]]);

function inPark(id: string, { area, occupancy, source }: Park): readonly Named[] {
  const figures = { area, occupancy };
  const cited = Object.entries(figures).flatMap(([key, name]) => (name ? [["observation", name, [id, key]] as const] : []));
  return [["source", source, [id, "source"]], ...cited];
}

function inResolution(id: string, { observations, taken }: Resolution): readonly Named[] {
  return [...list("observation", observations, [id, "observations"]), ...list("observation", taken, [id, "taken"])];
}

function inChart(id: string, { series, events, whole, gap, highlight, kind }: ChartSpec): readonly Named[] {
  return [
    ...series.flatMap(({ observations }, i) => list("observation", observations, [id, "series", i, "observations"])),
    ...list("event", events, [id, "events"]),
    ...(whole ? [["observation", whole, [id, "whole"]] as const] : []),
    ...(gap ? [["observation", gap, [id, "gap"]] as const] : []),
    ...list(kind === "timeline" ? "event" : "observation", highlight, [id, "highlight"]),
  ];
}

function inBrief({ referenceArea, keyFigures, charts, indicatorTable, parks, events }: BriefDefinition): readonly Named[] {
  return [
    ["area", referenceArea, ["referenceArea"]],
    ...list("observation", keyFigures, ["keyFigures"]),
    ...list("chart", charts, ["charts"]),
    ...indicatorTable.flatMap(({ observations }, i) => list("observation", observations, ["indicatorTable", i, "observations"])),
    ...list("park", parks, ["parks"]),
    ...list("event", events, ["events"]),
  ];
}
