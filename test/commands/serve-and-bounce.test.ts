import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import { shownPath } from "../../src/effects.ts";
import { linkToken } from "../../src/investors/link-token.ts";
import { openState } from "../../src/state/open-state.ts";
import { deliveries, suppressions } from "../../src/state/tables.ts";
import { addEdition, addPerson, emptyState, now, openSmallState, secret } from "../web/small-state.ts";

const cli = resolve(import.meta.dirname, "../../src/cli.js");
const bounces = join(import.meta.dirname, "../mail/bounces");
const nga = { address: "nga@customer.example", token: "t0123456789abcdefghij", messageId: "d-01@example.com" };

let state: Awaited<ReturnType<typeof openSmallState>>;
let environment: Record<string, string>;
let investor: string;
beforeAll(async () => {
  state = await openSmallState();
  environment = {
    BRIEF_STATE_DIR: state.folder,
    BRIEF_SECRET: secret,
    MAIL_FROM: "Investor Brief <brief@example.com>",
    MAIL_BOUNCE_ADDRESS: "bounces@example.com",
    PUBLIC_URL: "http://127.0.0.1:8080",
    SERVE_PORT: "0",
    CONSOLE_PORT: "0",
  };
});
afterAll(() => state.close());

/** The folder is free for another process, with one person who was sent one edition. */
beforeEach(async () => {
  await state.open();
  await emptyState(state);
  await addEdition(state);
  investor = (await addPerson(state, nga)).id;
  await state.release();
});

async function look() {
  const opened = await openState({ stateFolder: state.folder }, now);
  const [delivery] = await opened.database.select().from(deliveries);
  const suppressed = await opened.database.select().from(suppressions);
  await opened.close();
  return { state: delivery?.state, suppressed: suppressed.map(({ reason }) => reason) };
}

function brief(words: readonly string[], input = ""): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    const child = execFile(process.execPath, [cli, ...words], { env: { ...environment } }, (failure, out, err) =>
      done({ code: failure ? Number(failure.code) : 0, out, err }),
    );
    child.stdin?.end(input);
  });
}

async function startServing(): Promise<{ child: ChildProcess; base: string; said: () => string }> {
  const child = spawn(process.execPath, [cli, "serve"], { env: { ...environment }, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  const add = (text: Buffer) => {
    said += text.toString();
  };
  child.stdout.on("data", add);
  child.stderr.on("data", add);
  while (!said.includes("\n")) await once(child.stdout, "data");
  return { child, base: /http:\S+/.exec(said)![0], said: () => said };
}

test("serve answers, unsubscribes over HTTP, and ends in order when it is asked to", async () => {
  const { child, base, said } = await startServing();
  expect(await (await fetch(`${base}/healthz`)).text()).toBe("ok\n");
  const path = `/u/${linkToken("unsubscribe", investor, secret)}`;
  const page = await fetch(base + path);
  expect([page.status, page.headers.get("set-cookie")]).toEqual([200, null]);
  const answer = await fetch(base + path, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) });
  expect(answer.status).toBe(200);

  // Other commands work beside it.
  const beside = await Promise.all([brief(["deliveries"]), brief(["investors", "list", "--json"])]);
  expect(beside.map(({ code, err }) => ({ code, err }))).toEqual([
    { code: 0, err: "" },
    { code: 0, err: "" },
  ]);
  expect(beside[0].out).toMatch(/^edition binh-duong\.2026-11-21 of binh-duong\n/);

  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  expect(code).toBe(0);
  expect(said().trim().split("\n")).toEqual([
    expect.stringMatching(/^listening on http:\/\/127\.0\.0\.1:\d+ for http/),
    expect.stringMatching(/^the console is at http:\/\/127\.0\.0\.1:\d+\/console$/),
    "SIGTERM: stopping",
    "stopped",
  ]);
  expect(await look()).toEqual({ state: "sent", suppressed: ["unsubscribed"] });
});

test("a POST of unknown length unsubscribes as well: proxies pass bodies on in chunks", async () => {
  const { child, base, said } = await startServing();
  const post = (path: string, text: string) =>
    fetch(base + path, {
      method: "POST",
      body: new Blob([text]).stream(),
      duplex: "half",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    });
  const path = `/u/${linkToken("unsubscribe", investor, secret)}`;
  expect((await post(path, "x".repeat(5000))).status).toBe(413);
  expect((await post(path, "List-Unsubscribe=One-Click")).status).toBe(200);
  expect((await fetch(base + path, { method: "PUT" })).status).toBe(405);
  child.kill("SIGTERM");
  await once(child, "exit");
  expect(said()).not.toContain("error");
  expect(await look()).toMatchObject({ suppressed: ["unsubscribed"] });
});

test("bounce reads one message on standard input, and says what it did without the address", async () => {
  const { code, out, err } = await brief(["bounce"], readFileSync(join(bounces, "postfix-failed.eml"), "utf8"));
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(/^bounced, suppressed {2}binh-duong\.2026-11-21 delivery \d+ {2}bounced 5\.1\.1: /);
  expect(out).not.toContain("nga");
  expect(await look()).toEqual({ state: "failed", suppressed: ["bounced"] });
});

test("bounce reads files, tells each by its name, and --json prints one document", async () => {
  const files = ["out-of-office.eml", "complaint.eml"].map((name) => join(bounces, name));
  const { code, out } = await brief(["bounce", "--json", ...files]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    messages: [
      { file: shownPath(files[0]!), outcome: "left-alone", delivery: null, suppressed: false, words: "an automatic answer" },
      { file: shownPath(files[1]!), outcome: "complained", suppressed: true },
    ],
  });
  expect(await look()).toEqual({ state: "sent", suppressed: ["complained"] });
});

test("bounce leaves what it can't read alone and says so; a file that is not there is an error", async () => {
  expect(await brief(["bounce"])).toMatchObject({ code: 0, out: "left alone  no message: it has no headers\n" });
  expect(await brief(["bounce", join(bounces, "none.eml")])).toMatchObject({ code: 1, out: "" });
  expect(await look()).toEqual({ state: "sent", suppressed: [] });
});
