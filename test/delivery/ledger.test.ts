import fc from "fast-check";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { claim, endData, enqueue, recordOutcomes, recoverAbandoned, registerSender, type Outcome } from "../../src/delivery/ledger.ts";
import { countStates, nextWake } from "../../src/delivery/ledger-outlook.ts";
import { deliveries, investors } from "../../src/state/tables.ts";
import { useDatabase } from "../investors/open-list.ts";
import { editionId, fillLedger, hashOf, keepEmptyEdition, newDelivery, startOfTests } from "./fill-ledger.ts";
import { happenings, LedgerModel, people, type ModelRow } from "./ledger-model.ts";

const database = useDatabase();
const me = { id: "00000000-0000-4000-8000-00000000000a", host: "here", pid: 1 };
const other = { ...me, id: "00000000-0000-4000-8000-00000000000b" };
const now = startOfTests;

const claimAs = (senderId: string, held: readonly number[] = []) => claim(database(), { editionId, senderId, limit: 100, held }, now);
const record = (senderId: string, id: number, outcome: Outcome) =>
  recordOutcomes(database(), { senderId, outcomes: new Map([[id, outcome]]) }, now);
const end = (senderId: string, id: number) => endData(database(), { senderId, ends: [{ id, asLink: false }] }, now);
const rowOf = async (id: number) => (await database().select().from(deliveries).where(eq(deliveries.id, id)))[0]!;

