import { eq, getTableColumns, sql } from "drizzle-orm";
import fc from "fast-check";
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { renderCsv } from "../../src/dataset/render-csv.ts";
import { addInvestor, type Addition } from "../../src/investors/add-investor.ts";
import { addressHash } from "../../src/investors/address-hash.ts";
import { applyImport } from "../../src/investors/apply-import.ts";
import { foldAddress } from "../../src/investors/fold-address.ts";
import { forgetAddress, suppressPerson } from "../../src/investors/forget-address.ts";
import { readInvestorList } from "../../src/investors/investor-list.ts";
import { parseInvestorTable } from "../../src/investors/parse-investor-table.ts";
import { planImport, type RowPlan } from "../../src/investors/plan-import.ts";
import { recipientsOf } from "../../src/investors/recipients-of.ts";
import { suppressionOf } from "../../src/investors/suppressions.ts";
import { deliveries, investors } from "../../src/state/tables.ts";
import type { IsoDate } from "../../src/units.ts";
import { now, secret, useDatabase } from "./open-list.ts";

const database = useDatabase();
const today = "2026-11-21" as IsoDate;
const hashOf = (address: string) => addressHash(foldAddress(address), secret);

async function planOf(csv: string) {
  const table = await parseInvestorTable(Buffer.from(csv), "people.csv", today);
  return { table, plan: planImport(table, await readInvestorList(database(), secret), secret), secret };
}

async function importCsv(csv: string): Promise<readonly RowPlan["kind"][]> {
  const work = await planOf(csv);
  await applyImport(database(), work, now);
  return work.plan.map(({ kind }) => kind);
}

/** Addresses and all that is known of them, without what the list gives itself. */
const listed = async () => {
  const { id: _id, addressHash: _hash, createdAt: _created, updatedAt: _updated, ...columns } = getTableColumns(investors);
  return database().select(columns).from(investors).orderBy(investors.address);
};
const addresses = async () => (await listed()).map(({ address }) => address);
const forget = (address: string) => forgetAddress({ database: database(), kind: "embedded" }, { address, secret }, now);

const csv = renderCsv([
  ["email", "name", "organisation", "language", "interests", "segments", "consent_on", "consent_way", "consent_proof", "country"],
  ["lan@example.com", "Nguyễn Lan", 'Quỹ, "Ví dụ"', "vi", "logistics; {a,b}", "japan; \\x", "2026-01-05", "form", "form 17", "VN"],
  ["minh@example.com", "=Minh", "", "", "", "", "", "", "", ""],
]);

describe("an import", () => {
  test("writes what was planned, and changes nothing when done again", async () => {
    expect(await importCsv(csv)).toEqual(["new", "new"]);
    const rows = await listed();
    expect(rows).toEqual([
      {
        address: "lan@example.com",
        name: "Nguyễn Lan",
        organisation: 'Quỹ, "Ví dụ"',
        language: "vi",
        interests: ["b}", "logistics", "{a"],
        segments: ["\\x", "japan"],
        consentOn: "2026-01-05",
        consentWay: "form",
        consentProof: "form 17",
        country: "VN",
      },
      {
        address: "minh@example.com",
        name: "=Minh",
        organisation: "",
        language: "vi-en",
        interests: [],
        segments: [],
        consentOn: null,
        consentWay: null,
        consentProof: "",
        country: null,
      },
    ]);
    expect(await importCsv(csv)).toEqual(["unchanged", "unchanged"]);
    expect(await listed()).toEqual(rows);
  });
  test("changes what a row says of a person and nothing else; refused rows are left out", async () => {
    await importCsv(csv);
    expect(await importCsv("email,name,country\nMINH@example.com,Minh,JP\nlan@example.com,Lan,Atlantis\nnew,x,")).toEqual([
      "changed",
      "refused",
      "refused",
    ]);
    expect((await listed()).map(({ address, name, country }) => [address, name, country])).toEqual([
      ["lan@example.com", "Nguyễn Lan", "VN"],
      ["minh@example.com", "Minh", "JP"],
    ]);
  });
  test("whose plan the list no longer fits writes nothing", async () => {
    const work = await planOf(csv);
    await suppressPerson(database(), { address: "minh@example.com", reason: "unsubscribed", secret }, now);
    await expect(applyImport(database(), work, now)).rejects.toThrow(
      "the list of investors was changed meanwhile; nothing is written; import again",
    );
    expect(await listed()).toEqual([]);
  });
  test("is refused with another secret than the list's, which would not know the forgotten again", async () => {
    await importCsv(csv);
    await expect(readInvestorList(database(), `${secret}!`)).rejects.toThrow("BRIEF_SECRET is not the one that this list was made with");
  });
  test("takes 10,000 people in few statements", async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => [
      `person${i}@example.com`,
      `Person ${i}`,
      "vi",
      "japan; parks",
      "2026-01-05",
      "form",
      `form ${i}`,
    ]);
    const table = renderCsv([["email", "name", "language", "segments", "consent_on", "consent_way", "consent_proof"], ...rows]);
    expect(new Set(await importCsv(table))).toEqual(new Set(["new"]));
    expect((await recipientsOf(database(), { segment: "Parks" })).recipients).toHaveLength(10_000);
    expect(new Set(await importCsv(table.replaceAll(",vi,", ",en,")))).toEqual(new Set(["changed"]));
    expect((await recipientsOf(database())).recipients.every(({ language }) => language === "en")).toBe(true);
  });
});

