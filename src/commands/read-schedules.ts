import { createHash } from "node:crypto";
import { readDataset } from "../dataset/read-dataset.ts";
import { shownPath, type Effects } from "../effects.ts";
import { formatProblem, hasError, OutsideError, UserError } from "../errors.ts";
import { editionDay } from "../press/edition-day.ts";
import type { ReadSchedules } from "../queue/start-service.ts";
import { checkSchedules } from "../schedule/check-schedules.ts";
import { type Schedule, schedulesOf } from "../schedule/schedule.ts";

type Reading = Pick<Effects, "readTree" | "now">;

/**
 * The schedules of a folder of data.
 *
 * @throws UserError with everything that is wrong with the data.
 */
export async function readSchedules(folder: string, effects: Reading): Promise<readonly Schedule[]> {
  const { dataset, partial, problems } = await readDataset(shownPath(folder), effects);
  const found = [...problems, ...checkSchedules(partial, editionDay(effects.now()))];
  if (!dataset || hasError(found)) throw new UserError(found.filter(({ severity }) => severity === "error"));
  return schedulesOf(dataset);
}

/**
 * Reads them as often as it is asked, and parses them when a file has changed. While they can't be read, those that were
 * read last hold: a slip in the data must not stop what has nothing to do with it.
 */
export function scheduleReader(folder: string, effects: Reading): () => Promise<ReadSchedules> {
  let [last, known]: [ReadSchedules, string] = [{ schedules: [], problem: "" }, ""];
  return async () => {
    let hash = "";
    try {
      const files = await effects.readTree(folder, [".csv", ".yaml"]);
      hash = hashOf(files);
      if (hash === known) return last;
      last = { schedules: await readSchedules(folder, { ...effects, readTree: () => Promise.resolve(files) }), problem: "" };
    } catch (cause) {
      if (!(cause instanceof UserError || cause instanceof OutsideError)) throw cause;
      last = { ...last, problem: `the schedules can't be read, those that were read last go on: ${firstOf(cause)}` };
    }
    known = hash;
    return last;
  };
}

function firstOf(cause: UserError | OutsideError): string {
  const [first, ...others] = cause instanceof UserError ? cause.problems : [];
  return first ? `${formatProblem(first)}${others.length > 0 ? ` (and ${others.length} more)` : ""}` : cause.message;
}

function hashOf(files: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash("sha256");
  for (const [name, bytes] of files) hash.update(`${name}\n${bytes.length}\n`).update(bytes);
  return hash.digest("hex");
}
