import { rm } from "node:fs/promises";
import { onTestFinished, test } from "vitest";
import { startPostgres } from "../queue/start-postgres.ts";
import { newStateFolder } from "../state/new-state-folder.ts";
import { crashSenders } from "./crash-senders.ts";

// A minute on a machine that has nothing else to do.
const timeout = 300_000;
const newSeed = (): number => Number(process.env["CRASH_SEED"] ?? Date.now() % 1_000_000);

/** What went wrong, with the seed that makes it go wrong again: CRASH_SEED=… */
async function withSeed(act: (seed: number) => Promise<void>): Promise<void> {
  const seed = newSeed();
  await act(seed).catch((cause: unknown) => {
    throw new Error(`CRASH_SEED=${seed}`, { cause });
  });
}

test("a sender killed 20 times sends everybody one message or leaves it uncertain: embedded database", { timeout }, async () => {
  const folder = await newStateFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await withSeed((seed) => crashSenders({ BRIEF_STATE_DIR: folder, DATABASE_URL: "" }, seed));
});

test("a sender killed 20 times sends everybody one message or leaves it uncertain: PostgreSQL", { timeout }, async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.stop());
  await withSeed((seed) => crashSenders({ DATABASE_URL: postgres.url }, seed));
});
