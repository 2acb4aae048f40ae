import { afterAll, beforeAll, expect, test } from "vitest";
import type { KeptEdition } from "../../src/edition/kept-edition.ts";
import { keepNextEdition } from "../../src/state/keep-next-edition.ts";
import { newestEdition } from "../../src/state/newest-edition.ts";
import { openState, type State } from "../../src/state/open-state.ts";
import { day, exampleContent, exampleEdition } from "../mail/example-edition.ts";
import { startPostgres, type RunningPostgres } from "../queue/start-postgres.ts";

const now = new Date("2026-11-21T03:00:00Z");
let [server, state]: [RunningPostgres | undefined, State | undefined] = [undefined, undefined];
const slowMachineMs = 60_000;
beforeAll(async () => {
  server = await startPostgres();
  state = await openState({ stateFolder: "", databaseUrl: server.url }, now);
}, slowMachineMs);
afterAll(async () => {
  await state?.close();
  await server?.stop();
});

const edition = (date: string, letter: string, previousId: string | null): KeptEdition => ({
  ...exampleEdition({ content: exampleContent({ date: day(date) }) }),
  id: `${date}-${letter.repeat(12)}`,
  inputsHash: letter,
  previousId,
});

test("of several machines that keep an edition at once one does, and the others are overtaken, time and again", async () => {
  const { database } = state!;
  let before: string | null = null;
  for (const date of ["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"]) {
    const keeping = ["a", "b", "c", "d"].map((letter) =>
      database.transaction((transaction) => keepNextEdition(transaction, edition(date, letter, before), now)),
    );
    const ends: string[] = await Promise.all(keeping);
    expect(ends.filter((end) => end === "kept")).toHaveLength(1);
    const newest = await newestEdition(database, "example");
    expect(newest?.previous?.id ?? null).toBe(before);
    before = newest?.id ?? null;
  }
});
