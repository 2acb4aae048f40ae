import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { StateSettings } from "../config/state-settings.ts";
import { OutsideError } from "../errors.ts";
import { shownPath } from "../effects.ts";
import { FolderInUse, lockFolder, type FolderLock } from "./lock-folder.ts";
import * as tables from "./tables.ts";

/** The database with our tables, wherever it runs. Results of `execute` have `rows`. */
export type Database = PgDatabase<PgQueryResultHKT, typeof tables>;

export interface State {
  readonly database: Database;
  /** `embedded`: nobody else can be at work in it. */
  readonly kind: "embedded" | "server";
  /** For pg-boss: SQL text, of one statement if there are values. */
  readonly executeSql: (text: string, values?: readonly unknown[]) => Promise<{ rows: Record<string, unknown>[] }>;
  readonly close: () => Promise<void>;
}

export interface StateOptions {
  /** Others may work with the embedded database while this process has it. */
  readonly shared?: boolean;
}

export const migrationsFolder = join(import.meta.dirname, "migrations");

/**
 * Opens the state, with its tables brought up to date: PostgreSQL if there is a URL, else the database in the state folder.
 * One that another process has and shares is worked with through its socket.
 *
 * @throws OutsideError if the server can't be reached or the folder is in use.
 */
export async function openState(settings: StateSettings, now: Date, { shared = false }: StateOptions = {}): Promise<State> {
  if (settings.databaseUrl !== undefined) return openServer(settings.databaseUrl);
  const folder = settings.stateFolder;
  try {
    return await openEmbedded(folder, await lockFolder(folder, now, shared), shared);
  } catch (cause) {
    if (cause instanceof FolderInUse) return (await import("./join-holder.ts")).joinHolder(folder, cause);
    if (cause instanceof OutsideError) throw cause;
    throw new OutsideError(`can't keep the state in ${shownPath(folder)}: ${wordsOf(cause)}`, { cause });
  }
}

async function openEmbedded(folder: string, lock: FolderLock, shared: boolean): Promise<State> {
  try {
    if (shared) return await (await import("./share-state.ts")).shareState(folder, lock);
    const [{ openMigrated }, { drizzle }] = await Promise.all([import("./open-migrated.ts"), import("drizzle-orm/pglite")]);
    const client = await openMigrated(folder);
    return {
      database: drizzle(client, { schema: tables }),
      kind: "embedded",
      executeSql: async (text, values) =>
        values ? client.query<Record<string, unknown>>(text, [...values]) : { rows: (await client.exec(text)).at(-1)?.rows ?? [] },
      close: async () => {
        await client.close();
        lock.release();
      },
    };
  } catch (cause) {
    lock.release();
    if (cause instanceof OutsideError) throw cause;
    throw new OutsideError(`can't open the database in ${shownPath(folder)}: ${wordsOf(cause)}`, { cause });
  }
}

/** Any number: whoever migrates at the same time waits for the one that has it. */
const migrationLock = 7_215_001;

async function openServer(url: string): Promise<State> {
  const [{ openPool, stateOf }, { drizzle }, { migrate }] = await Promise.all([
    import("./open-pool.ts"),
    import("drizzle-orm/node-postgres"),
    import("drizzle-orm/node-postgres/migrator"),
  ]);
  const pool = openPool({ connectionString: url });
  try {
    const client = await pool.connect();
    try {
      const session = drizzle(client, { schema: tables });
      await session.execute(sql`select pg_advisory_lock(${migrationLock})`);
      await migrate(session, { migrationsFolder });
      await session.execute(sql`select pg_advisory_unlock(${migrationLock})`);
    } finally {
      client.release();
    }
  } catch (cause) {
    await pool.end();
    throw new OutsideError(`can't open the database of DATABASE_URL: ${wordsOf(cause)}`, { cause });
  }
  return stateOf(pool);
}

/** A connection error's words never hold the password: pg gives host and port. */
const wordsOf = (cause: unknown): string => (cause instanceof Error ? cause.message || cause.name : String(cause));