describe("somebody forgotten", () => {
  test("is gone but for hashes; their deliveries stay and name nobody", async () => {
    await importCsv(csv);
    const [lan] = await database().select().from(investors).where(eq(investors.address, "lan@example.com"));
    await database().execute(sql`insert into editions (id, brief, date, kept_at, content) values ('e', 'b', ${today}, ${now}, '{}')`);
    await database().insert(deliveries).values({
      editionId: "e",
      addressHash: lan!.addressHash,
      investorId: lan!.id,
      language: "vi",
      messageId: "m",
      bounceToken: "t",
      state: "sent",
      queuedAt: now,
      updatedAt: now,
    });
    expect(await forget("LAN@example.com")).toEqual({ wasListed: true, isNews: true });
    expect(await addresses()).toEqual(["minh@example.com"]);
    expect(await database().select().from(deliveries)).toMatchObject([{ addressHash: lan!.addressHash, investorId: null, state: "sent" }]);
    const everything = await database().execute(
      sql`select (select json_agg(d) from deliveries d)::text || (select json_agg(s) from suppressions s)::text || (select json_agg(i) from investors i)::text as all`,
    );
    expect(JSON.stringify(everything)).not.toMatch(/lan@|Nguyễn/);
    expect(await forget("lan@example.com")).toEqual({ wasListed: false, isNews: false });
  });
  test("doesn't come back by import or by add, in any spelling", async () => {
    await importCsv("email,name\nn.lan+brief@gmail.com,Lan\n");
    await forget("nlan@googlemail.com");
    expect(await addresses()).toEqual([]);
    expect(await importCsv("email,name\nn.lan+brief@gmail.com,Lan\n")).toEqual(["suppressed"]);
    expect(await importCsv("email,name\nNLan@gmail.com,Lan\n")).toEqual(["suppressed"]);
    await expect(add({ address: "nlan+2@gmail.com", name: "Lan" })).rejects.toThrow("they get no mail any more (forgotten)");
    expect(await addresses()).toEqual([]);
  });
  test("was perhaps never in the list, and stays out all the same", async () => {
    expect(await forget("lan@example.com")).toEqual({ wasListed: false, isNews: true });
    expect(await importCsv(csv)).toEqual(["suppressed", "new"]);
  });
});

async function add(cells: Addition["cells"], changes: Partial<Addition> = {}): Promise<RowPlan["kind"]> {
  return addInvestor(database(), { cells, update: false, again: false, secret, today, ...changes }, now);
}

