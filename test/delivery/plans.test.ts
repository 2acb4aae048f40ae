import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkKept, checkMailing } from "../../src/delivery/check-mailing.ts";
import { messagePace } from "../../src/delivery/message-pace.ts";
import { newDeliveries } from "../../src/delivery/new-deliveries.ts";
import { recentAttempts } from "../../src/delivery/recent-attempts.ts";
import { reconnectAfterMs, retryAfterMs } from "../../src/delivery/retry-plan.ts";
import { serverTrouble } from "../../src/delivery/server-trouble.ts";
import { cleanReply } from "../../src/mail/clean-reply.ts";
import { day, exampleContent, exampleEdition, figure } from "../mail/example-edition.ts";

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe("the retry plan", () => {
  test("waits 1 min first, ever longer, 4 h at most, each within a fifth of its plan", () => {
    const middle = (attempts: number): number => retryAfterMs(attempts, () => 0.5) / 60_000;
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((n) => Math.round(middle(n)))).toEqual([1, 3, 6, 16, 39, 98, 240, 240]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), chance, (attempts, random) => {
        const ratio = retryAfterMs(attempts, () => random) / retryAfterMs(attempts, () => 0.5);
        expect(ratio).toBeGreaterThan(0.799);
        expect(ratio).toBeLessThan(1.201);
      }),
    );
  });
  test("connects at once while all is well, and waits the longer the more connections came to nothing", () => {
    expect([0, 1, 2, 3, 6, 100].map((n) => reconnectAfterMs(n, () => 0.5))).toEqual([0, 1000, 2000, 4000, 32_000, 60_000]);
  });
});

test("connections that break together are one failure of the server, and an answer makes up for all", () => {
  const trouble = serverTrouble(() => 0.5);
  const first = trouble.generation();
  for (let i = 0; i < 20; i++) trouble.failed(first);
  expect(trouble.waitMs()).toBe(1000);
  for (let i = 0; i < 4; i++) trouble.failed(trouble.generation());
  expect(trouble.tooMuch()).toBe(false);
  trouble.failed(trouble.generation());
  expect(trouble.tooMuch()).toBe(true);
  trouble.well();
  expect({ wait: trouble.waitMs(), much: trouble.tooMuch() }).toEqual({ wait: 0, much: false });
});

test("the share of failures is of the last 50 attempts alone", () => {
  const recent = recentAttempts();
  for (let i = 0; i < 10; i++) recent.add(true);
  expect(recent.exceed(0.2)).toBe(false);
  recent.add(true);
  expect(recent.exceed(0.2)).toBe(true);
  for (let i = 0; i < 40; i++) recent.add(false);
  expect(recent.failures()).toBe(10);
  expect(recent.exceed(0.2)).toBe(false);
  expect(recent.exceed(1)).toBe(false);
});

test("whenever messages are asked for, no two begin nearer than the pace allows, and none waits longer than it must", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.array(fc.nat({ max: 5000 })), (perMinute, gaps) => {
      const pace = messagePace(perMinute);
      let [now, last] = [0, Number.NEGATIVE_INFINITY];
      for (const gap of gaps) {
        now += gap;
        const start = now + pace(now);
        expect(start).toBeCloseTo(Math.max(now, last + 60_000 / perMinute), 3);
        last = start;
      }
    }),
  );
  expect(messagePace(undefined)(0)).toBe(0);
});

