import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { claim, endData, registerSender } from "../../src/delivery/ledger.ts";
import { countStates } from "../../src/delivery/ledger-outlook.ts";
import { currentPause, liftPauses } from "../../src/delivery/pauses.ts";
import { sendEdition } from "../../src/delivery/send-edition.ts";
import type { SendEffects, SendEnd, SendOrder } from "../../src/delivery/send-run.ts";
import { isSuppressed, suppressAddress } from "../../src/investors/suppressions.ts";
import { openSmtpConnection, smtpTimeouts } from "../../src/mail/smtp-connection.ts";
import { deliveries, investors, type DeliveryState } from "../../src/state/tables.ts";
import { useDatabase } from "../investors/open-list.ts";
import { scriptedServer, type Script, type ScriptedServer } from "../mail/scripted-server.ts";
import { addressOf, editionId, fillLedger, hashOf, plainMessage, quickEffects, startOfTests, stillEffects } from "./fill-ledger.ts";

const database = useDatabase();
const timeouts = { ...smtpTimeouts, courtesySeconds: 0.5 };

const limits = { connections: 3, maxAttempts: 8, pauseShare: 0.2 };

type Changes = Partial<Omit<SendOrder, "limits">> & { limits?: Partial<SendOrder["limits"]> };

const orderOf = (server: ScriptedServer, { limits: changed, ...changes }: Changes = {}): SendOrder => ({
  state: { database: database(), kind: "embedded" },
  editionId,
  open: () => openSmtpConnection(server.settings, timeouts),
  compose: (claim) => plainMessage(claim),
  stop: new AbortController().signal,
  limits: { ...limits, ...changed },
  ...changes,
});

async function sendThrough(
  script: Script,
  { people = 10, effects = quickEffects(), ...changes }: Changes & { people?: number; effects?: SendEffects } = {},
): Promise<{ end: SendEnd; server: ScriptedServer; counts: Record<string, number> }> {
  const server = await scriptedServer(script);
  await fillLedger(database(), people);
  const end = await sendEdition(orderOf(server, changes), effects);
  return { end, server, counts: await counted() };
}

const counted = async (): Promise<Record<string, number>> =>
  Object.fromEntries(Object.entries(await countStates(database(), editionId)).filter(([, count]) => count > 0));

/** How often each message came. */
const arrivals = ({ messages }: Pick<ScriptedServer, "messages">): number[] =>
  [...Map.groupBy(messages, (message) => /To: (\S+)/.exec(message)?.[1]).values()].map(({ length }) => length);

const rowOf = async (person: number) => {
  const [row] = await database()
    .select()
    .from(deliveries)
    .where(eq(deliveries.addressHash, hashOf(person)));
  return row!;
};

const personIn = (line: string): number => Number(/person-(\d+)@/.exec(line)?.[1] ?? -1);

test("everybody gets one message, and the ledger has the server's words, the size and the time", async () => {
  const { end, server, counts } = await sendThrough(() => undefined, { people: 40 });
  expect({ end, counts }).toEqual({ end: { kind: "done" }, counts: { sent: 40 } });
  expect(arrivals(server)).toEqual(Array.from({ length: 40 }, () => 1));
  expect(await rowOf(7)).toMatchObject({
    lastReply: "250 2.0.0 taken as 1",
    attempts: 1,
    messageBytes: plainMessage({ address: addressOf(7), messageId: `7.${editionId}@example.com` }).bytes,
    sentAt: startOfTests,
    dataEndedAt: startOfTests,
  });
  expect(server.connections()).toBeLessThanOrEqual(3);
  expect(server.lines.filter((line) => line === "QUIT")).toHaveLength(server.connections());
});

test("a second run has nothing to do and does not even connect", async () => {
  const { server } = await sendThrough(() => undefined);
  const before = server.connections();
  expect(await sendEdition(orderOf(server), quickEffects())).toEqual({ kind: "done" });
  expect(server.connections()).toBe(before);
});

test("a connection is taken leave of after 100 messages", async () => {
  const { server, end } = await sendThrough(() => undefined, { people: 250, limits: { connections: 1 } });
  expect({ end, connections: server.connections() }).toEqual({ end: { kind: "done" }, connections: 3 });
});