describe("adding a person", () => {
  const consent = { consent_on: "2026-11-21", consent_way: "mail", consent_proof: "mail of today" };
  test("takes new ones, and changes others only on demand", async () => {
    expect(await add({ address: "lan@example.com", name: "Lan" })).toBe("new");
    expect(await add({ address: "lan@example.com", name: "Lan" })).toBe("unchanged");
    await expect(add({ address: "lan@example.com", name: "Mai" })).rejects.toThrow(
      "they are in the list already, with other data; say --update to change it",
    );
    expect(await add({ address: "lan@example.com", name: "Mai" }, { update: true })).toBe("changed");
    expect((await listed()).map(({ name }) => name)).toEqual(["Mai"]);
    await expect(add({ address: "minh@example.com" })).rejects.toThrow(/^there is no name; /);
    await expect(add({ address: "minh", language: "xx" })).rejects.toThrow(
      "address: there is no @ in the address; write it in full, e.g. lan@example.com\nlanguage: this is no language of the briefs; write vi, en or vi-en",
    );
  });
  test("who asked to get nothing takes their consent given since", async () => {
    await add({ address: "lan@example.com", name: "Lan", ...consent, consent_on: "2026-01-05" });
    await suppressPerson(database(), { address: "lan@example.com", reason: "unsubscribed", secret }, now);
    const row = { address: "LAN@example.com", name: "Lan" };
    await expect(add(row)).rejects.toThrow("they get no mail any more (unsubscribed)");
    await expect(add(row, { again: true, update: true })).rejects.toThrow("they asked to get nothing, and no consent since then is named");
    await expect(add({ ...row, ...consent, consent_on: "2026-11-20" }, { again: true, update: true })).rejects.toThrow(
      "the day is 2026-11-21 or later",
    );
    expect(await suppressionOf(database(), hashOf("lan@example.com"))).toBe("unsubscribed");
    expect(await add({ ...row, ...consent }, { again: true, update: true })).toBe("changed");
    expect((await recipientsOf(database())).recipients).toHaveLength(1);
  });
  test("whose mailbox bounced needs no new consent; a refusal after that leaves them as they were", async () => {
    await add({ address: "lan@example.com", name: "Lan" });
    await suppressPerson(database(), { address: "lan@example.com", reason: "bounced", secret }, now);
    await expect(add({ address: "lan@example.com", name: "Mai" }, { again: true })).rejects.toThrow("they are in the list already");
    expect(await suppressionOf(database(), hashOf("lan@example.com"))).toBe("bounced");
    expect(await add({ address: "lan@example.com", name: "Lan" }, { again: true })).toBe("unchanged");
    expect(await suppressionOf(database(), hashOf("lan@example.com"))).toBe(null);
  });
});

const spellings = [
  "lan@example.com",
  "LAN@EXAMPLE.com",
  "m.inh@gmail.com",
  "minh+x@googlemail.com",
  "hương@đầutư.example",
  "hương@ĐẦUTƯ.example".normalize("NFD"),
];
const address = fc.constantFrom(...spellings);
const row = fc.record({
  address,
  name: fc.constantFrom("Lan", "Minh", "<b>", ""),
  language: fc.constantFrom("vi", "en", "", "??"),
  country: fc.constantFrom("", "VN", "-"),
});
const step = fc.oneof(
  fc.record({ kind: fc.constant("import" as const), rows: fc.array(row, { maxLength: 6 }) }),
  fc.record({ kind: fc.constant("forget" as const), address }),
  fc.record({ kind: fc.constant("suppress" as const), address }),
);

test("whatever is imported, suppressed and forgotten in whatever order: the forgotten stay away, nobody is listed twice, a second import changes nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
      await database().execute(sql`truncate investors, suppressions cascade`);
      const forgotten = new Set<string>();
      for (const one of steps) {
        if (one.kind === "suppress") await suppressPerson(database(), { address: one.address, reason: "by-hand", secret }, now);
        if (one.kind === "forget") forgotten.add(await forgetAnd(one.address));
        if (one.kind === "import") {
          const text = renderCsv([
            ["address", "name", "language", "country"],
            ...one.rows.map((r) => [r.address, r.name, r.language, r.country]),
          ]);
          const kinds = await importCsv(text);
          expect(kinds).toHaveLength(one.rows.length);
          const after = await listed();
          const again = await importCsv(text);
          expect(again.every((kind) => kind !== "new" && kind !== "changed")).toBe(true);
          expect(await listed()).toEqual(after);
        }
        const people = (await addresses()).map(personOf);
        expect(new Set(people).size).toBe(people.length);
        expect(people.filter((person) => forgotten.has(person))).toEqual([]);
      }
    }),
    { numRuns: 25 },
  );
});

/** Who of the three has an address, told otherwise than by the code under test. */
const personOf = (address: string): string => (/^l/i.test(address) ? "lan" : /^m/i.test(address) ? "minh" : "hương");

async function forgetAnd(address: string): Promise<string> {
  await forgetAddress({ database: database(), kind: "server" }, { address, secret }, now);
  return personOf(address);
}

test("ids say nothing of order or number", async () => {
  await importCsv(csv);
  const ids = (await database().select().from(investors)).map(({ id }) => id);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  expect(ids).not.toContain(randomUUID());
});
