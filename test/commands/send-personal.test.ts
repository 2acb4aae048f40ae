import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runCommandLine } from "../../src/commands/command-line.ts";
import { claimedEdition } from "../../src/edition/claimed-edition.ts";
import { nodeEffects, type Effects } from "../../src/effects.ts";
import { openState, type Database } from "../../src/state/open-state.ts";
import { deliveries, editions, editionVariants, investors } from "../../src/state/tables.ts";
import { makePersonal, threeSections } from "../delivery/make-personal.ts";
import { addReaders, pdfsByAddress } from "../delivery/personal-brief.ts";
import { readEdition } from "../edition/read-edition.ts";
import { scriptedServer, type ScriptedServer } from "../mail/scripted-server.ts";
import { fillStateFolder } from "../state/new-state-folder.ts";
import { editionDay, fixture } from "./small-brief.ts";

const root = mkdtempSync(join(tmpdir(), "brief-test-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const [pristine, work] = [join(root, "pristine"), join(root, "work")];
const at = (name: string): string => join(work, name);
const mail = resolve(import.meta.dirname, "../../templates");
const secret = "a key of thirty-two characters, at least";

const environmentOf = ({ port }: Pick<ScriptedServer, "port">): Record<string, string> => ({
  BRIEF_STATE_DIR: at("state"),
  BRIEF_SECRET: secret,
  SMTP_URL: `smtp://127.0.0.1:${port}`,
  MAIL_FROM: "Investor Brief <brief@example.com>",
  MAIL_POSTAL_ADDRESS: "1 Example Street",
  PUBLIC_URL: "https://briefs.example.com",
});

async function brief(words: readonly string[], server: Pick<ScriptedServer, "port"> = { port: 1 }) {
  const [out, err]: [string[], string[]] = [[], []];
  const effects: Effects = {
    ...nodeEffects(),
    now: () => new Date("2025-03-05T03:00:00Z"),
    print: (line) => out.push(line),
    printError: (line) => err.push(line),
    progress: () => {},
    ask: () => Promise.resolve(undefined),
  };
  const code = await runCommandLine(words, effects, environmentOf(server));
  return { code, out, err };
}
const inputs = (): string[] => ["--data", at("data"), "--templates", at("templates"), "--out", at("out")];
const build = (...words: readonly string[]) => brief(["build", ...inputs(), ...words]);
const send = (server: Pick<ScriptedServer, "port">, ...words: readonly string[]) => brief(["send", ...inputs(), ...words], server);

async function withDatabase<T>(act: (database: Database) => Promise<T>): Promise<T> {
  const state = await openState({ stateFolder: at("state") }, new Date());
  try {
    return await act(state.database);
  } finally {
    await state.close();
  }
}
const countOf = (table: typeof deliveries | typeof editions | typeof editionVariants): Promise<number> =>
  withDatabase((database) => database.$count(table));

const people = [
  { address: "lan@example.com", name: "Nguyễn Thị Lan", interests: ["đất"], language: "vi" },
  { address: "smith@example.com", name: "Smith", interests: ["land"] },
  { address: "jones@example.com", name: "Jones", interests: ["land", "golf"] },
  { address: "all@example.com", name: "All" },
] as const;

beforeAll(async () => {
  cpSync(fixture, pristine, { recursive: true });
  cpSync(join(mail, "mail"), join(pristine, "templates/mail"), { recursive: true });
  cpSync(join(mail, "strings/mail.yaml"), join(pristine, "templates/strings/mail.yaml"));
  await makePersonal(pristine, threeSections);
  await fillStateFolder(join(pristine, "state"));
  cpSync(pristine, work, { recursive: true });
  await withDatabase((database) => addReaders(database, people, secret));
  expect((await build("--date", editionDay)).err).toEqual([]);
  rmSync(pristine, { recursive: true });
  cpSync(work, pristine, { recursive: true });
});
beforeEach(() => {
  rmSync(work, { recursive: true, force: true });
  cpSync(pristine, work, { recursive: true });
});

test("a dry run says that copies are personal and how many selections there are, and presses nothing", async () => {
  const { code, out } = await send({ port: 1 }, "--dry-run");
  expect(code).toBe(0);
  expect(out.slice(1)).toEqual([
    "  new, in vi                        1",
    "  new, in en                        3",
    "  personal, selections of sections  2",
    "interests that no section is for: golf (1)",
    "4 messages to send, 4 of them new",
  ]);
  const [json] = (await send({ port: 1 }, "--dry-run", "--json")).out;
  expect(JSON.parse(json!)).toMatchObject({ plan: { new: 4, personal: { selections: 2, unknownInterests: { golf: 1 } } } });
  expect([await countOf(editionVariants), await countOf(editions)]).toEqual([0, 0]);
});

test("each gets a copy of their own; who joins later needs no inputs where the like is kept", async () => {
  const server = await scriptedServer();
  expect(await send(server, "--yes")).toMatchObject({ code: 0, err: [] });
  const pdfs = await pdfsByAddress(server.messages);
  for (const { address, name } of people) {
    expect((await readEdition(pdfs.get(address)![0]!)).pages[0]).toContain(name);
    expect(pdfs.get(address)).toHaveLength(1);
  }
  expect(await countOf(editionVariants)).toBe(2);
  rmSync(at("data"), { recursive: true });
  await withDatabase((database) => addReaders(database, [{ address: "new@example.com", name: "New", interests: ["land"] }], secret));
  const later = await scriptedServer();
  expect(await send(later, "--yes")).toMatchObject({ code: 0, err: [] });
  expect((await readEdition((await pdfsByAddress(later.messages)).get("new@example.com")![0]!)).pages[0]).toContain("New");
});

test("where data have changed since the edition it says so, and nothing is kept, queued or sent", async () => {
  const file = at("data/indicators.yaml");
  writeFileSync(file, `${readFileSync(file, "utf8")}# A word more.\n`.replace("Registered capital", "Registered capitals"));
  const server = await scriptedServer();
  const { code, err } = await send(server, "--yes");
  expect({ code, told: err.join("\n") }).toMatchObject({ code: 1, told: expect.stringContaining("[inputs-changed]") });
  expect([server.connections(), await countOf(deliveries), await countOf(editions)]).toEqual([0, 0, 0]);
});

test("copies tell what is new since the edition that theirs was compared with, wherever that is", async () => {
  expect((await build("--keep", "--date", editionDay)).code).toBe(0);
  const file = at("data/observations.csv");
  writeFileSync(
    file,
    readFileSync(file, "utf8").replaceAll(/7([.,])48/g, (_, mark) => `7${mark}49`),
  );
  expect((await build("--date", "2025-03-03")).err).toEqual([]);
  const { edition, previous } = JSON.parse(readFileSync(at("out/small.manifest.json"), "utf8")) as { edition: string; previous: string };
  expect(previous).toMatch(/^2025-03-01-/);
  // Another machine's list has neither.
  rmSync(at("state"), { recursive: true });
  cpSync(join(pristine, "state"), at("state"), { recursive: true });
  const server = await scriptedServer();
  expect(await send(server, "--yes")).toMatchObject({ code: 0, err: [] });
  const variants = await withDatabase((database) => database.select().from(editionVariants));
  expect(variants.map(({ pdf }) => claimedEdition(pdf))).toEqual([edition, edition]);
  rmSync(at("out/editions"), { recursive: true });
  await withDatabase((database) => database.update(investors).set({ interests: ["events"] }));
  await withDatabase((database) => database.delete(deliveries));
  expect((await send(server, "--yes")).err.join("\n")).toContain("[edition-before-missing]");
  expect((await send(server, "--yes", "--edition", edition)).err.join("\n")).toContain("[edition-before-missing]");
});

test("--test sends a copy with a cover for nobody, of the whole edition", async () => {
  const server = await scriptedServer();
  expect((await send(server, "--test", "me@example.net")).code).toBe(0);
  const pdfs = (await pdfsByAddress(server.messages)).get("me@example.net")!;
  expect(pdfs).toHaveLength(3);
  const built = readFileSync(at("out/small.vi.pdf"));
  expect(Buffer.compare(pdfs[0]!.subarray(0, built.length), built)).toBe(0);
  expect(pdfs[0]!.length).toBeGreaterThan(built.length);
  expect(await countOf(editions)).toBe(0);
});
