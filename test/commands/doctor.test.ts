import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { runCommandLine } from "../../src/commands/command-line.ts";
import { findingLines } from "../../src/commands/doctor/finding.ts";
import { doctorExitCode, examine as lookAt, type DoctorProbes } from "../../src/commands/doctor.ts";
import { pauseSending } from "../../src/delivery/pauses.ts";
import { nodeEffects } from "../../src/effects.ts";
import { openState } from "../../src/state/open-state.ts";
import { scriptedServer, type Script } from "../mail/scripted-server.ts";
import { fillStateFolder, newStateFolder } from "../state/new-state-folder.ts";

const folder = mkdtempSync(join(tmpdir(), "brief-doctor-"));
beforeAll(() => fillStateFolder(join(folder, "state")));
afterAll(() => rmSync(folder, { recursive: true }));

const keep = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const pem = (key: KeyObject): string => key.export({ type: "pkcs8", format: "pem" }).toString();
const der = (key: KeyObject): Buffer => key.export({ type: "spki", format: "der" });
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
const published = `v=DKIM1; k=rsa; p=${der(rsa.publicKey).toString("base64")}`;

const secrets = { password: "hunter2hunter2", key: "K3y-K3y-K3y-K3y-K3y-K3y-K3y-K3y-K3y", database: "s3cr3t-of-the-database" };

/** All that sending and serving need, as it is when all is well. */
async function setUp(script?: Script) {
  const { port } = await scriptedServer(script);
  return {
    BRIEF_STATE_DIR: join(folder, "state"),
    BRIEF_SECRET: secrets.key,
    SMTP_URL: `smtp://apikey:${secrets.password}@127.0.0.1:${port}`,
    MAIL_FROM: "Investor Brief <brief@example.com>",
    MAIL_BOUNCE_ADDRESS: "bounces@example.com",
    MAIL_POSTAL_ADDRESS: "1 Example Street",
    DKIM_DOMAIN: "example.com",
    DKIM_SELECTOR: "brief2026",
    DKIM_KEY_FILE: keep("dkim.pem", pem(rsa.privateKey)),
    PUBLIC_URL: "https://briefs.example.com",
  };
}
const asked: string[] = [];
const well: DoctorProbes = {
  resolveTxt: async (name) => {
    asked.push(name);
    // DNS gives long texts in pieces.
    return [["v=spf1 -all"], [published.slice(0, 200), published.slice(200)]];
  },
  getStatus: async (url) => {
    asked.push(url);
    return 200;
  },
  openSeconds: 10,
};
const effects = { ...nodeEffects(), progress: () => {} };

async function examine(environment: Record<string, string>, probes: Partial<DoctorProbes> = {}) {
  const findings = await lookAt(environment, effects, { ...well, ...probes });
  const of = (name: string) => findings.filter((finding) => finding.name === name);
  return { findings, of, code: doctorExitCode(findings), text: findingLines(findings).join("\n") };
}

test("where all is well, each thing is said and tested, and the exit code is 0", async () => {
  const { findings, text, code } = await examine(await setUp());
  expect(findings.map(({ name, status }) => `${name}: ${status}`)).toEqual([
    "database: ok",
    "sending: ok",
    "secret: ok",
    "mail server: ok",
    "sender: ok",
    "DKIM: ok",
    "public address: ok",
    "web server: ok",
    "limits: ok",
  ]);
  expect(code).toBe(0);
  for (const words of [
    "opens and can be written",
    "with login: answers",
    "brief@example.com",
    "bounces+TOKEN@",
    "brief2026._domainkey.example.com (RSA, 2048 bits)",
  ])
    expect(text).toContain(words);
  expect(text.endsWith("9 ok, 0 to look at, 0 to mend")).toBe(true);
  expect(asked).toEqual(["brief2026._domainkey.example.com", "https://briefs.example.com/healthz"]);
});

test("no secret is printed, whatever is wrong", async () => {
  const all = await setUp((stage) => (stage === "AUTH" ? "535 5.7.8 no" : undefined));
  const environments: Record<string, string>[] = [
    all,
    { ...all, DATABASE_URL: `postgres://brief:${secrets.database}@127.0.0.1:1/brief` },
    { ...all, DATABASE_URL: `mysql://brief:${secrets.database}@127.0.0.1/brief`, SMTP_URL: `http://apikey:${secrets.password}@127.0.0.1` },
    { ...all, BRIEF_SECRET: secrets.key.slice(0, 20), DKIM_KEY_FILE: keep("short.pem", pem(rsa.privateKey).slice(0, 500)) },
  ];
  for (const environment of environments) {
    const { findings, text, code } = await examine(environment);
    expect(code).not.toBe(0);
    const said = `${text}\n${JSON.stringify(findings)}`;
    for (const secret of [...Object.values(secrets), secrets.key.slice(0, 20), pem(rsa.privateKey).slice(30, 90)])
      expect(said).not.toContain(secret);
  }
});

