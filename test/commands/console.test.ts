import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parsePasswordHash } from "../../src/config/console-settings.ts";
import { consoleHash } from "../../src/commands/console-hash.ts";
import { isPassword } from "../../src/console/password.ts";
import { nodeEffects } from "../../src/effects.ts";
import { openSmallState, secret } from "../web/small-state.ts";

const cli = resolve(import.meta.dirname, "../../src/cli.js");

const brief = (words: readonly string[], environment: Record<string, string>, input = "") =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    const child = execFile(process.execPath, [cli, ...words], { env: environment }, (failure, out, err) =>
      done({ code: failure ? Number(failure.code) : 0, out, err }),
    );
    child.stdin?.end(input);
  });

test("a link of another process lets in where a server runs on the same state", async () => {
  const state = await openSmallState();
  onTestFinished(() => state.close());
  await state.release();
  const environment = {
    BRIEF_STATE_DIR: state.folder,
    BRIEF_SECRET: secret,
    MAIL_FROM: "Investor Brief <brief@example.com>",
    PUBLIC_URL: "http://127.0.0.1:8080",
    SERVE_PORT: "0",
    CONSOLE_PORT: "0",
  };
  const server = spawn(process.execPath, [cli, "serve"], { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void server.kill("SIGKILL"));
  let said = "";
  server.stdout.on("data", (text: Buffer) => (said += text.toString()));
  server.stderr.on("data", (text: Buffer) => (said += text.toString()));
  while (!said.includes("/console\n")) await once(server.stdout, "data");
  const base = /the console is at (http:\S+)\/console/.exec(said)![1]!;

  const { code, out, err } = await brief(["console", "link", "--for", "Lan nga@customer.example"], environment);
  expect({ code, err }).toEqual({
    code: 0,
    err: "PORT is the one that the service names when it starts\nfor Lan n…@c….example, once, within 15 minutes; run or serve must be running on this state\n",
  });
  const path = new URL(out.trim().replace("PORT", "1")).pathname;
  const question = await fetch(base + path);
  const cookie = question.headers.get("set-cookie")!.split(";")[0]!;
  const csrf = /name="csrf" value="([^"]+)"/.exec(await question.text())![1]!;
  const enter = () =>
    fetch(base + path, { method: "POST", redirect: "manual", headers: { cookie, origin: base }, body: new URLSearchParams({ csrf }) });
  const answer = await enter();
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/console"]);
  expect((await enter()).status).toBe(403);
  const page = await fetch(`${base}/console`, { headers: { cookie: answer.headers.get("set-cookie")!.split(";")[0]! } });
  expect(await page.text()).toContain("What needs a person");
  server.kill("SIGTERM");
  expect((await once(server, "exit"))[0]).toBe(0);
  expect(said).not.toContain(path);
  expect(said).not.toContain("customer.example");
}, 120_000);

test("a console that is off has no link, and a hash that is none is told", async () => {
  expect(await brief(["console", "link"], { CONSOLE_PORT: "off" })).toMatchObject({ code: 2, out: "" });
  const wrong = await brief(["console", "link"], { CONSOLE_PASSWORD_HASH: "my password" });
  expect(wrong.code).toBe(1);
  expect(wrong.err).toContain("CONSOLE_PASSWORD_HASH is no hash of a password");
  expect(wrong.err).not.toContain("my password");
});

test("hash prints what lets the password in, of standard input where there is no terminal", async () => {
  const { code, out } = await brief(["console", "hash"], {}, "mười lăm ký tự trở lên\n");
  expect(code).toBe(0);
  expect(await isPassword("mười lăm ký tự trở lên", parsePasswordHash(out.trim())!)).toBe(true);
  expect(await brief(["console", "hash"], {}, "short\n")).toMatchObject({ code: 2, out: "" });
  const answers = ["fifteen characters", "fifteen characterz"];
  await expect(consoleHash({ effects: nodeEffects() }, () => Promise.resolve(answers.shift()!))).rejects.toThrow("not the same");
});
