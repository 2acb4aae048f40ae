import { sql } from "drizzle-orm";
import { rm } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { openState, type Database, type State } from "../../src/state/open-state.ts";
import { newStateFolder } from "../state/new-state-folder.ts";

export const secret = "a key of thirty-two characters, at least";
export const now = new Date("2026-11-21T03:00:00Z");

/** One embedded database for a test file, empty before each test. */
export function useDatabase(): () => Database {
  let folder = "";
  let state: State | undefined;
  beforeAll(async () => {
    folder = await newStateFolder();
    state = await openState({ stateFolder: folder }, now);
  });
  beforeEach(async () => {
    await state?.database.execute(sql`truncate investors, suppressions, deliveries, editions, edition_files, senders, pauses cascade`);
  });
  afterAll(async () => {
    await state?.close();
    await rm(folder, { recursive: true, force: true });
  });
  return () => {
    if (!state) throw new Error("the database is not open yet");
    return state.database;
  };
}