test("settings that are missing are all told, each with an example, and the rest is tested: exit 1", async () => {
  const { BRIEF_STATE_DIR } = await setUp();
  const { findings, text, code } = await examine({ BRIEF_STATE_DIR });
  expect(code).toBe(1);
  expect(findings.filter(({ status }) => status === "wrong").map(({ words }) => words.split(" ")[0])).toEqual([
    "BRIEF_SECRET",
    "SMTP_URL",
    "MAIL_FROM",
    "MAIL_POSTAL_ADDRESS",
    "PUBLIC_URL",
  ]);
  expect(text).toContain("set it, e.g. PUBLIC_URL=https://briefs.example.com");
  expect(text).toContain("ok       database");
});

describe("the mail server", () => {
  test.each<[string, Script, object, string]>([
    ["that refuses the login", (stage) => (stage === "AUTH" ? "535 5.7.8 no such user" : undefined), {}, "refused the login: 535"],
    ["that says nothing", (stage) => (stage === "greeting" ? null : undefined), { openSeconds: 0.2 }, "can't reach the mail server"],
    ["that hangs up", (stage) => (stage === "EHLO" ? { drop: true } : undefined), {}, "can't reach the mail server"],
  ])("%s is trouble outside: exit 3", async (_, script, probes, words) => {
    const { of, code } = await examine(await setUp(script), probes);
    expect([code, of("mail server")[0]?.status]).toEqual([3, "trouble"]);
    expect(of("mail server")[0]?.words).toContain(words);
  });

  test("that offers no TLS where it is required is trouble", async () => {
    const environment = await setUp();
    const { of, code } = await examine({ ...environment, SMTP_URL: `${environment.SMTP_URL}?tls=required` });
    expect(code).toBe(3);
    expect(of("mail server")[0]?.words).toContain("offers no TLS, which is required");
  });

  test("that takes less than our largest message is a warning that names the limit", async () => {
    const small: Script = (stage) => (stage === "EHLO" ? "250-x\r\n250-AUTH PLAIN\r\n250 SIZE 5000000" : undefined);
    const { of, code } = await examine(await setUp(small));
    expect(code).toBe(0);
    expect(of("mail server")).toMatchObject([
      { status: "warning", hint: "set MAIL_MAX_BYTES=5000000, so that what is larger goes as a link" },
    ]);
  });
});

describe("the DKIM key", () => {
  const examineKey = async (environment: Record<string, string>, probes: Partial<DoctorProbes> = {}) => {
    const { of, code } = await examine({ ...(await setUp()), ...environment }, probes);
    return { code, ...of("DKIM")[0]! };
  };

  test("that DNS can't tell of is a warning with the record to publish", async () => {
    const resolveTxt = () => Promise.reject(Object.assign(new Error("queryTxt ENOTFOUND"), { code: "ENOTFOUND" }));
    expect(await examineKey({}, { resolveTxt })).toMatchObject({
      code: 0,
      status: "warning",
      words: expect.stringContaining("can't be looked up (ENOTFOUND)") as unknown,
      hint: `publish at brief2026._domainkey.example.com the TXT record: ${published}`,
    });
  });

  test("of which DNS has another is wrong: exit 1", async () => {
    const finding = await examineKey({}, { resolveTxt: async () => [["v=DKIM1; p=AAAA"]] });
    expect(finding).toMatchObject({ code: 1, status: "wrong", words: expect.stringContaining("DNS has another key there") as unknown });
  });

  test.each([
    ["no key", () => "not a key", "holds no private key"],
    ["a public key", () => rsa.publicKey.export({ type: "spki", format: "pem" }).toString(), "holds no private key"],
    ["a short key", () => pem(generateKeyPairSync("rsa", { modulusLength: 512 }).privateKey), "fewer than 1024 bits"],
    ["a key of another kind", () => pem(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey), "holds a key of the kind ec"],
  ])("file that holds %s is wrong: exit 1", async (_, text, words) => {
    const finding = await examineKey({ DKIM_KEY_FILE: keep("other.pem", text()) });
    expect(finding).toMatchObject({ code: 1, status: "wrong", words: expect.stringContaining(words) as unknown });
  });

  test("may be of Ed25519 (RFC 8463), whose record holds the bare key", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const record = `v=DKIM1;k=ed25519;p=${der(publicKey).subarray(-32).toString("base64")}`;
    const finding = await examineKey({ DKIM_KEY_FILE: keep("ed.pem", pem(privateKey)) }, { resolveTxt: async () => [[record]] });
    expect(finding).toMatchObject({ code: 0, status: "ok" });
  });

  test("of another domain than the sender's is a warning", async () => {
    expect(await examineKey({ MAIL_FROM: "brief@example.org" })).toMatchObject({ code: 0, status: "warning" });
    expect(await examineKey({ MAIL_FROM: "brief@mail.example.com" })).toMatchObject({ code: 0, status: "ok" });
  });

  test("that is not there is a warning", async () => {
    const { DKIM_DOMAIN: _, ...rest } = await setUp();
    const { of, code } = await examine(rest);
    expect([code, of("DKIM")[0]?.status]).toEqual([0, "warning"]);
  });
});

