import { createHash } from "node:crypto";
import { rememberRow } from "../dataset/remember-row.ts";
import type { Dataset } from "../dataset/schema.ts";
import { formatPlace, type Place, type Problem } from "../errors.ts";
import type { EditionLanguage } from "../language/language.ts";
import type { IsoDate } from "../units.ts";
import { inputsOf } from "./input-digest.ts";

/** Raised with every change that changes what editions look like: it is part of their identity. */
const toolVersion = "0.1.0";
export const tool = { name: "investor-brief", version: toolVersion } as const;

export interface EditionIdentity {
  readonly brief: string;
  readonly language: EditionLanguage;
  readonly date: IsoDate;
  /** SHA-256 of each input by its name; those of other briefs don't count. */
  readonly hashes: ReadonlyMap<string, string>;
  /** The edition that it is compared with. */
  readonly previousId: string | null;
}

/**
 * `2026-11-21-3fa9c1d20b7e`: the day and what the edition was made from. The same inputs, day and edition before give the
 * same id.
 */
export function editionId({ brief, date, hashes, previousId }: Omit<EditionIdentity, "language">): string {
  const hash = createHash("sha256").update(`${toolVersion}\n${brief}\n${date}\n`);
  for (const [path, digest] of inputsOf(brief, hashes)) hash.update(`${path} ${digest}\n`);
  if (previousId !== null) hash.update(`previous ${previousId}\n`);
  return `${date}-${hash.digest("hex").slice(0, 12)}`;
}

/** What an edition is made from, whatever the day: with the same hash there is nothing new to print. */
export function inputsHash({ brief, hashes }: Pick<EditionIdentity, "brief" | "hashes">): string {
  const hash = createHash("sha256").update(`${toolVersion}\n${brief}\n`);
  for (const [path, digest] of inputsOf(brief, hashes)) hash.update(`${path} ${digest}\n`);
  return hash.digest("hex");
}

interface ManifestContent {
  readonly dataset: Dataset;
  readonly observations: readonly string[];
  /** Sections that a copy does without. */
  readonly leftOut?: readonly string[] | undefined;
  readonly warnings: readonly Problem[];
  /** The path below `data` or `templates` of a file as problems name it. */
  readonly paths: ReadonlyMap<string, string>;
}

/** What was put in and what came out, for whoever holds the PDF; attached to it as JSON. */
export function writeManifest(identity: EditionIdentity, { dataset, observations, leftOut, warnings, paths }: ManifestContent): Uint8Array {
  const made = {
    edition: editionId(identity),
    brief: identity.brief,
    language: identity.language,
    date: identity.date,
    previous: identity.previousId,
    tool,
    inputs: Object.fromEntries(inputsOf(identity.brief, identity.hashes)),
    ...(leftOut && { leftOut }),
  };
  // Nearly all of a manifest are observations, and they seldom change.
  const list = observations.map((id) => observationBytes(id, dataset));
  const rest = indented(describeWarnings(warnings, paths));
  return Buffer.concat([
    Buffer.from(`${JSON.stringify(made, null, 1).slice(0, -"\n}".length)},\n "observations": [`),
    ...list.flatMap((bytes, i) => (i === 0 ? [firstGap, bytes] : [gap, bytes])),
    Buffer.from(`${list.length === 0 ? "" : "\n "}],\n "warnings": ${rest}\n}\n`),
  ]);
}

const [firstGap, gap] = [Buffer.from("\n  "), Buffer.from(",\n  ")];

/** JSON as a member of an object has it. */
const indented = (value: unknown): string => JSON.stringify(value, null, 1).replaceAll("\n", "\n ");

function observationBytes(id: string, dataset: Dataset): Uint8Array {
  const observation = dataset.observations.get(id);
  const write = () => Buffer.from(indented(describeObservation(id, dataset)).replaceAll("\n", "\n "));
  return observation ? bytesOf(observation, dataset.sources.get(observation.source), write) : write();
}

const bytesOf = rememberRow<Uint8Array>();

/** Warnings as a manifest has them: files by their paths below `data` or `templates`, wherever those are. */
export function describeWarnings(warnings: readonly Problem[], paths: ManifestContent["paths"]) {
  const place = (where: Place): string =>
    formatPlace({ ...where, ...(where.file !== undefined && { file: paths.get(where.file) ?? where.file }) });
  return warnings.map(({ code, message, where }) => ({ code, message, ...(where && { where: place(where) }) }));
}

export function describeObservation(id: string, { observations, sources }: Dataset) {
  const observation = observations.get(id);
  if (!observation) throw new Error(`the edition cites ${id}, which the dataset lacks`);
  const source = sources.get(observation.source);
  const { indicator, referenceArea, counterpartArea, breakdown, timePeriod, value, unit, unitMultiplier, status, qualifier, review } =
    observation;
  return {
    id,
    indicator,
    referenceArea,
    ...(counterpartArea !== undefined && { counterpartArea }),
    ...(breakdown !== undefined && { breakdown }),
    timePeriod: timePeriod.text,
    value,
    unit,
    unitMultiplier,
    status,
    qualifier,
    review,
    asPrinted: observation.asPrinted,
    locator: observation.locator,
    source: {
      id: observation.source,
      publisher: source?.publisher,
      title: source?.title,
      url: source?.url,
      publishedOn: source?.publishedOn,
    },
  };
}
