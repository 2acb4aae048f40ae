import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderCsv } from "../../src/dataset/render-csv.ts";
import { addressHash } from "../../src/investors/address-hash.ts";
import { foldAddress, mailboxKey } from "../../src/investors/fold-address.ts";
import { investorList } from "../../src/investors/investor-list.ts";
import { parseInvestorTable } from "../../src/investors/parse-investor-table.ts";
import { planImport, type RowPlan } from "../../src/investors/plan-import.ts";
import type { Investor } from "../../src/investors/recipients-of.ts";
import type { SuppressionReason } from "../../src/state/tables.ts";
import type { IsoDate } from "../../src/units.ts";
import { now, secret } from "./open-list.ts";

const today = "2026-11-21" as IsoDate;
const hashOf = (address: string) => addressHash(foldAddress(address), secret);

const person = (address: string, changes: Partial<Investor> = {}): Investor => ({
  id: randomUUID(),
  address,
  addressHash: hashOf(address),
  name: "Lan",
  organisation: "",
  language: "vi-en",
  interests: [],
  segments: [],
  consentOn: null,
  consentWay: null,
  consentProof: "",
  country: null,
  createdAt: now,
  updatedAt: now,
  ...changes,
});

interface Known {
  readonly people?: readonly Investor[];
  readonly suppressed?: Readonly<Record<string, SuppressionReason>>;
}

async function plan(csv: string, { people = [], suppressed = {} }: Known = {}): Promise<readonly RowPlan[]> {
  const table = await parseInvestorTable(Buffer.from(csv), "people.csv", today);
  const rows = Object.entries(suppressed).map(([address, reason]) => ({ addressHash: hashOf(address), reason, since: now }));
  return planImport(table, investorList(people, rows), secret);
}

/** `line kind`, and what goes with the kind. */
const told = (row: RowPlan): string =>
  [
    row.line,
    row.kind,
    row.kind === "changed" && row.fields.join(","),
    row.kind === "suppressed" && `${row.reason} ${row.masked}`,
    row.kind === "repeated" && row.first,
    row.kind === "refused" && row.problems.map(({ code, message }) => `${code}: ${message}`).join("; "),
  ]
    .filter(Boolean)
    .join(" ");

describe("a row", () => {
  test("is new, changed or unchanged against the list, by the folded address", async () => {
    const people = [
      person("lan@example.com"),
      person("Minh@Đầutư.example", { name: "Minh" }),
      person("n.huong@gmail.com", { name: "Hương" }),
    ];
    const csv =
      "email,name,language\nLAN@EXAMPLE.COM,Lan,\nminh@xn--ut-pma25dq27i.example,Minh,en\nnhuong+brief@googlemail.com,Hương,\nnew@example.com,New,vi";
    const rows = await plan(csv, { people });
    expect(rows.map(told)).toEqual(["2 unchanged", "3 changed language", "4 unchanged", "5 new"]);
    expect(rows[3]).toMatchObject({
      address: "new@example.com",
      addressHash: hashOf("new@example.com"),
      values: { name: "New", language: "vi" },
    });
  });
  test("of somebody new needs a name; without a language it gets both", async () => {
    const rows = await plan("email,name\na@b.vn,\nb@b.vn,-\nc@b.vn,Lan");
    expect(rows.map(told)).toEqual(["2 refused missing-name: there is no name", "3 refused missing-name: there is no name", "4 new"]);
    expect(rows[2]).toMatchObject({ values: { language: "vi-en", consentOn: null } });
  });
  test("that says nothing of a field leaves it; a hyphen empties it, but for the name", async () => {
    const people = [person("a@b.vn", { organisation: "Org", segments: ["x"], country: "VN" })];
    expect((await plan("email,name,organisation,segments,country\na@b.vn,,,,", { people })).map(told)).toEqual(["2 unchanged"]);
    const [row] = await plan("email,name,organisation,segments,country\na@b.vn,-,-,-,-", { people });
    expect(told(row!)).toBe("2 changed organisation,segments,country");
    expect(row).toMatchObject({ values: { name: "Lan", organisation: "", segments: [], country: null } });
  });
  test("brings a later consent, and no older one", async () => {
    const consent = { consentOn: "2026-02-01" as IsoDate, consentWay: "form", consentProof: "form 2" } as const;
    const csv = (day: string, proof: string) => `email,consent_on,consent_way,consent_proof\na@b.vn,${day},form,${proof}`;
    const people = [person("a@b.vn", consent)];
    expect((await plan(csv("2026-01-31", "form 1"), { people })).map(told)).toEqual(["2 unchanged"]);
    expect((await plan(csv("2026-02-01", "form 2"), { people })).map(told)).toEqual(["2 unchanged"]);
    expect((await plan(csv("2026-02-01", "form 3"), { people })).map(told)).toEqual(["2 changed consentProof"]);
    expect((await plan(csv("2026-02-02", "form 4"), { people })).map(told)).toEqual(["2 changed consentOn,consentProof"]);
    expect((await plan(csv("2026-01-31", "form 1"), { people: [person("a@b.vn")] })).map(told)).toEqual([
      "2 changed consentOn,consentWay,consentProof",
    ]);
  });
  test("of somebody suppressed is left out, with the reason and the address masked", async () => {
    const suppressed = { "lan@example.com": "forgotten", "minh@example.com": "unsubscribed", "huong@gmail.com": "forgotten" } as const;
    const rows = await plan("email,name\nLan@Example.com,x\nminh@example.com,y\nHu.ong+1@gmail.com,z", {
      people: [person("minh@example.com")],
      suppressed,
    });
    expect(rows.map(told)).toEqual([
      "2 suppressed forgotten L…@e….com",
      "3 suppressed unsubscribed m…@e….com",
      "4 suppressed forgotten H…@g….com",
    ]);
  });
  test("that says the same as an earlier one is left out; those that contradict each other are all refused", async () => {
    const csv =
      "email,name\na@b.vn,Lan\nA@B.VN,Lan\nc@d.vn,Minh\nC@d.vn,Huong\nc@d.vn,Minh\nx.y@gmail.com,Mai\nxy+z@gmail.com,Mai\ne@f.vn,<b>\ne@f.vn,Nam";
    expect((await plan(csv)).map(told)).toEqual([
      "2 new",
      "3 repeated 2",
      "4 refused contradictory-rows: line 5 says something else of the same person",
      "5 refused contradictory-rows: line 4 says something else of the same person",
      "6 refused contradictory-rows: line 5 says something else of the same person",
      "7 new",
      "8 repeated 7",
      "9 refused not-plain: the cell holds markup, a link or an address",
      "10 new",
    ]);
  });
});

