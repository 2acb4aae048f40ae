import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { resolveDeliveries, type ResolveFlags } from "../../src/commands/deliveries.ts";
import { nodeEffects } from "../../src/effects.ts";
import { deliveries, runs } from "../../src/state/tables.ts";
import { emptyConsole, schedule } from "../console/console-kit.ts";
import { addEdition, addPerson, now, openSmallState } from "../web/small-state.ts";

let state: Awaited<ReturnType<typeof openSmallState>>;
beforeAll(async () => {
  state = await openSmallState();
});
afterAll(() => state.close());

const edition = "binh-duong.2026-11-21";
/** One message that a run had, one that a person sent. */
beforeEach(async () => {
  await state.open();
  await emptyConsole(state);
  await addEdition(state);
  const { id: scheduleId, brief } = schedule;
  const row = { schedule: scheduleId, brief, occurrence: now, trigger: "schedule", state: "done", definition: schedule } as const;
  const [run] = await state.database
    .insert(runs)
    .values({ ...row, editionId: edition, queuedAt: now, finishedAt: now })
    .returning();
  for (const name of ["a", "b"]) await addPerson(state, { address: `${name}@customer.example`, state: "uncertain", dataEndedAt: now });
  await state.database.update(deliveries).set({ runId: run!.id }).where(eq(deliveries.id, 1));
  await state.release();
});

async function resolve(id: string | undefined, flags: ResolveFlags): Promise<string[]> {
  const said: string[] = [];
  const effects = { ...nodeEffects(), now: () => now, print: (line: string) => void said.push(line) };
  await resolveDeliveries(id, flags, { act: () => Promise.resolve(), effects, environment: { BRIEF_STATE_DIR: state.folder } });
  return said;
}

test("says which messages the service sends again, and for which a command is needed", async () => {
  expect(await resolve(undefined, { all: true, as: "again" })).toEqual([
    "1 to be sent again by the service",
    "1 to be sent again; give the send command for that",
  ]);
  await state.open();
  expect((await state.database.select().from(runs)).map((run) => run.state)).toEqual(["mailing"]);
  await state.release();
  await expect(resolve("1", { as: "again" })).rejects.toThrow("the delivery 1 is queued, not uncertain");
});
test("takes for sent what is, and nothing goes on for that", async () => {
  expect(await resolve("1", { as: "sent" })).toEqual(["1 taken for sent"]);
  expect(await resolve("2", { as: "again", json: true })).toEqual(['{"resolved":[2],"as":"again","problems":[]}']);
  await state.open();
  expect((await state.database.select().from(runs)).map((run) => run.state)).toEqual(["done"]);
  await state.release();
  await expect(resolve("3", { as: "sent" })).rejects.toThrow("there is no delivery 3");
});