test("a greylist lets pass later: those put off are sent in the same run, each once", async () => {
  const seen = new Set<number>();
  const effects = quickEffects();
  const { end, server, counts } = await sendThrough(
    (stage, line) => {
      if (stage !== "RCPT" || seen.has(personIn(line))) return undefined;
      seen.add(personIn(line));
      return "450 4.2.0 greylisted, come back";
    },
    { effects },
  );
  expect({ end, counts }).toEqual({ end: { kind: "done" }, counts: { sent: 10 } });
  expect(arrivals(server)).toEqual(Array.from({ length: 10 }, () => 1));
  expect((await rowOf(3)).attempts).toBe(2);
  // The plan's first wait, less or more by a fifth; chance is at its middle here.
  expect(effects.waits.filter((ms) => ms > 0)).toEqual([60_000]);
});

test("what stays put off is left for a later run, which says when", async () => {
  const { end, counts } = await sendThrough((stage, line) => (stage === "RCPT" && personIn(line) < 2 ? "451 4.3.2 not now" : undefined));
  expect(end).toEqual({ kind: "later", nextAttemptAt: expect.any(Date) });
  expect(counts).toEqual({ sent: 8, deferred: 2 });
  expect(await rowOf(1)).toMatchObject({ attempts: 4, lastReply: "451 4.3.2 not now" });
});

test("after the last attempt a message is given up", async () => {
  const { end, counts } = await sendThrough((stage) => (stage === "DATA" ? "451 4.3.2 not now" : undefined), {
    people: 2,
    limits: { maxAttempts: 3 },
  });
  expect({ end, counts }).toEqual({ end: { kind: "done" }, counts: { failed: 2 } });
  expect((await rowOf(0)).lastReply).toBe("given up after attempt 3: 451 4.3.2 not now");
});

test.for([
  ["MAIL", "550 5.7.1 no", false],
  ["MAIL", "550 5.1.8 your domain is bad", false],
  ["RCPT", "550 5.1.1 nobody here", true],
  ["RCPT", "551 5.1.6 has moved", true],
  ["RCPT", "556 5.1.10 takes no mail", true],
  ["RCPT", "550 5.1.7 your address is bad", false],
  ["RCPT", "550 5.7.1 not wanted", false],
  ["RCPT", "552 5.2.2 mailbox full", false],
  ["DATA", "554 5.5.1 no", false],
  ["end", "550 5.1.1 nobody here", true],
  ["end", "552 5.3.4 too big", false],
  ["end", "554 no", false],
] as const)("5xx at %s (%s) is final; the address is suppressed: %s", async ([stage, reply, suppressed]) => {
  let told = false;
  const { end, server, counts } = await sendThrough(
    (now) => {
      if (now !== stage || told) return undefined;
      told = true;
      return reply;
    },
    { limits: { connections: 1 } },
  );
  expect({ end, counts }).toEqual({ end: { kind: "done" }, counts: { sent: 9, failed: 1 } });
  expect(await rowOf(0)).toMatchObject({ state: "failed", lastReply: reply, attempts: 1 });
  expect(await isSuppressed(database(), hashOf(0))).toBe(suppressed);
  expect(arrivals(server).length).toBe(stage === "end" ? 10 : 9);
});

test.for(["MAIL", "RCPT", "DATA", "body"] as const)(
  "a connection lost at %s puts the message off, and it is sent over another one, once",
  async (stage) => {
    let dropped = 0;
    const { end, server, counts } = await sendThrough((now) => {
      if (now !== stage || dropped >= 3) return undefined;
      dropped += 1;
      return { drop: true };
    });
    expect(dropped).toBe(3);
    expect(end).toEqual({ kind: "done" });
    // Amid a short body the last octets may be on their way already, and then nobody knows.
    expect((counts["sent"] ?? 0) + (stage === "body" ? (counts["uncertain"] ?? 0) : 0)).toBe(10);
    expect(new Set(arrivals(server))).toEqual(new Set([1]));
  },
);

