import { randomUUID } from "node:crypto";
import { enqueue, type Claim } from "../../src/delivery/ledger.ts";
import type { SendEffects } from "../../src/delivery/send-run.ts";
import { addressHash } from "../../src/investors/address-hash.ts";
import type { Message } from "../../src/mail/compose-message.ts";
import type { Database } from "../../src/state/open-state.ts";
import { editions, investors } from "../../src/state/tables.ts";
import type { IsoDate } from "../../src/units.ts";

export const editionId = "2026-11-21-0123456789ab";
export const secret = "a key of thirty-two characters, at least";
export const startOfTests = new Date("2026-11-21T03:00:00Z");

export const addressOf = (person: number): string => `person-${person}@example.com`;
export const hashOf = (person: number): string => addressHash(addressOf(person), secret);

/** An edition, and so many people who are to get it. */
export async function fillLedger(database: Database, people: number, now = startOfTests): Promise<void> {
  await keepEmptyEdition(database, editionId, now);
  const ids = Array.from({ length: people }, () => randomUUID());
  for (let from = 0; from < people; from += 1000) {
    await database.insert(investors).values(
      ids.slice(from, from + 1000).map((id, i) => ({
        id,
        address: addressOf(from + i),
        addressHash: hashOf(from + i),
        name: `Person ${from + i}`,
        language: "en" as const,
        consentOn: "2026-01-05" as IsoDate,
        consentWay: "form" as const,
        consentProof: "form 17",
        createdAt: now,
        updatedAt: now,
      })),
    );
  }
  await enqueue(database, { editionId, deliveries: ids.map((id, i) => newDelivery(i, id)) }, now);
}

export const newDelivery = (person: number, investorId: string) => ({
  investorId,
  addressHash: hashOf(person),
  language: "en" as const,
  leftOut: null,
  messageId: `${person}.${editionId}@example.com`,
  bounceToken: `token-${person}`,
});

export async function keepEmptyEdition(database: Database, id: string, now = startOfTests): Promise<void> {
  const date = id.slice(0, 10) as IsoDate;
  const nothing = { vi: "", en: "" };
  const content = { title: nothing, date, maxAgeDays: 31, notice: nothing, pdfs: [], keyFigures: [], figures: [], chart: null };
  await database.insert(editions).values({ id, brief: "small", date, keptAt: now, content });
}

/** A message of a given size that names its person and nothing else. */
export function plainMessage({ address, messageId }: Pick<Claim, "address" | "messageId">, body: Uint8Array = filler(1000)): Message {
  const head = Buffer.from(`Message-ID: <${messageId}>\r\nTo: ${address}\r\nSubject: Brief\r\n\r\n`);
  const raw = [head, body];
  return {
    envelope: { from: "bounces@example.com", to: address, smtpUtf8: false },
    raw,
    bytes: raw.reduce((sum, { length }) => sum + length, 0),
    asLink: false,
  };
}

/** Lines as base64 has them. */
export const filler = (bytes: number): Uint8Array => Buffer.from(`${"QUJD".repeat(19)}\r\n`.repeat(Math.ceil(bytes / 78)));

/** A clock that only waiting moves: nothing in a test takes time. */
export function quickEffects(changes: Partial<SendEffects> = {}): SendEffects & { readonly waits: readonly number[] } {
  let now = startOfTests.getTime();
  const waits: number[] = [];
  return {
    waits,
    now: () => new Date(now),
    wait: async (ms) => {
      waits.push(ms);
      now += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
    random: () => 0.5,
    host: "here",
    pid: 4000,
    isAlive: () => false,
    ...changes,
  };
}

/** A clock that stands still: whoever waits does so until the wait is called off. */
export const stillEffects = (): SendEffects => ({
  ...quickEffects(),
  wait: (ms, signal) => (ms === 0 ? Promise.resolve() : new Promise((resolve) => signal.addEventListener("abort", () => resolve()))),
});
