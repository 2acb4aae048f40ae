import { cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { openState } from "../../src/state/open-state.ts";

/**
 * Fills a state folder as a first opening would. PostgreSQL takes seconds of the processor to set up an embedded database,
 * and a copy of one a tenth of a second: it is set up once a run (test/state/open-state.test.ts does so for its own sake).
 */
export async function fillStateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await cp(join(await pristineState(), "database"), join(folder, "database"), { recursive: true });
}

/** A temporary state folder whose database is set up and has no rows. */
export async function newStateFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "brief-state-"));
  await fillStateFolder(folder);
  return folder;
}

let pristine: Promise<string> | undefined;

const pristineState = (): Promise<string> => (pristine ??= makePristineState(join(inject("sharedFolder"), "state")));

/** Two workers may both be the first: the one that is later throws its own away. */
async function makePristineState(place: string): Promise<string> {
  const own = await mkdtemp(`${place}-`);
  if (existsSync(place)) return place;
  await (await openState({ stateFolder: own }, new Date())).close();
  await rename(own, place).catch(() => rm(own, { recursive: true }));
  return place;
}