test("an answer lost after the end of a message leaves it uncertain, and no run sends it again", async () => {
  const seen: number[] = [];
  const { end, server, counts } = await sendThrough(
    (stage, line) => {
      if (stage === "RCPT") seen.push(personIn(line));
      return stage === "end" && seen.length === 4 ? { drop: true } : undefined;
    },
    { limits: { connections: 1 } },
  );
  expect({ end, counts }).toEqual({ end: { kind: "done" }, counts: { sent: 9, uncertain: 1 } });
  expect(await rowOf(3)).toMatchObject({ state: "uncertain", lastReply: expect.stringMatching(/^no answer to the message: /) });
  expect(await sendEdition(orderOf(server), quickEffects())).toEqual({ kind: "done" });
  expect(arrivals(server)).toEqual(Array.from({ length: 10 }, () => 1));
});

test("421 puts the message off and the rest goes over another connection", async () => {
  let told = 0;
  const { end, server, counts } = await sendThrough((stage) => (stage === "end" && ++told === 2 ? "421 4.3.2 going down" : undefined));
  expect({ end, counts }).toEqual({ end: { kind: "done" }, counts: { sent: 10 } });
  // The one that was refused at its end came whole, too: its server said that it did not take it.
  expect(arrivals(server).reduce((a, b) => a + b)).toBe(11);
});

test("a wrong password pauses everything after one try; nothing is counted as an attempt, and only a lifted pause lets it go on", async () => {
  let right = false;
  const script: Script = (stage) => (stage === "AUTH" && !right ? "535 5.7.8 wrong" : undefined);
  const server = await scriptedServer(script);
  const open = () => openSmtpConnection({ ...server.settings, user: "brief", password: "secret" }, timeouts);
  await fillLedger(database(), 10);
  const order = orderOf(server, { open });
  const reason = "the mail server refused the login: 535 5.7.8 wrong";
  expect(await sendEdition(order, quickEffects())).toEqual({ kind: "paused", reason });
  expect(server.connections()).toBe(1);
  expect(await currentPause(database())).toMatchObject({ reason, since: startOfTests });
  expect(await counted()).toEqual({ queued: 10 });
  expect((await rowOf(0)).attempts).toBe(0);
  right = true;
  expect(await sendEdition(order, quickEffects())).toEqual({ kind: "paused", reason });
  expect(server.connections()).toBe(1);
  expect(await liftPauses(database(), startOfTests)).toBe(1);
  expect(await sendEdition(order, quickEffects())).toEqual({ kind: "done" });
  expect(await counted()).toEqual({ sent: 10 });
});

test("a server that wants a login in the middle pauses everything, and the message is given back", async () => {
  const { end, counts } = await sendThrough((stage) => (stage === "MAIL" ? "530 5.7.0 authentication required" : undefined));
  expect(end).toEqual({ kind: "paused", reason: "the mail server wants a login: 530 5.7.0 authentication required" });
  expect(counts).toEqual({ queued: 10 });
});

test("too large a share of failures for good pauses everything", async () => {
  const { end, counts } = await sendThrough(
    (stage, line) => (stage === "RCPT" && personIn(line) % 3 === 0 ? "550 5.1.1 nobody" : undefined),
    {
      people: 100,
      limits: { connections: 1 },
    },
  );
  const reason = "11 of the last 50 attempts failed for good, the last one with: 550 5.1.1 nobody";
  expect(end).toEqual({ kind: "paused", reason });
  expect(counts).toEqual({ failed: 11, sent: 20, queued: 69 });
  expect(await currentPause(database())).toMatchObject({ reason });
});

test("as many as are allowed pause nothing", async () => {
  const { end, counts } = await sendThrough((stage, line) => (stage === "RCPT" && personIn(line) % 5 === 0 ? "550 5.7.1 no" : undefined), {
    people: 100,
    limits: { connections: 1 },
  });
  expect({ end, counts }).toEqual({ end: { kind: "done" }, counts: { failed: 20, sent: 80 } });
});

