import { describe, expect, test } from "vitest";
import { lackingVariants } from "../../src/delivery/lacking-variants.ts";
import { claim, enqueue, registerSender } from "../../src/delivery/ledger.ts";
import { newDeliveries } from "../../src/delivery/new-deliveries.ts";
import { planSend } from "../../src/delivery/plan-send.ts";
import type { EditionLanguage } from "../../src/language/language.ts";
import { keepVariants } from "../../src/state/edition-variants.ts";
import { keepEdition } from "../../src/state/keep-edition.ts";
import { investors } from "../../src/state/tables.ts";
import { useDatabase } from "../investors/open-list.ts";
import { exampleContent, exampleEdition } from "../mail/example-edition.ts";
import { addressOf, hashOf, secret, startOfTests as now } from "./fill-ledger.ts";

const database = useDatabase();
const rules = { sections: { land: ["logistics", "khu công nghiệp"], partners: ["trade"] } };
const edition = exampleEdition({ content: exampleContent({ personal: rules }) });
const keys = { editionId: edition.id, secret, domain: "example.com", personal: rules };

const person = (number: number, interests: readonly string[], language: EditionLanguage = "en") => ({
  id: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
  address: addressOf(number),
  addressHash: hashOf(number),
  name: `Person ${number}`,
  organisation: `Office ${number}`,
  language,
  interests: [...interests],
  segments: [],
  country: null,
  consentOn: edition.date,
  consentWay: "form" as const,
  consentProof: "form 17",
  createdAt: now,
  updatedAt: now,
});
const people = [
  person(0, []),
  person(1, ["Logistics"]),
  person(2, ["trade"], "vi"),
  person(3, ["KHU CONG NGHIEP", "football"]),
  person(4, ["logistics", "trade"]),
  person(5, ["football"]),
];
const nothingBefore = { queued: 0, sending: 0, sent: 0, deferred: 0, failed: 0, suppressed: 0, uncertain: 0 };

describe("a row of the ledger", () => {
  test("says what its person's copy lacks, by their interests", () => {
    const [of, rows] = [new Map(people.map(({ id, name }) => [id, name])), newDeliveries(people, keys)];
    expect(rows.map(({ investorId, leftOut }) => `${of.get(investorId)}: ${leftOut}`)).toEqual([
      "Person 0: ",
      "Person 4: ",
      "Person 5: ",
      "Person 1: partners",
      "Person 3: partners",
      "Person 2: land",
    ]);
  });
  test("says nothing of that where everybody gets the same", () => {
    expect(newDeliveries(people, { ...keys, personal: null }).map(({ leftOut }) => leftOut)).toEqual(people.map(() => null));
  });
});

test("a plan counts the selections of sections, and none where everybody gets the same", () => {
  const plan = (one: typeof edition) =>
    planSend(one, { recipients: people, excluded: [] }, { hashes: new Set([hashOf(2)]), states: nothingBefore }).selections;
  expect([plan(edition), plan(exampleEdition())]).toEqual([2, null]);
});

test("what lacks is each variant once, those left aside that are kept and the edition's own", async () => {
  await keepEdition(database(), edition, now);
  expect(await lackingVariants(database(), edition, people)).toEqual([
    { language: "en", leftOut: "partners" },
    { language: "vi", leftOut: "land" },
  ]);
  await keepVariants(database(), edition.id, [{ language: "en", leftOut: "partners", pdf: Buffer.from("%PDF"), cover: Buffer.from("{}") }]);
  expect(await lackingVariants(database(), edition, people)).toEqual([{ language: "vi", leftOut: "land" }]);
  expect(await lackingVariants(database(), exampleEdition(), people)).toEqual([]);
});

test("a claim carries all that a copy says of its reader, and copies of one kind come together", async () => {
  await keepEdition(database(), edition, now);
  await database().insert(investors).values(people);
  const sender = { id: "00000000-0000-4000-8000-00000000000a", host: "here", pid: 1 };
  await registerSender(database(), sender, now);
  await enqueue(database(), { editionId: edition.id, deliveries: newDeliveries(people, keys) }, now);
  const taken = [];
  for (let i = 0; i < people.length; i++)
    taken.push(...(await claim(database(), { editionId: edition.id, senderId: sender.id, limit: 1, held: [] }, now)));
  expect(taken.map(({ leftOut, name }) => `${leftOut}: ${name}`)).toEqual([
    ": Person 0",
    ": Person 4",
    ": Person 5",
    "partners: Person 1",
    "partners: Person 3",
    "land: Person 2",
  ]);
  expect(taken[4]).toMatchObject({ organisation: "Office 3", interests: ["KHU CONG NGHIEP", "football"], language: "en" });
});
