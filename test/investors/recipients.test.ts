import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { recipientsOf } from "../../src/investors/recipients-of.ts";
import { isSuppressed, suppressAddress, suppressionOf } from "../../src/investors/suppressions.ts";
import { investors, suppressionReasons } from "../../src/state/tables.ts";
import { now, useDatabase } from "./open-list.ts";

const database = useDatabase();

type Row = typeof investors.$inferInsert;
const consent = { consentOn: "2026-01-05" as Row["consentOn"], consentWay: "form", consentProof: "form 17" } as const;

async function insert(name: string, changes: Partial<Row> = {}): Promise<void> {
  const row: Row = {
    id: randomUUID(),
    address: `${name}@example.com`,
    addressHash: `hash of ${name}`,
    name,
    language: "vi",
    createdAt: now,
    updatedAt: now,
  };
  await database()
    .insert(investors)
    .values({ ...row, ...consent, ...changes });
}

const told = async (segment?: string) => {
  const { recipients, excluded } = await recipientsOf(database(), { segment });
  return {
    get: recipients.map(({ name }) => name).sort(),
    not: excluded.map(({ investor, reason }) => `${investor.name}: ${reason}`).sort(),
  };
};

describe("recipients", () => {
  test("are those with consent that can be shown and no suppression; the others are told with the reason", async () => {
    await insert("lan");
    await insert("no date", { consentOn: null });
    await insert("no way", { consentWay: null });
    await insert("no proof", { consentProof: "" });
    for (const reason of suppressionReasons) {
      await insert(reason);
      await suppressAddress(database(), { addressHash: `hash of ${reason}`, reason, since: now });
    }
    expect(await told()).toEqual({
      get: ["lan"],
      not: [
        ...suppressionReasons.map((reason) => `${reason}: ${reason}`),
        "no date: no-consent",
        "no proof: no-consent",
        "no way: no-consent",
      ].sort(),
    });
  });
  test("of a segment are those in it, however its name is written", async () => {
    await insert("lan", { segments: ["đối tác", "japan"] });
    await insert("minh", { segments: ["japan"], consentOn: null });
    await insert("huong");
    expect(await told("  ĐỐI  Tác ".normalize("NFD"))).toEqual({ get: ["lan"], not: [] });
    expect(await told("Japan")).toEqual({ get: ["lan"], not: ["minh: no-consent"] });
    expect(await told("korea")).toEqual({ get: [], not: [] });
  });
});

describe("a suppression", () => {
  const suppress = (reason: (typeof suppressionReasons)[number]) => suppressAddress(database(), { addressHash: "h", reason, since: now });
  test("gives way to one that weighs more and to no other; told once, it is no news again", async () => {
    expect(await isSuppressed(database(), "h")).toBe(false);
    expect(await suppress("by-hand")).toBe(true);
    expect(await suppress("by-hand")).toBe(false);
    expect(await suppress("forgotten")).toBe(true);
    for (const reason of suppressionReasons) {
      expect(await suppress(reason)).toBe(false);
      expect(await suppressionOf(database(), "h")).toBe("forgotten");
    }
    expect(await isSuppressed(database(), "h")).toBe(true);
    expect(await isSuppressed(database(), "other")).toBe(false);
  });
});