test("a server that can't be reached is tried a few times, ever more slowly, and then left; no message has lost an attempt", async () => {
  const effects = quickEffects();
  const { end, server, counts } = await sendThrough((stage) => (stage === "greeting" ? "421 4.3.2 too busy" : undefined), { effects });
  expect(end).toEqual({ kind: "unreachable", words: "can't reach the mail server: 421 4.3.2 too busy" });
  expect(server.connections()).toBe(6);
  expect(effects.waits.filter((ms) => ms > 0)).toEqual([1000, 2000, 4000, 8000, 16_000]);
  expect(counts).toEqual({ queued: 10 });
  expect((await rowOf(0)).attempts).toBe(0);
});

test("a server that takes every connection down is left after a few", async () => {
  const { end, server, counts } = await sendThrough((stage) => (stage === "MAIL" ? { drop: true } : undefined), { people: 100 });
  expect(end.kind).toBe("unreachable");
  expect(server.connections()).toBeLessThanOrEqual(6 + 2 * limits.connections);
  expect(counts["queued"]).toBeGreaterThan(80);
});

test("TLS that is missing or wrong ends the run at once", async () => {
  const server = await scriptedServer();
  await fillLedger(database(), 3);
  const open = () => openSmtpConnection({ ...server.settings, requireTls: true }, timeouts);
  expect(await sendEdition(orderOf(server, { open }), quickEffects())).toMatchObject({ kind: "unreachable" });
  expect(server.connections()).toBe(1);
  expect(await counted()).toEqual({ queued: 3 });
});

test("whoever is suppressed before or amid the run gets nothing", async () => {
  await fillLedger(database(), 6);
  await suppressAddress(database(), { addressHash: hashOf(1), reason: "unsubscribed", since: startOfTests });
  const suppressedAmid = Promise.withResolvers<void>();
  const server = await scriptedServer();
  const order = orderOf(server, {
    limits: { connections: 1 },
    compose: async (claim) => {
      // Claimed already, and its connection open.
      if (claim.address === addressOf(3)) {
        await suppressAddress(database(), { addressHash: hashOf(3), reason: "unsubscribed", since: startOfTests });
        suppressedAmid.resolve();
      }
      return plainMessage(claim);
    },
  });
  expect(await sendEdition(order, quickEffects())).toEqual({ kind: "done" });
  await suppressedAmid.promise;
  expect(await counted()).toEqual({ sent: 4, suppressed: 2 });
  expect(server.messages.some((message) => /person-[13]@/.test(message))).toBe(false);
});

test("whoever was erased gets nothing", async () => {
  await fillLedger(database(), 3);
  await database()
    .delete(investors)
    .where(eq(investors.addressHash, hashOf(1)));
  const server = await scriptedServer();
  expect(await sendEdition(orderOf(server), quickEffects())).toEqual({ kind: "done" });
  expect(await counted()).toEqual({ sent: 2, suppressed: 1 });
});

test("no more messages a minute than asked for", async () => {
  const effects = quickEffects();
  const begun: number[] = [];
  const { end } = await sendThrough(
    (stage) => {
      if (stage === "MAIL") begun.push(effects.now().getTime());
      return undefined;
    },
    { effects, people: 20, limits: { ratePerMinute: 30, connections: 1 } },
  );
  expect(end).toEqual({ kind: "done" });
  for (const [i, time] of begun.slice(1).entries()) expect(time - begun[i]!).toBeGreaterThanOrEqual(2000);
});

test("asked to stop, it finishes what is under way and gives the rest back", async () => {
  const stop = new AbortController();
  const { end, server, counts } = await sendThrough(
    (stage, line) => {
      if (stage === "RCPT" && personIn(line) === 5) stop.abort();
      return undefined;
    },
    {
      people: 60,
      stop: stop.signal,
      effects: stillEffects(),
    },
  );
  expect(end).toEqual({ kind: "stopped" });
  expect(counts["sent"]).toBe(server.messages.length);
  expect(counts["sent"]! + counts["queued"]!).toBe(60);
  expect(counts["sent"]).toBeLessThan(20);
  const rows = await database().select().from(deliveries);
  expect(rows.filter(({ state }) => state === "queued").every(({ attempts }) => attempts === 0)).toBe(true);
});

