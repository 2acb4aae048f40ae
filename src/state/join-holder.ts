import { setTimeout } from "node:timers/promises";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Pool } from "pg";
import { OutsideError } from "../errors.ts";
import { hostOf } from "./gate/socket-path.ts";
import { readHolder, type FolderInUse, type LockHolder } from "./lock-folder.ts";
import { openPool, stateOf } from "./open-pool.ts";
import { migrationsFolder, type State } from "./open-state.ts";

/** A process that will share its folder is ready after this: the first start of all takes it a few seconds. */
const [patienceMilliseconds, stepMilliseconds] = [30_000, 100];

/**
 * Works with the embedded database of the process that has the folder.
 *
 * @throws FolderInUse if it does not share it.
 */
export async function joinHolder(folder: string, inUse: FolderInUse): Promise<State> {
  for (let waited = 0; ; waited += stepMilliseconds) {
    const holder = await readHolder(folder);
    const pool = holder.socket === null ? null : await tryPool(holder.socket, holder);
    if (pool) return stateOf(pool);
    if (!holder.willShare || waited >= patienceMilliseconds) throw inUse;
    await setTimeout(stepMilliseconds);
  }
}

/** Null if nobody listens there: it is just starting or ending. */
async function tryPool(socket: string, holder: LockHolder): Promise<Pool | null> {
  const pool = openPool({ host: hostOf(socket) });
  try {
    const { rows } = await pool.query<{ hash: string }>("select hash from drizzle.__drizzle_migrations");
    const known = new Set(rows.map(({ hash }) => hash));
    if (readMigrationFiles({ migrationsFolder }).every(({ hash }) => known.has(hash))) return pool;
  } catch (cause) {
    await pool.end();
    if (cause instanceof Error && "code" in cause && (cause.code === "ENOENT" || cause.code === "ECONNREFUSED")) return null;
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new OutsideError(`can't work with the database of process ${holder.pid}: ${words}`, { cause });
  }
  await pool.end();
  throw new OutsideError(`process ${holder.pid} works with the tables of another version; stop it and start this one's`);
}
