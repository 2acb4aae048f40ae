import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bounceTokenIn } from "../../src/delivery/bounced-delivery.ts";
import { settleBounce } from "../../src/delivery/settle-bounce.ts";
import { readBounce } from "../../src/mail/read-bounce.ts";
import type { State } from "../../src/state/open-state.ts";
import { deliveries, suppressions, type DeliveryState } from "../../src/state/tables.ts";
import { addEdition, addPerson, emptyState, openSmallState, secret } from "../web/small-state.ts";

let state: State;
beforeAll(async () => {
  state = await openSmallState();
});
afterAll(() => state.close());
beforeEach(async () => {
  await emptyState(state);
  await addEdition(state);
  // Somebody else, whom nothing of this concerns.
  await addPerson(state, { address: "an@elsewhere.example" });
});

const later = new Date("2026-11-21T03:00:10Z");
const nga = { address: "nga@customer.example", token: "t0123456789abcdefghij", messageId: "d-01@example.com" };

/** What is done about a kept message, and what then stands in the database. */
async function settle(name: string, change = (text: string) => text) {
  const text = change(readFileSync(join(import.meta.dirname, `../mail/bounces/${name}.eml`), "utf8"));
  const settings = { secret, bounceAddress: "bounces@example.com" };
  const settled = await settleBounce({ database: state.database, settings }, await readBounce(Buffer.from(text)), later);
  const rows = await state.database.select().from(deliveries).orderBy(deliveries.id);
  const [other, row] = rows;
  expect(other).toMatchObject({ state: "sent", lastReply: "" });
  return { settled, row, suppressed: await state.database.select().from(suppressions) };
}

describe("a message that failed for good", () => {
  test.each([
    "postfix-failed",
    "no-verp",
    "whole-message",
    "base64",
    "exchange-online",
    "exchange-plain",
    "exchange-html",
    "gmail",
    "qmail",
    "qmail-several",
    "exim",
    "exim-unrouteable",
    "postfix-plain",
    "sendmail",
    "several-ours-failed",
    "no-empty-lines",
    "forwarded-all",
    "failed-recipients-only",
    "unknown-daemon",
    "no-status-field",
  ])("is marked, and its address suppressed (%s)", async (name) => {
    const { hash } = await addPerson(state, nga);
    const { settled, row, suppressed } = await settle(name);
    expect(settled).toMatchObject({ outcome: "bounced", edition: "binh-duong.2026-11-21", delivery: row?.id, suppressed: true });
    expect(row).toMatchObject({ state: "failed", updatedAt: later });
    expect(row?.lastReply).toMatch(/^bounced 5\.1\.\d+: ./);
    expect(suppressed).toMatchObject([{ addressHash: hash, reason: "bounced", since: later }]);
    // Neither words nor notes name anybody.
    expect(JSON.stringify([settled, row?.lastReply, suppressed])).not.toMatch(/\bnga\b/i);
  });

  test.each([["policy"], ["mailbox-full"], ["class-only-spam"], ["expired"], ["qmail-too-long"], ["internationalised"]])(
    "is marked, but keeps its address where the reason is not the address (%s)",
    async (name) => {
      await addPerson(state, nga);
      const { settled, row, suppressed } = await settle(name);
      expect(settled).toMatchObject({ outcome: "bounced", suppressed: false });
      expect(row?.state).toBe("failed");
      expect(suppressed).toEqual([]);
    },
  );

  test.each<[DeliveryState, DeliveryState]>([
    ["sent", "failed"],
    ["uncertain", "failed"],
    ["sending", "failed"],
    ["failed", "failed"],
    ["queued", "queued"],
    ["deferred", "deferred"],
    ["suppressed", "suppressed"],
  ])("turns a delivery that is %s into %s, and suppresses all the same", async (before, after) => {
    await addPerson(state, { ...nga, state: before });
    const { row, suppressed } = await settle("postfix-failed");
    expect(row?.state).toBe(after);
    expect(suppressed).toHaveLength(1);
  });

  test("is told again and changes nothing more", async () => {
    await addPerson(state, nga);
    const first = await settle("postfix-failed");
    const second = await settle("postfix-failed");
    expect(second.suppressed).toEqual(first.suppressed);
    expect(second.row).toEqual(first.row);
  });
});

test.each(["complaint", "complaint-headers-only"])("a complaint suppresses, and leaves the delivery as sent (%s)", async (name) => {
  const { hash } = await addPerson(state, nga);
  const { settled, row, suppressed } = await settle(name);
  expect(settled).toMatchObject({ outcome: "complained", suppressed: true });
  expect(row).toMatchObject({ state: "sent", lastReply: "" });
  expect(suppressed).toMatchObject([{ addressHash: hash, reason: "complained" }]);
});

test.each([
  ["postfix-delayed", "delayed (4.4.1), not failed"],
  ["exim-delayed", "delayed, not failed"],
  ["postfix-plain-delayed", "delayed, not failed"],
  ["postfix-delivered", "delivered (2.0.0), not failed"],
  ["relayed", "relayed (2.0.0), not failed"],
  ["forwarded-partly", "several recipients, not all of which failed"],
  ["out-of-office", "an automatic answer"],
  ["vacation-vi", "an automatic answer"],
  ["receipt", "a receipt"],
  ["not-spam", "which is no complaint"],
  ["answer", "no report of a mail server"],
])("%s is left alone, and that is said: %s", async (name, words) => {
  await addPerson(state, { ...nga, state: "uncertain" });
  const { settled, row, suppressed } = await settle(name);
  expect(settled.outcome).toBe("left-alone");
  expect(settled.words).toContain(words);
  expect(row).toMatchObject({ state: "uncertain", lastReply: "" });
  expect(suppressed).toEqual([]);
});

test("a report about a message that is not ours is left alone", async () => {
  const { settled } = await settle("postfix-failed");
  expect(settled).toMatchObject({ outcome: "left-alone", delivery: null, words: "a report (RFC 3464) about no message of ours" });
});

test("one that names two messages of ours is left alone", async () => {
  await addPerson(state, nga);
  await addPerson(state, { address: "binh@customer.example", token: "t-other" });
  const { settled } = await settle("postfix-failed", (text) => text.replace("\nTo: ", "\nCc: bounces+t-other@example.com\nTo: "));
  expect(settled).toMatchObject({ outcome: "left-alone", delivery: null });
});

test("a server that changes the case of the return path's letters is understood", async () => {
  await addPerson(state, { ...nga, token: "T0123456789abcDEFghij", messageId: "other@example.com" });
  expect((await settle("postfix-failed")).settled.outcome).toBe("bounced");
});

test.each([
  ["bounces+TOKEN@example.com", "bounces@example.com", "TOKEN"],
  ["Bounces+TOKEN@Example.COM", "bounces@example.com", "TOKEN"],
  ["prvs=1234abcdef=bounces+TOKEN@example.com", "bounces@example.com", "TOKEN"],
  ["office+bounces+TO-KE_N@example.com", "office+bounces@example.com", "TO-KE_N"],
  ["bounces@example.com", "bounces@example.com", undefined],
  ["bounces+TOKEN@example.org", "bounces@example.com", undefined],
  ["bounces+a/b@example.com", "bounces@example.com", undefined],
  ["bounces+@example.com", "bounces@example.com", undefined],
  ["no address", "bounces@example.com", undefined],
])("of %s below %s the token is %s", (address, bounceAddress, token) => {
  expect(bounceTokenIn(address, bounceAddress)).toBe(token);
});