describe("promises that hold after every step, whatever happens to senders, servers and people:", () => {
  const promises: Record<string, (row: ModelRow) => boolean> = {
    "nobody has two": ({ taken }) => taken <= 1,
    "what is called sent has arrived": ({ state, taken }) => state !== "sent" || taken === 1,
    "what may have arrived is never sent again": ({ state, taken, hasEnded }) =>
      taken === 0 || state === "sent" || state === "uncertain" || (state === "sending" && hasEnded),
    "only what was ended is uncertain": ({ state, hasEnded }) => state !== "uncertain" || hasEnded,
  };
  const settled = new Set(["sent", "failed", "suppressed", "uncertain"]);

  test("any sequence of claims, ends, replies, faults, deaths, restarts and suppressions", { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (all) => {
        const model = new LedgerModel(database());
        await model.begin();
        const look = async (after: string): Promise<void> => {
          const rows = await model.rows();
          expect(rows).toHaveLength(people);
          const broken = rows.flatMap((row) =>
            Object.keys(promises)
              .filter((name) => !promises[name]!(row))
              .map((name) => ({ name, row })),
          );
          expect({ after, broken, steps: model.broken }).toEqual({ after, broken: [], steps: [] });
        };
        for (const one of all) {
          await model.happen(one);
          await look(JSON.stringify(one));
        }
        await model.finish();
        await look("the end");
        // Nothing is lost: in the end each is settled, and whoever was neither refused nor suppressed has it or may have it.
        expect((await model.rows()).filter(({ state }) => !settled.has(state))).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});

test("an edition is queued once a person, however often it is asked for", async () => {
  await fillLedger(database(), 3);
  const list = await database().select().from(investors);
  const again = list.map(({ id }, i) => newDelivery(i, id));
  expect(await enqueue(database(), { editionId, deliveries: again }, now)).toBe(0);
  expect((await countStates(database(), editionId)).queued).toBe(3);
});

test("two senders never get the same row", async () => {
  await fillLedger(database(), 20);
  for (const one of [me, other]) await registerSender(database(), one, now);
  const both = await Promise.all([claimAs(me.id), claimAs(other.id)]);
  expect(new Set(both.flat().map(({ id }) => id)).size).toBe(20);
  expect(both.flat()).toHaveLength(20);
});

test("a sender that was taken for dead while it lived may not end its message, and may not get the row again while it has it", async () => {
  await fillLedger(database(), 1);
  for (const one of [me, other]) await registerSender(database(), one, now);
  const [mine] = await claimAs(me.id);
  await recoverAbandoned(database(), { senderId: other.id, dead: { senders: [me.id], before: new Date(0) } }, now);
  expect(await end(me.id, mine!.id)).toEqual(new Set());
  await record(me.id, mine!.id, { state: "deferred", reply: "451", nextAttemptAt: now });
  expect((await rowOf(mine!.id)).state).toBe("queued");
  expect(await claimAs(me.id, [mine!.id])).toEqual([]);
  const [theirs] = await claimAs(other.id);
  expect(theirs).toMatchObject({ id: mine!.id, attempts: 1 });
  // What the first one says of it now is of no account.
  await record(me.id, mine!.id, { state: "failed", reply: "550" });
  expect((await rowOf(mine!.id)).state).toBe("sending");
});

test("a sender that was taken for dead after the end of its message may still say how it went; others may not", async () => {
  await fillLedger(database(), 2);
  for (const one of [me, other]) await registerSender(database(), one, now);
  const [first, second] = await claimAs(me.id);
  for (const { id } of [first!, second!]) await end(me.id, id);
  await recoverAbandoned(database(), { senderId: other.id, dead: { senders: [me.id], before: new Date(0) } }, now);
  await record(other.id, first!.id, { state: "sent", reply: "250", bytes: 1 });
  expect((await rowOf(first!.id)).state).toBe("uncertain");
  await record(me.id, first!.id, { state: "sent", reply: "250", bytes: 1 });
  expect((await rowOf(first!.id)).state).toBe("sent");
  expect((await rowOf(second!.id)).state).toBe("uncertain");
});

test("only senders that are dead lose their rows", async () => {
  await fillLedger(database(), 1);
  for (const one of [me, other]) await registerSender(database(), one, now);
  await claimAs(me.id);
  const lease = { senders: [], before: new Date(now.getTime() - 1) };
  expect(await recoverAbandoned(database(), { senderId: other.id, dead: lease }, now)).toEqual({ requeued: 0, uncertain: 0 });
  const over = { senders: [], before: new Date(now.getTime() + 1) };
  expect(await recoverAbandoned(database(), { senderId: other.id, dead: over }, now)).toEqual({ requeued: 1, uncertain: 0 });
});

test("who got which edition of the brief last is known with the row", async () => {
  const before = "2026-10-21-0123456789ab";
  await fillLedger(database(), 2);
  await keepEmptyEdition(database(), before);
  const [person] = await database()
    .select()
    .from(investors)
    .where(eq(investors.addressHash, hashOf(1)));
  const old = { ...newDelivery(1, person!.id), messageId: "old@example.com", bounceToken: "old" };
  await enqueue(database(), { editionId: before, deliveries: [old] }, now);
  await database().update(deliveries).set({ state: "sent", sentAt: now }).where(eq(deliveries.editionId, before));
  await registerSender(database(), me, now);
  const claims = await claimAs(me.id);
  expect(claims.map(({ addressHash, previousEditionId }) => [addressHash, previousEditionId])).toEqual([
    [hashOf(0), null],
    [hashOf(1), before],
  ]);
});

test("nobody without consent gets a row's message", async () => {
  await fillLedger(database(), 2);
  await registerSender(database(), me, now);
  await database()
    .update(investors)
    .set({ consentProof: "" })
    .where(eq(investors.addressHash, hashOf(0)));
  expect((await claimAs(me.id)).map(({ addressHash }) => addressHash)).toEqual([hashOf(1)]);
});

test("a reply with anything in it can be kept", async () => {
  await fillLedger(database(), 1);
  await registerSender(database(), me, now);
  const [mine] = await claimAs(me.id);
  await record(me.id, mine!.id, { state: "failed", reply: `550 \u0000\ud800 ${"😀".repeat(300)} 'quoted' \\ "` });
  expect((await rowOf(mine!.id)).lastReply).toMatch(/^550 \ufffd 😀+/u);
});

test("a sender wakes for what comes first", () => {
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const nothing = { queued: 0, nextAttemptAt: null, othersSeenAt: null };
  expect(nextWake(nothing, now)).toBe(null);
  expect(nextWake({ ...nothing, nextAttemptAt: at(90) }, now)).toEqual(at(90));
  expect(nextWake({ ...nothing, nextAttemptAt: at(90), othersSeenAt: at(-20) }, now)).toEqual(at(40));
  expect(nextWake({ ...nothing, queued: 1, othersSeenAt: at(-90) }, now)).toEqual(at(1));
});