test.for<["MAIL" | "end", DeliveryState]>([
  ["MAIL", "queued"],
  ["end", "uncertain"],
])("what is still at %s when the time to stop is over is cut off and %s", async ([stage, state]) => {
  const stop = new AbortController();
  const { end, counts } = await sendThrough(
    (now) => {
      if (now !== stage) return undefined;
      stop.abort();
      return null;
    },
    { people: 5, stop: stop.signal, limits: { connections: 1 } },
  );
  expect(end).toEqual({ kind: "stopped" });
  expect(counts).toEqual(state === "queued" ? { queued: 5 } : { uncertain: 1, queued: 4 });
});

test("a message that a bug keeps from being composed is failed and told at the end, and everyone else gets theirs", async () => {
  await fillLedger(database(), 10);
  const server = await scriptedServer();
  const compose: SendOrder["compose"] = (claim) => {
    if (claim.address === addressOf(4)) throw new Error("a bug");
    return plainMessage(claim);
  };
  await expect(sendEdition(orderOf(server, { compose }), quickEffects())).rejects.toThrow("a bug");
  expect(await counted()).toEqual({ sent: 9, failed: 1 });
  expect(await rowOf(4)).toMatchObject({ state: "failed", lastReply: "it could not be composed, a bug", dataEndedAt: null });
  expect(arrivals(server)).toEqual(Array.from({ length: 9 }, () => 1));
});

test("a database that fails amid the run ends it, and no message is ended without its commit", async () => {
  await fillLedger(database(), 30);
  const server = await scriptedServer();
  let calls = 0;
  const failing = new Proxy(database(), {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...words: unknown[]): unknown => {
        if ((name === "transaction" || name === "execute") && ++calls > 12) throw new Error("the disk is full");
        return Reflect.apply(value, target, words);
      };
    },
  });
  const order = orderOf(server, { state: { database: failing, kind: "embedded" } });
  await expect(sendEdition(order, quickEffects())).rejects.toThrow("the disk is full");
  const ended = (await database().select().from(deliveries)).filter(({ dataEndedAt }) => dataEndedAt !== null);
  expect(server.messages.length).toBeLessThanOrEqual(ended.length);
});

test("what a dead sender left is sent if it had not ended, and uncertain if it had", async () => {
  await fillLedger(database(), 4);
  const dead = { id: "00000000-0000-4000-8000-000000000001", host: "here", pid: 77 };
  await registerSender(database(), dead, startOfTests);
  const claims = await claim(database(), { editionId, senderId: dead.id, limit: 2, held: [] }, startOfTests);
  await endData(database(), { senderId: dead.id, ends: [{ id: claims[1]!.id, asLink: false }] }, startOfTests);
  const server = await scriptedServer();
  expect(await sendEdition(orderOf(server), quickEffects())).toEqual({ kind: "done" });
  expect(await counted()).toEqual({ sent: 3, uncertain: 1 });
  expect(arrivals(server)).toEqual([1, 1, 1]);
});

test("on a server, what another sender has is left to it while it lives; after its lease it is taken over", async () => {
  await fillLedger(database(), 3);
  const other = { id: "00000000-0000-4000-8000-000000000002", host: "elsewhere", pid: 77 };
  await registerSender(database(), other, startOfTests);
  await claim(database(), { editionId, senderId: other.id, limit: 1, held: [] }, startOfTests);
  const server = await scriptedServer();
  const effects = quickEffects();
  const order = orderOf(server, { state: { database: database(), kind: "server" } });
  expect(await sendEdition(order, effects)).toEqual({ kind: "done" });
  expect(await counted()).toEqual({ sent: 3 });
  expect(effects.now().getTime() - startOfTests.getTime()).toBeGreaterThanOrEqual(60_000);
});

test("on a server, what a process of this machine left is taken over at once when the process is gone", async () => {
  await fillLedger(database(), 3);
  const other = { id: "00000000-0000-4000-8000-000000000003", host: "here", pid: 77 };
  await registerSender(database(), other, startOfTests);
  await claim(database(), { editionId, senderId: other.id, limit: 1, held: [] }, startOfTests);
  const server = await scriptedServer();
  const order = orderOf(server, { state: { database: database(), kind: "server" } });
  expect(await sendEdition(order, stillEffects())).toEqual({ kind: "done" });
  expect(await counted()).toEqual({ sent: 3 });
});
