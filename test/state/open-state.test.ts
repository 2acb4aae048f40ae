import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { fsyncSync, readlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getTableColumns, getTableName, is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OutsideError } from "../../src/errors.ts";
import { openDurable } from "../../src/state/open-durable.ts";
import { openState, type State } from "../../src/state/open-state.ts";
import * as tables from "../../src/state/tables.ts";

const now = new Date("2026-11-21T09:00:00Z");
let folder = "";
let state: State;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "brief-state-"));
  state = await openState({ stateFolder: folder }, now);
});
afterAll(async () => {
  await state.close();
  await rm(folder, { recursive: true });
});

describe("the lock of the state folder", () => {
  const holder = async (path: string): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [join(import.meta.dirname, "hold-lock.ts"), path], { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    return child;
  };

  test("keeps a second process out and names the first, until it is killed", async () => {
    const path = await mkdtemp(join(tmpdir(), "brief-lock-"));
    const child = await holder(path);
    const refused = openState({ stateFolder: path }, now);
    await expect(refused).rejects.toThrow(OutsideError);
    await expect(refused).rejects.toThrow(new RegExp(`in use by process ${child.pid}, since 2026-11-21T08:00:00.000Z`));
    child.kill("SIGKILL");
    await once(child, "exit");
    const next = await holder(path);
    next.kill("SIGKILL");
    await once(next, "exit");
    await rm(path, { recursive: true });
  });

  test("keeps the same process out, too", async () => {
    await expect(openState({ stateFolder: folder }, now)).rejects.toThrow(
      new RegExp(`in use by process ${process.pid}, since ${now.toISOString()}`),
    );
  });
});

test("the migrations make the tables that the code knows, column by column", async () => {
  const { rows } = (await state.database.execute(sql`
    select table_name as name, json_object_agg(column_name, is_nullable) as columns
    from information_schema.columns where table_schema = 'public' group by table_name`)) as {
    rows: { name: string; columns: Record<string, string> }[];
  };
  const known = Object.values(tables).filter((value) => is(value, PgTable));
  expect(known.length).toBeGreaterThan(6);
  expect(Object.fromEntries(rows.map(({ name, columns }) => [name, columns]))).toEqual(
    Object.fromEntries(
      known.map((table) => [
        getTableName(table),
        Object.fromEntries(Object.values(getTableColumns(table)).map(({ name, notNull }) => [name, notNull ? "NO" : "YES"])),
      ]),
    ),
  );
});

test("a commit of the embedded database is on the disk before it is answered", async () => {
  const path = await mkdtemp(join(tmpdir(), "brief-durable-"));
  let synced: string[] = [];
  const client = await openDurable(join(path, "database"), (descriptor) => {
    fsyncSync(descriptor);
    synced.push(readlinkSync(`/proc/self/fd/${descriptor}`));
  });
  await client.exec("create table kept (n integer)");
  for (const n of [1, 2, 3]) {
    synced = [];
    await client.query("insert into kept values ($1)", [n]);
    expect(synced.filter((file) => file.includes("pg_wal"))).toHaveLength(1);
  }
  synced = [];
  await client.exec("checkpoint");
  expect(synced.some((file) => file.includes("/base/"))).toBe(true);
  await client.close();
  await rm(path, { recursive: true });
});