describe("the database", () => {
  test("that another process uses is trouble that names the process", async () => {
    const environment = await setUp();
    const state = await openState({ stateFolder: environment.BRIEF_STATE_DIR }, new Date());
    try {
      const { of, code } = await examine(environment);
      expect(code).toBe(3);
      expect(of("database")[0]?.words).toContain(`is in use by process ${process.pid}`);
    } finally {
      await state.close();
    }
  });

  test("whose folder can't be made is trouble", async () => {
    const { of, code } = await examine({ ...(await setUp()), BRIEF_STATE_DIR: join(keep("file", ""), "state") });
    expect(code).toBe(3);
    expect(of("database")[0]?.words).toMatch(/can't keep the state in .*: ENOTDIR/);
  });

  test("that can't be reached is trouble, told with its host alone", async () => {
    const { of, code } = await examine({ ...(await setUp()), DATABASE_URL: "postgres://brief:word@127.0.0.1:1/briefs" });
    expect(code).toBe(3);
    expect(of("database")[0]?.words).toMatch(/^PostgreSQL server 127\.0\.0\.1:1, database briefs: .*ECONNREFUSED/);
  });

  test("in which sending is paused is trouble, with when and why", async () => {
    const environment = { ...(await setUp()), BRIEF_STATE_DIR: await newStateFolder() };
    onTestFinished(() => rm(environment.BRIEF_STATE_DIR, { recursive: true }));
    const state = await openState({ stateFolder: environment.BRIEF_STATE_DIR }, new Date());
    await pauseSending(state.database, { since: new Date("2026-11-21T03:00:00Z"), reason: "the login was refused" });
    await state.close();
    const { of, code } = await examine(environment);
    expect(code).toBe(3);
    expect(of("sending")).toMatchObject([{ status: "trouble", words: "paused since 2026-11-21T03:00:00.000Z: the login was refused" }]);
  });
});

describe("addresses", () => {
  test.each([
    ["http://briefs.example.com", "is no https address"],
    ["briefs.example.com", "is no https address"],
    ["https://briefs.example.com/?a=b", "is no https address"],
  ])("%s is no public address: exit 1", async (PUBLIC_URL, words) => {
    const { of, code } = await examine({ ...(await setUp()), PUBLIC_URL });
    expect([code, of("public address")[0]?.status]).toEqual([1, "wrong"]);
    expect(of("public address")[0]?.words).toContain(words);
  });

  test("a public address that does not answer, or not as it should, is a warning", async () => {
    const environment = await setUp();
    const answers = [async () => 502, () => Promise.reject(new Error("no"))];
    for (const getStatus of answers) {
      const { of, code } = await examine(environment, { getStatus });
      expect([code, of("public address")[0]?.status]).toEqual([0, "warning"]);
    }
  });

  test("a port that is open to all although a proxy's word counts is a warning", async () => {
    const { of } = await examine({ ...(await setUp()), SERVE_HOST: "0.0.0.0", SERVE_TRUSTED_PROXY: "yes" });
    expect(of("web server")[0]?.status).toBe("warning");
  });
});

test("brief doctor --json prints one document, and the exit code tells", async () => {
  const lines: string[] = [];
  const environment = { ...(await setUp()), SMTP_URL: "smtp://127.0.0.1:1", DKIM_DOMAIN: "", PUBLIC_URL: "http://127.0.0.1:1" };
  expect(await runCommandLine(["doctor", "--json"], { ...effects, print: (line) => lines.push(line) }, environment)).toBe(3);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    findings: expect.arrayContaining([{ name: "sending", status: "ok", words: "not paused" }]) as unknown,
  });
});