describe("a server's words", () => {
  test.for([
    ["550 5.1.1 <lan.nguyen@example.com>: unknown", "550 5.1.1 <l…@e….com>: unknown"],
    ["550-5.1.1 The account\r\n550-5.1.1 does not exist\n550 5.1.1 at all", "550-5.1.1 The account does not exist at all"],
    ["550 Lan.Nguyen has no mailbox here", "550 … has no mailbox here"],
    ["550 lan.nguyens is another", "550 lan.nguyens is another"],
    ["250 ok\u0007\u001b]0;title\u0007 \u202egnp\u0000", "250 ok ]0;title gnp"],
  ] as const)("%j are kept as %j", ([reply, kept]) => {
    expect(cleanReply(reply, "lan.nguyen@example.com")).toBe(kept);
  });
  test("never carry an address, a line's end or a control, and are never long", () => {
    const address = fc.emailAddress();
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), address, fc.string({ unit: "binary" }), address, (before, one, after, other) => {
        const kept = cleanReply(`550 ${before} <${one}> ${after} ${other}`, one);
        expect(kept).not.toContain(one);
        expect(kept).not.toContain(other);
        expect(kept).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(kept.length).toBeLessThanOrEqual(300);
        expect(kept.isWellFormed()).toBe(true);
      }),
    );
  });
});

test("Message-ID and return path follow from edition and person, tell nobody who it is, and survive a change of case", () => {
  const keys = {
    editionId: "2026-11-21-0123456789ab",
    secret: "a key of thirty-two characters, at least",
    domain: "example.com",
    personal: null,
  };
  const people = ["hash-a", "hash-b"].map((addressHash) => ({
    id: "00000000-0000-4000-8000-000000000000",
    addressHash,
    language: "vi" as const,
    interests: [],
  }));
  const made = newDeliveries(people, keys);
  expect(newDeliveries(people, keys)).toEqual(made);
  const others = [
    ...newDeliveries(people, { ...keys, editionId: "2026-11-22-0123456789ab" }),
    ...newDeliveries(people, { ...keys, secret: "another" }),
  ];
  const all = [...made, ...others].flatMap(({ messageId, bounceToken }) => [messageId, bounceToken]);
  expect(new Set(all.map((text) => text.toLowerCase())).size).toBe(12);
  expect(made[0]!.messageId).toMatch(/^2026-11-21-0123456789ab\.[0-9a-f]{32}@example\.com$/);
  expect(all.join(" ")).not.toContain("hash");
});

describe("an edition", () => {
  const figures = ["o1", "o2", "o3", "o4"].map((observation) => figure({ observation }));
  const edition = exampleEdition({ content: exampleContent({ date: day("2026-11-21"), figures, keyFigures: [] }) });
  const mailing = { maxStaleShare: 0.5, maxAgeDays: 31 };
  const stale = (...ids: readonly string[]) => ids.map((id) => ({ code: "stale-figure", message: `${id} (fdi, 2020) is 40 months old` }));
  const check = (warnings: ReturnType<typeof stale>, today = "2026-11-22", policy = mailing) =>
    checkMailing({ edition, warnings, mailing: policy }, day(today)).map(({ code }) => code);

  test("may be mailed from its own day until it is too old", () => {
    expect(check([], "2026-11-21")).toEqual([]);
    expect(check([], "2026-12-22")).toEqual([]);
    expect(check([], "2026-12-23")).toEqual(["edition-old"]);
    expect(check([], "2026-11-20")).toEqual(["edition-to-come"]);
  });
  test("that was kept may be mailed no longer, and not if a file of it was changed", () => {
    const codes = (kept = edition, today = "2026-12-22") => checkKept(kept, day(today)).map(({ code }) => code);
    expect(codes()).toEqual([]);
    expect(codes(edition, "2026-12-23")).toEqual(["edition-old"]);
    const [name = "", file] = [...edition.files][0] ?? [];
    const damaged = { ...file!, bytes: Buffer.from("%PDF-1.7 another") };
    expect(codes({ ...edition, files: new Map([...edition.files, [name, damaged]]) })).toEqual(["edition-file-changed"]);
  });
  test("may be mailed until too many of its own figures are stale", () => {
    expect(check(stale("o1", "o2", "o2", "o99", "o98"))).toEqual([]);
    expect(check(stale("o1", "o2", "o3"))).toEqual(["edition-stale"]);
    expect(check(stale("o1"), "2026-11-22", { ...mailing, maxStaleShare: 0 })).toEqual(["edition-stale"]);
  });
});
