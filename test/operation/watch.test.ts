import type { Readable } from "node:stream";
import { sql } from "drizzle-orm";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Declared } from "../../src/operation/read-declared.ts";
import { sendAlert } from "../../src/operation/send-alert.ts";
import { makeWatcher, startWatch, type WatchParts } from "../../src/operation/start-watch.ts";
import { silentLog } from "../../src/log.ts";
import { openSmtpConnection } from "../../src/mail/smtp-connection.ts";
import type { Database } from "../../src/state/open-state.ts";
import { incidents, pauses } from "../../src/state/tables.ts";
import { useDatabase } from "../investors/open-list.ts";

const database = useDatabase();
const minute = 60_000;
let clock = 0;
const now = () => new Date(clock);
const declared: Declared = { briefs: new Map(), schedules: [], isStale: null, holidayWarnings: [], problem: "" };

/** A mail server that takes what it is given, or says no. */
let server: SMTPServer;
let port = 0;
let refuses: string | null = null;
let mails: ParsedMail[] = [];
beforeEach(async () => {
  [clock, refuses, mails] = [Date.parse("2026-11-21T03:00:00Z"), null, []];
  await database().execute(sql`truncate incidents, processes, pauses`);
  server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onMailFrom: (_, __, done) => done(refuses === null ? null : Object.assign(new Error(refuses), { responseCode: 451 })),
    onData: (stream, _, done) => void take(stream).finally(done),
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.server.address();
  port = typeof address === "object" && address ? address.port : 0;
});
afterEach(() => new Promise<void>((resolve) => server.close(resolve)));

async function take(stream: Readable): Promise<void> {
  mails.push(await simpleParser(stream));
}

const partsOf = (changes: Partial<WatchParts> = {}): WatchParts => {
  const smtp = { host: "127.0.0.1", port, implicitTls: false, requireTls: false };
  const settings = { to: ["a@operator.example", "b@operator.example"], from: { name: "Brief", address: "brief@example.com" }, smtp };
  const open = () => openSmtpConnection(smtp);
  return {
    database: database(),
    look: () => Promise.resolve({ declared, disks: [] }),
    tell: (items) => sendAlert({ settings, open, host: "one", now, log: silentLog }, items),
    tellsAway: true,
    log: silentLog,
    now,
    wait: () => Promise.resolve(),
    ...changes,
  };
};
const pause = (reason = "too many failed: lan.nguyen@example.com among them") => database().insert(pauses).values({ since: now(), reason });
const lift = () => database().execute(sql`delete from pauses`);
/** Looks once a minute for some minutes. */
async function lookFor(minutes: number, watcher = makeWatcher(partsOf())): Promise<void> {
  for (let i = 0; i < minutes; i++) {
    await watcher();
    clock += minute;
  }
}
const subjects = (): string[] => mails.filter(({ to }) => JSON.stringify(to).includes("a@operator")).map(({ subject }) => subject ?? "");

test("an incident is told once to each, with what to do and no address of anybody's, and so is its end", async () => {
  await pause();
  await lookFor(10);
  expect(mails).toHaveLength(2);
  expect(mails.map(({ to }) => JSON.stringify(to)).join()).toMatch(/a@operator.*b@operator/s);
  expect(mails[0]?.text).toContain("to do     mend what it says, then: brief send --resume");
  expect(mails[0]?.text).not.toContain("lan.nguyen");
  expect(mails[0]?.headers.get("auto-submitted")).toBe("auto-generated");
  await lift();
  await lookFor(10);
  expect(subjects()).toEqual([
    expect.stringMatching(/^Problem: sending is paused since 2026-11-21 03:00 UTC: too many failed/),
    expect.stringMatching(/^Recovered: sending is paused/),
  ]);
});

test("several at once go in one mail", async () => {
  await pause();
  const problem = { ...declared, problem: "data/a.csv:3: no" };
  await lookFor(3, makeWatcher(partsOf({ look: () => Promise.resolve({ declared: problem, disks: [] }) })));
  expect(subjects()).toEqual([expect.stringMatching(/\(and 1 more\)$/)]);
  expect(mails[0]?.text).toMatch(/PROBLEM.*PROBLEM/s);
});

test("what is over at the next look is not told", async () => {
  await pause();
  await lookFor(1);
  await lift();
  await lookFor(10);
  expect(mails).toEqual([]);
});

