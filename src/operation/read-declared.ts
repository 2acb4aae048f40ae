import { createHash } from "node:crypto";
import { currentStaleness } from "../dataset/check-stale.ts";
import { readDataset } from "../dataset/read-dataset.ts";
import type { BriefDefinition, Dataset } from "../dataset/schema.ts";
import { shownPath, type Effects } from "../effects.ts";
import { formatProblem, hasError, OutsideError, UserError, type Problem } from "../errors.ts";
import { editionDay } from "../press/edition-day.ts";
import { checkSchedules } from "../schedule/check-schedules.ts";
import { schedulesOf, type Schedule } from "../schedule/schedule.ts";
import type { IsoDate } from "../units.ts";

/** What the data says should be. */
export interface Declared {
  readonly briefs: ReadonlyMap<string, BriefDefinition["mailing"]>;
  readonly schedules: readonly Schedule[];
  /** Null: nobody knows, for the data can't be read. */
  readonly isStale: ((observation: string, day: IsoDate) => boolean) | null;
  /** Days off that are not known, or not for sure, though a schedule avoids them. */
  readonly holidayWarnings: readonly Problem[];
  /** Why the data can't be read, in one line; empty: it can. */
  readonly problem: string;
}

/** Reads what is declared in a folder of data; what is wrong with it is a part of the answer. */
export async function readDeclared(folder: string, effects: Pick<Effects, "readTree" | "now">): Promise<Declared> {
  try {
    const { dataset, partial, problems } = await readDataset(shownPath(folder), effects);
    const found = [...problems, ...checkSchedules(partial, editionDay(effects.now()))];
    if (!dataset || hasError(found)) return { ...nothing, problem: firstError(found) };
    return {
      briefs: new Map([...dataset.briefs].map(([id, { mailing }]) => [id, mailing])),
      schedules: schedulesOf(dataset),
      isStale: (observation, day) => isStale(dataset, observation, day),
      holidayWarnings: found.filter(({ code }) => code.startsWith("schedule-holidays-")),
      problem: "",
    };
  } catch (cause) {
    if (cause instanceof UserError) return { ...nothing, problem: firstError(cause.problems) };
    if (cause instanceof OutsideError) return { ...nothing, problem: cause.message };
    throw cause;
  }
}

/** Reads it as often as it is asked, and parses it when a file has changed or a day is over. */
export function declaredReader(folder: string, effects: Pick<Effects, "readTree" | "now">): () => Promise<Declared> {
  let known: { readonly key: string; readonly declared: Declared } | null = null;
  return async () => {
    const files = await effects.readTree(folder, [".csv", ".yaml"]).catch(() => null);
    // Why it can't be read, the reader itself tells.
    if (!files) return readDeclared(folder, effects);
    const hash = createHash("sha256").update(editionDay(effects.now()));
    for (const [name, bytes] of files) hash.update(`\n${name}\n${bytes.length}\n`).update(bytes);
    const key = hash.digest("hex");
    if (known?.key !== key) known = { key, declared: await readDeclared(folder, { ...effects, readTree: () => Promise.resolve(files) }) };
    return known.declared;
  };
}

const nothing: Declared = { briefs: new Map(), schedules: [], isStale: null, holidayWarnings: [], problem: "" };

function firstError(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === "error");
  return `${errors[0] ? formatProblem(errors[0]) : ""}${errors.length > 1 ? ` (and ${errors.length - 1} more)` : ""}`;
}

function isStale(dataset: Dataset, id: string, day: IsoDate): boolean {
  const observation = dataset.observations.get(id);
  return observation !== undefined && currentStaleness(observation, dataset, day) !== undefined;
}
