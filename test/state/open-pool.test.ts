import { sql } from "drizzle-orm";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openGate } from "../../src/state/gate/open-gate.ts";
import { hostOf, prepareSocketPath } from "../../src/state/gate/socket-path.ts";
import { openMigrated } from "../../src/state/open-migrated.ts";
import { openPool, stateOf } from "../../src/state/open-pool.ts";

test("a connection that breaks before its transaction has begun is given back, so that others are asked and all can be closed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "brief-pool-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = await prepareSocketPath(folder);
  const gate = await openGate({ path, open: () => openMigrated(folder) });
  const pool = openPool({ host: hostOf(path) });
  const { database, close } = stateOf(pool);
  let breaks = true;
  pool.on("acquire", (client) => {
    if (breaks && "connection" in client) (client.connection as { stream: { destroy: () => void } }).stream.destroy();
  });
  // More than the pool has connections.
  for (let i = 0; i < 12; i++) await expect(database.transaction(async () => {})).rejects.toThrow();
  breaks = false;
  expect(await database.transaction(async (one) => one.execute(sql`select 1 as n`))).toMatchObject({ rows: [{ n: 1 }] });
  expect(pool).toMatchObject({ totalCount: 1, idleCount: 1 });
  await expect(
    database.transaction(async () => {
      throw new Error("of our own");
    }),
  ).rejects.toThrow("of our own");
  expect(pool).toMatchObject({ totalCount: 0 });
  await close();
  await gate.close();
  await gate.client().close();
});