test("one that comes and goes is one incident until it has been gone for two minutes", async () => {
  const watcher = makeWatcher(partsOf());
  for (let i = 0; i < 10; i++) {
    await pause();
    await lookFor(1, watcher);
    await lift();
    await lookFor(1, watcher);
  }
  expect(subjects()).toHaveLength(1);
  expect(await database().select().from(incidents)).toHaveLength(1);
});

test("one that comes back within an hour of its end is counted, and told anew only if it stays for a quarter of an hour", async () => {
  const watcher = makeWatcher(partsOf());
  for (let i = 0; i < 3; i++) {
    await pause();
    await lookFor(5, watcher);
    await lift();
    await lookFor(10, watcher);
  }
  expect(subjects()).toHaveLength(2);
  await pause();
  await lookFor(20, watcher);
  expect(subjects()).toHaveLength(3);
  expect(mails.at(-1)?.text).toContain("came back 3 times");
  await lift();
  await lookFor(100, watcher);
  await pause();
  await lookFor(3, watcher);
  // Long after: a new incident.
  expect(subjects()).toHaveLength(5);
  expect(await database().select().from(incidents)).toHaveLength(2);
});

test("what the mail server does not take is told when it takes it, and is not told before that", async () => {
  refuses = "not now";
  await pause();
  await lookFor(5);
  expect(mails).toEqual([]);
  expect((await database().select().from(incidents))[0]?.toldAt).toBeNull();
  refuses = null;
  await lookFor(2);
  expect(subjects()).toHaveLength(1);
});

test("of several processes one tells", async () => {
  await pause();
  const watchers = Array.from({ length: 4 }, () => makeWatcher(partsOf()));
  for (let i = 0; i < 4; i++) {
    await Promise.all(watchers.map((watcher) => watcher()));
    clock += minute;
  }
  expect(subjects()).toHaveLength(1);
});

test("a process that dies while it tells leaves it to another, whose mail has the same Message-ID", async () => {
  await pause();
  const parts = partsOf();
  const dying = makeWatcher({
    ...parts,
    tell: async (items) => {
      await parts.tell?.(items);
      return new Promise(() => {});
    },
  });
  await dying();
  clock += minute;
  void dying();
  await expect.poll(() => mails.length).toBe(2);
  clock += minute;
  await lookFor(10);
  expect(mails).toHaveLength(2);
  clock += 15 * minute;
  await lookFor(1);
  expect(mails).toHaveLength(4);
  expect(mails[2]?.messageId).toBe(mails[0]?.messageId);
  expect(mails[0]?.messageId).not.toBe(mails[1]?.messageId);
});

test("that the database is away is told from memory after a minute, once, and that it is back", async () => {
  let away = true;
  const failing = new Proxy(database(), {
    get: (target: Database, name): unknown => {
      if (away) throw Object.assign(new Error("terminating connection"), { code: "57P01" });
      return Reflect.get(target, name, target);
    },
  });
  // A scheduler and a worker.
  const watchers = [true, false].map((tellsAway) => makeWatcher(partsOf({ database: failing, tellsAway })));
  const watcher = async () => void (await Promise.all(watchers.map((one) => one())));
  await lookFor(1, watcher);
  expect(mails).toEqual([]);
  await lookFor(5, watcher);
  away = false;
  await lookFor(5, watcher);
  expect(subjects()).toEqual([expect.stringMatching(/^Problem: the database/), expect.stringMatching(/^Recovered: the database/)]);
});

test("nobody to tell: it is written down all the same", async () => {
  await pause();
  await lookFor(3, makeWatcher(partsOf({ tell: null })));
  expect(await database().select().from(incidents)).toMatchObject([{ key: "sending-paused", toldAt: null }]);
});

test("a watch looks again and again until it is stopped", async () => {
  let looks = 0;
  const watch = startWatch(
    partsOf({
      look: () => {
        looks++;
        return Promise.resolve({ declared, disks: [] });
      },
      wait: (_, signal) => new Promise((resolve) => (looks < 3 ? resolve() : signal.addEventListener("abort", () => resolve()))),
    }),
  );
  await expect.poll(() => looks).toBe(3);
  await watch.stop();
  expect(looks).toBe(3);
});