const local = fc.constantFrom("lan", "LAN", "l.an", "lan+x", "minh", "hương", "hương".normalize("NFD"), "");
const domain = fc.constantFrom("gmail.com", "GOOGLEMAIL.com", "example.com", "đầutư.example", "nowhere", "");
const address = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(local, domain).map((parts) => parts.join("@")) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme" }) },
);
const cell = fc.oneof(
  fc.constantFrom("", "-", "vi", "2026-01-01", "form", "Lan", "=1+1", "VN", "<b>", "\u202e", "x\ny", "\0"),
  fc.string({ unit: "grapheme", maxLength: 8 }),
);
const header = fc.constantFrom("email", "name", "language", "segments", "consent_on", "consent_way", "consent_proof", "country", "phone");
const table = fc
  .uniqueArray(header, { minLength: 1 })
  .chain((headers) => fc.array(fc.tuple(...headers.map((one) => (one === "email" ? address : cell)))).map((rows) => ({ headers, rows })));
const known = fc.record({
  people: fc.uniqueArray(fc.constantFrom("lan@gmail.com", "lan@example.com", "minh@đầutư.example"), { maxLength: 3 }),
  suppressed: fc.dictionary(
    fc.constantFrom("lan@gmail.com", "minh@example.com", "hương@example.com"),
    fc.constantFrom<SuppressionReason>("forgotten", "bounced"),
  ),
});

test("every row of any table that has something in it is planned once or refused with its line; nobody is added twice or who is suppressed", async () => {
  await fc.assert(
    fc.asyncProperty(table, known, async ({ headers, rows }, { people, suppressed }) => {
      const csv = renderCsv([headers, ...rows]);
      const parsed = await parseInvestorTable(Buffer.from(csv), "people.csv", today);
      const planned = await plan(csv, { people: people.map((one) => person(one)), suppressed });
      if (parsed.problems.length > 0) {
        expect(planned).toEqual([]);
        return;
      }
      expect(planned).toHaveLength(rows.filter((row) => row.some((text) => text.trim() !== "")).length);
      expect(planned.map(({ line }) => line)).toEqual(parsed.rows.map(({ line }) => line));
      const added = planned.flatMap((row) => (row.kind === "new" ? [mailboxKey(row.address)] : []));
      expect(new Set(added).size).toBe(added.length);
      const silenced = Object.keys(suppressed).map(mailboxKey);
      for (const key of added) expect([...people.map(mailboxKey), ...silenced]).not.toContain(key);
      for (const row of planned)
        if (row.kind === "refused")
          expect(row.problems.length > 0 && row.problems.every(({ where }) => where?.line === row.line)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
