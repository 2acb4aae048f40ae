import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { runCommandLine } from "../../src/commands/command-line.ts";
import { registerSender } from "../../src/delivery/ledger.ts";
import { nodeEffects, type Effects } from "../../src/effects.ts";
import { maskAddress } from "../../src/investors/mask-address.ts";
import { openState } from "../../src/state/open-state.ts";
import { deliveries } from "../../src/state/tables.ts";
import { scriptedServer, type Script, type ScriptedServer } from "../mail/scripted-server.ts";
import { fillStateFolder } from "../state/new-state-folder.ts";
import { editionDay, fixture } from "./small-brief.ts";

const folder = mkdtempSync(join(tmpdir(), "brief-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const project = resolve(import.meta.dirname, "../..");
const [list, pristine, out] = ["list", "pristine", "out"].map((name) => join(folder, name)) as [string, string, string];
const templates = join(project, "templates");

const environmentOf = (server: Pick<ScriptedServer, "port">, stateFolder = list): Record<string, string> => ({
  BRIEF_STATE_DIR: stateFolder,
  BRIEF_SECRET: "a key of thirty-two characters, at least",
  SMTP_URL: `smtp://127.0.0.1:${server.port}`,
  MAIL_FROM: "Investor Brief <brief@example.com>",
  MAIL_POSTAL_ADDRESS: "1 Example Street",
  PUBLIC_URL: "https://briefs.example.com",
});

async function brief(words: readonly string[], env: Record<string, string>, changes: Partial<Effects> = {}) {
  const [out, err]: [string[], string[]] = [[], []];
  const effects: Effects = {
    ...nodeEffects(),
    now: () => new Date("2025-03-05T03:00:00Z"),
    print: (line) => out.push(line),
    printError: (line) => err.push(line),
    progress: () => {},
    ask: () => Promise.resolve(undefined),
    ...changes,
  };
  const code = await runCommandLine(words, effects, env);
  return { code, out, err };
}

/** `brief send` of the edition that was built. */
const send = (server: Pick<ScriptedServer, "port">, words: readonly string[] = [], changes: Partial<Effects> = {}) =>
  brief(["send", "--out", out, "--templates", templates, ...words], environmentOf(server), changes);

const people = readFileSync(join(project, "data/investors.example.csv"), "utf8").match(/[\w.+-]+@[\w.-]+/g)!;
const recipientsIn = ({ lines }: ScriptedServer): string[] =>
  lines.flatMap((line) => /^RCPT TO:<(.*)>/.exec(line)?.[1] ?? []).sort((a, b) => (a < b ? -1 : 1));

beforeAll(async () => {
  await fillStateFolder(list);
  const nowhere = environmentOf({ port: 1 });
  // The example's people agree in 2026.
  const later = { now: () => new Date("2026-11-21T03:00:00Z") };
  expect((await brief(["investors", "import", join(project, "data/investors.example.csv"), "--yes"], nowhere, later)).code).toBe(0);
  const inputs = ["--data", join(fixture, "data"), "--templates", join(fixture, "templates"), "--date", editionDay];
  expect((await brief(["build", ...inputs, "--out", pristine], nowhere)).code).toBe(0);
  cpSync(list, join(folder, "list-before"), { recursive: true });
});

beforeEach(() => {
  for (const [from, to] of [
    ["list-before", list],
    ["pristine", out],
  ] as const) {
    rmSync(to, { recursive: true, force: true });
    cpSync(join(folder, from), to, { recursive: true });
  }
});

const withId = (lines: readonly string[]): string[] => lines.map((line) => line.replaceAll(/\d{4}-\d{2}-\d{2}-[0-9a-f]{12}/g, "ID"));
const planned = ["edition ID of small", "  new, in vi             1", "  new, in en             1", "  new, in vi-en          1"];
const excluded = ["  gets none: no-consent  1", "3 messages to send, 3 of them new"];

describe("before anything is sent", () => {
  test("a dry run says who would get what and who not and why, and neither connects nor writes", async () => {
    const server = await scriptedServer();
    for (let i = 0; i < 2; i++) {
      const { code, out, err } = await send(server, ["--dry-run"]);
      expect({ code, out: withId(out), err }).toEqual({ code: 0, out: [...planned, ...excluded], err: [] });
    }
    expect(server.connections()).toBe(0);
    expect((await brief(["deliveries"], environmentOf(server))).out).toEqual(["nothing was sent yet"]);
  });
  test("it asks on a terminal, and a no sends nothing", async () => {
    const server = await scriptedServer();
    const questions: string[] = [];
    const answer = (yes: boolean) => (question: string) => Promise.resolve(questions.push(question) > 0 && yes);
    const no = await send(server, [], { ask: answer(false) });
    expect({ code: no.code, last: no.out.at(-1), connections: server.connections() }).toEqual({
      code: 0,
      last: "nothing is sent",
      connections: 0,
    });
    const yes = await send(server, [], { ask: answer(true) });
    expect(yes.code).toBe(0);
    expect(questions).toEqual(["send 3 messages?", "send 3 messages?"]);
    expect(server.messages).toHaveLength(3);
  });
  test("where nobody can be asked it refuses without --yes", async () => {
    const server = await scriptedServer();
    const { code, err } = await send(server);
    expect({ code, first: err[0] }).toEqual({ code: 2, first: "error  nobody is there to agree to it: say --yes to send" });
    expect((await send(server, ["--json"])).code).toBe(2);
    expect(server.connections()).toBe(0);
  });
  test("a segment leaves the others out", async () => {
    const { code, out } = await send(await scriptedServer(), ["--dry-run", "--segment", "nobody-is-in-it"]);
    expect({ code, last: out.at(-1) }).toEqual({ code: 0, last: "0 messages to send, 0 of them new" });
  });
  test("every setting that is missing is told at once", async () => {
    const { code, err } = await brief(["send", "--yes"], { BRIEF_STATE_DIR: list });
    expect(code).toBe(1);
    for (const name of ["SMTP_URL", "MAIL_FROM", "BRIEF_SECRET", "MAIL_POSTAL_ADDRESS", "PUBLIC_URL"])
      expect(err.join("\n")).toContain(`${name} is not set`);
  });
  test.for([["0"], ["many"], ["1/s"], ["-5/min"]])("a rate of %s is a usage error", async ([rate]) => {
    expect((await send({ port: 1 }, ["--yes", `--rate=${rate}`])).code).toBe(2);
  });
});

describe("an edition is not sent", () => {
  const refusal = async (words: readonly string[] = [], changes: Partial<Effects> = {}) => {
    const server = await scriptedServer();
    const { code, err } = await send(server, ["--yes", ...words], changes);
    expect(server.connections()).toBe(0);
    return { code, told: err.join("\n") };
  };
  test("whose file is not the one that its manifest was written for", async () => {
    appendFileSync(join(out, "small.vi.pdf"), "%");
    expect(await refusal()).toMatchObject({ code: 1, told: expect.stringContaining("[edition-file-changed]") });
  });
  test("that lacks a file", async () => {
    rmSync(join(out, "small.en.pdf"));
    expect(await refusal()).toMatchObject({ code: 1, told: expect.stringContaining("[edition-file-missing]") });
  });
  test("that was not built, or whose brief is unknown", async () => {
    expect(await refusal(["hanoi"])).toMatchObject({ code: 1, told: expect.stringContaining("[manifest-missing]") });
    rmSync(join(out, "small.manifest.json"));
    expect(await refusal()).toMatchObject({ code: 1, told: expect.stringContaining("[manifest-missing]") });
    rmSync(out, { recursive: true });
    expect(await refusal()).toMatchObject({ code: 1, told: expect.stringContaining("no edition was built; build one: brief build") });
  });
  test("that is too old by its brief's own word", async () => {
    expect(await refusal([], { now: () => new Date("2025-04-02T03:00:00Z") })).toMatchObject({
      code: 1,
      told: expect.stringContaining("the edition is of 2025-03-01, 32 days ago; mailing.maxAgeDays of its brief is 31"),
    });
  });
  test("that is too old by now, though a part of the list has got it", async () => {
    const { out } = await send(await scriptedServer(), ["--yes", "--segment", "korea"]);
    const edition = /edition (\S+)/.exec(out[0]!)![1]!;
    expect(await refusal(["--edition", edition], { now: () => new Date("2025-04-02T03:00:00Z") })).toMatchObject({
      code: 1,
      told: expect.stringContaining("[edition-old]"),
    });
  });
  test("of which too many figures are stale by its brief's own word", async () => {
    const path = join(out, "small.manifest.json");
    const manifest = JSON.parse(readFileSync(path, "utf8")) as { warnings: unknown[]; content: { figures: { observation: string }[] } };
    manifest.warnings.push(
      ...manifest.content.figures.map(({ observation }) => ({
        code: "stale-figure",
        message: `${observation} (x, 2020) is 60 months old`,
      })),
    );
    writeFileSync(path, JSON.stringify(manifest));
    expect(await refusal()).toMatchObject({ code: 1, told: expect.stringContaining("[edition-stale]") });
  });
  test("that nobody has kept", async () => {
    expect(await refusal(["--edition", "2025-03-01-000000000000"])).toMatchObject({
      code: 1,
      told: expect.stringContaining("[unknown-edition]"),
    });
  });
});

describe("sending", () => {
  test("everybody who agreed gets one message, and a second time nobody gets another", async () => {
    const server = await scriptedServer();
    const first = await send(server, ["--yes"]);
    expect({ code: first.code, out: withId(first.out), err: first.err }).toEqual({
      code: 0,
      out: [...planned, ...excluded, "sent        3", "deferred    0", "failed      0", "suppressed  0", "uncertain   0"],
      err: [],
    });
    expect(new Set(recipientsIn(server)).size).toBe(3);
    const second = await send(server, ["--yes"]);
    expect({ code: second.code, sent: server.messages.length }).toEqual({ code: 0, sent: 3 });
  });
  test("--json prints one document with plan and result", async () => {
    const { code, out } = await send(await scriptedServer(), ["--yes", "--json"]);
    expect({ code, lines: out.length }).toEqual({ code: 0, lines: 1 });
    expect(JSON.parse(out[0]!)).toMatchObject({
      brief: "small",
      plan: { new: 3, byLanguage: { vi: 1, en: 1, "vi-en": 1 }, excluded: { "no-consent": 1 } },
      result: { end: "done", counts: { sent: 3 } },
      problems: [],
    });
  });
  test("--test sends each language to one address, and the ledger knows nothing of it", async () => {
    const server = await scriptedServer();
    const { code, out } = await send(server, ["--test", "me@example.net"]);
    expect({ code, out }).toEqual({
      code: 0,
      out: ["vi", "en", "vi-en"].map((language) => `sent to m…@e….net in ${language}: 250 2.0.0 taken as 1`),
    });
    expect(recipientsIn(server)).toEqual(["me@example.net", "me@example.net", "me@example.net"]);
    expect((await brief(["deliveries"], environmentOf(server))).out).toEqual(["nothing was sent yet"]);
  });
  test("a server that is not there is exit 3, and the same command goes on later", async () => {
    const refusing = await scriptedServer((stage) => (stage === "greeting" ? "554 closed" : undefined));
    const { code, out } = await send(refusing, ["--yes"]);
    expect(code).toBe(3);
    expect(withId(out).at(-1)).toBe(
      "the mail server refused the connection: 554 closed; nothing is lost, go on with: brief send --edition ID",
    );
    const server = await scriptedServer();
    const edition = /edition (\S+)/.exec(out[0]!)![1]!;
    expect((await send(server, ["--yes", "--edition", edition])).code).toBe(0);
    expect(server.messages).toHaveLength(3);
  });
  test("a wrong password pauses everything; only --resume lifts that", async () => {
    let right = false;
    const script: Script = (stage) => (stage === "AUTH" && !right ? "535 5.7.8 wrong" : undefined);
    const server = await scriptedServer(script);
    const environment = { ...environmentOf(server), SMTP_URL: `smtp://brief:very-secret@127.0.0.1:${server.port}` };
    const sendOnce = (...words: readonly string[]) =>
      brief(["send", "--out", out, "--templates", templates, "--yes", ...words], environment);
    const paused = await sendOnce();
    expect(paused.code).toBe(3);
    expect(paused.out.at(-1)).toMatch(
      /^paused: the mail server refused the login: 535 5.7.8 wrong; mend it, then: brief send --edition \S+ --resume$/,
    );
    const connections = server.connections();
    right = true;
    const again = await sendOnce();
    expect(again.code).toBe(3);
    expect(again.err.join()).toMatch(/^error {2}sending is paused since 2025-03-05T03:00:00.000Z: the mail server refused the login/);
    expect(server.connections()).toBe(connections);
    expect((await brief(["deliveries"], environment)).out.at(-1)).toMatch(/^paused since /);
    const resumed = await sendOnce("--resume");
    expect({ code: resumed.code, sent: server.messages.length }).toEqual({ code: 0, sent: 3 });
    expect([...paused.out, ...paused.err, ...again.err, ...resumed.out].join("\n")).not.toContain("very-secret");
  });
  test("no address of the list is printed, whatever the server says", async () => {
    const server = await scriptedServer((stage, line) => (stage === "RCPT" ? `550 5.1.1 no mailbox ${line.slice(8)} here` : undefined));
    const sent = await send(server, ["--yes"]);
    const [plain, json] = [
      await brief(["deliveries"], environmentOf(server)),
      await brief(["deliveries", "--json"], environmentOf(server)),
    ];
    expect(recipientsIn(server)).toHaveLength(3);
    const printed = [sent, plain, json].flatMap(({ out, err }) => [...out, ...err]).join("\n");
    for (const person of people) expect(printed).not.toContain(person);
    expect(printed).toContain(maskAddress(recipientsIn(server)[0]!));
  });
});

test("what a killed sender left is counted before it is asked for, as still to go or uncertain", async () => {
  const edition = await readyEdition();
  const state = await openState({ stateFolder: list }, new Date());
  const sender = randomUUID();
  await registerSender(state.database, { id: sender, host: "elsewhere", pid: 1 }, new Date());
  const ids = (await state.database.select({ id: deliveries.id }).from(deliveries)).map(({ id }) => id);
  await state.database.update(deliveries).set({ state: "sending", senderId: sender, attempts: 1 });
  await state.database.update(deliveries).set({ dataEndedAt: new Date() }).where(eq(deliveries.id, ids[0]!));
  await state.close();
  const server = await scriptedServer();
  const { code, out } = await send(server, ["--yes", "--edition", edition]);
  expect(out.slice(1, 5)).toEqual([
    "  queued before          2",
    "  uncertain before       1",
    "  gets none: no-consent  1",
    "2 messages to send, 0 of them new",
  ]);
  expect({ code, sent: server.messages.length }).toEqual({ code: 0, sent: 2 });
  expect(out.at(-1)).toBe(
    `uncertain: the mail server may have them or not; see brief deliveries --edition ${edition}, then brief deliveries resolve`,
  );
});

/** An edition in the ledger of which nothing has gone out. */
async function readyEdition(): Promise<string> {
  const { out } = await send(await scriptedServer((stage) => (stage === "greeting" ? "554 closed" : undefined)), ["--yes"]);
  return /edition (\S+)/.exec(out[0]!)![1]!;
}

test("deliveries shows the server's last words, and resolve settles what is uncertain", async () => {
  const server = await scriptedServer((stage) => (stage === "end" ? { drop: true } : undefined));
  await send(server, ["--yes"]);
  const environment = environmentOf(server);
  const shown = await brief(["deliveries"], environment);
  expect(shown.code).toBe(0);
  expect(shown.out.filter((line) => line.includes("no answer to the message"))).toHaveLength(3);
  const json = JSON.parse((await brief(["deliveries", "--json"], environment)).out[0]!) as { counts: object; deliveries: { id: number }[] };
  expect(json.counts).toMatchObject({ uncertain: 3 });
  const [first] = json.deliveries.map(({ id }) => id);
  const resolve = (...words: readonly string[]) => brief(["deliveries", "resolve", ...words], environment);
  expect((await resolve(String(first), "--as", "sent")).out).toEqual(["1 taken for sent"]);
  expect(await resolve(String(first), "--as", "again")).toMatchObject({
    code: 1,
    err: [expect.stringContaining(`the delivery ${first} is sent`), expect.anything()],
  });
  expect((await resolve("--as", "sent")).code).toBe(2);
  expect((await resolve("--all", "--as", "perhaps")).code).toBe(2);
  expect((await resolve("--all", "--as", "again")).out).toEqual(["2 to be sent again; give the send command for that"]);
  const well = await scriptedServer();
  expect((await send(well, ["--yes"])).code).toBe(0);
  expect(well.messages).toHaveLength(2);
});

test("asked to stop by SIGTERM, the process finishes what is under way, gives the rest back and exits 3", async () => {
  const server = await scriptedServer((stage, line) => {
    if (stage === "MAIL" && line !== "") child.kill("SIGTERM");
    return undefined;
  });
  // Today: the process has no other clock.
  const today = new Date().toISOString().slice(0, 10);
  const built = join(folder, "today");
  const inputs = ["--data", join(fixture, "data"), "--templates", join(fixture, "templates"), "--date", today];
  await brief(["build", ...inputs, "--out", built], environmentOf(server));
  const child = spawn(
    process.execPath,
    [join(project, "src/cli.js"), "send", "--out", built, "--templates", templates, "--yes", "--rate", "1/min"],
    {
      env: { ...process.env, ...environmentOf(server) },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let [told, errors] = ["", ""];
  child.stdout.on("data", (data: Buffer) => (told += data.toString()));
  child.stderr.on("data", (data: Buffer) => (errors += data.toString()));
  const code = await new Promise((done) => child.once("close", done));
  expect({ code, errors }).toEqual({ code: 3, errors: "SIGTERM: finishing what is under way; once more ends it at once\n" });
  expect(told).toMatch(/queued +2\nsent +1\n[^]*stopped; go on with: brief send --edition /);
  expect(server.messages).toHaveLength(1);
});
