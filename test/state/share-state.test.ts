import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, statSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { describe, expect, onTestFinished, test } from "vitest";
import { OutsideError } from "../../src/errors.ts";
import { openState } from "../../src/state/open-state.ts";
import { pauses } from "../../src/state/tables.ts";
import { newStateFolder } from "./new-state-folder.ts";

const now = new Date("2026-11-21T09:00:00Z");

async function newFolder(): Promise<string> {
  const folder = await newStateFolder();
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

async function startHolder(folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "hold-lock.ts"), folder, "shared"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout, "data");
  return child;
}

const holderOf = (folder: string): { pid: number; socket: string | null } =>
  JSON.parse(readFileSync(join(folder, "lock-holder.json"), "utf8"));

describe("a state folder that is shared", () => {
  test("is worked with by other processes, and what they committed outlasts the holder's being killed", async () => {
    const folder = await newFolder();
    const holder = await startHolder(folder);
    const joined = await openState({ stateFolder: folder }, now);
    expect(joined.kind).toBe("server");
    await joined.database.insert(pauses).values({ since: now, reason: "from another process" });
    const left = joined.database.transaction(async (transaction) => {
      await transaction.insert(pauses).values({ since: now, reason: "not committed" });
      holder.kill("SIGKILL");
      await once(holder, "exit");
    });
    await expect(left).rejects.toThrow();
    await joined.close();

    expect(existsSync(holderOf(folder).socket!)).toBe(true);
    const next = await openState({ stateFolder: folder }, now, { shared: true });
    expect((await next.database.select().from(pauses)).map(({ reason }) => reason)).toEqual(["from another process"]);
    await next.close();
    expect(existsSync(join(folder, ".s.PGSQL.5432"))).toBe(false);
  });

  test("is worked with by those who come while its holder is starting", async () => {
    const folder = await newFolder();
    const holder = startHolder(folder);
    while (!existsSync(join(folder, "lock-holder.json"))) await new Promise((resolve) => setImmediate(resolve));
    const joined = await openState({ stateFolder: folder }, now);
    expect((await joined.executeSql("select 1 as n")).rows).toEqual([{ n: 1 }]);
    await joined.close();
    await holder;
  });

  test("lets a client's connections find the next holder", async () => {
    const folder = await newFolder();
    const first = await startHolder(folder);
    const joined = await openState({ stateFolder: folder }, now);
    await joined.database.insert(pauses).values({ since: now, reason: "kept" });
    first.kill("SIGTERM");
    await once(first, "exit");
    await expect(joined.database.select().from(pauses)).rejects.toThrow();
    await startHolder(folder);
    expect(await joined.database.select().from(pauses)).toHaveLength(1);
    await joined.close();
  });

  test("may lie so deep that no socket fits into it", async () => {
    const folder = join(await newFolder(), "a".repeat(60), "b".repeat(60));
    const state = await openState({ stateFolder: folder }, now, { shared: true });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const { socket } = holderOf(folder);
    expect(socket).not.toContain(folder);
    const joined = await openState({ stateFolder: folder }, now);
    expect((await joined.executeSql("select 1 as n")).rows).toEqual([{ n: 1 }]);
    await joined.close();
    await state.close();
    expect(existsSync(socket!)).toBe(false);
  });

  test("is worked with by its own process through the socket: transactions beside queries, errors and all", async () => {
    const state = await openState({ stateFolder: await newFolder() }, now, { shared: true });
    const { database } = state;
    expect(state.kind).toBe("server");
    const added = Array.from({ length: 30 }, (_, i) =>
      database
        .transaction(async (transaction) => {
          await transaction.insert(pauses).values({ since: now, reason: `transaction ${i}` });
          if (i % 3 === 0) await transaction.execute(sql`select nothing`);
        })
        .then(
          () => 1,
          () => 0,
        ),
    );
    const asked = Array.from({ length: 30 }, () => database.select().from(pauses));
    expect((await Promise.all(added)).filter((one) => one === 1)).toHaveLength(20);
    await Promise.all(asked);
    expect(await database.select().from(pauses)).toHaveLength(20);
    await state.close();
  });
});

test("a holder of another version is named, and not worked with", async () => {
  const folder = await newFolder();
  const holder = await startHolder(folder);
  const joined = await openState({ stateFolder: folder }, now);
  await joined.executeSql("delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)");
  await joined.close();
  const refused = openState({ stateFolder: folder }, now);
  await expect(refused).rejects.toThrow(OutsideError);
  await expect(refused).rejects.toThrow(`process ${holder.pid} works with the tables of another version`);
});

test("SQL text may be given as it is, with values or as several statements", async () => {
  for (const shared of [false, true]) {
    const state = await openState({ stateFolder: await newFolder() }, now, { shared });
    await state.executeSql("begin; create table boss (n integer); insert into boss values (1); commit;");
    expect((await state.executeSql("select n from boss where n = $1", [1])).rows).toEqual([{ n: 1 }]);
    await state.close();
  }
});
