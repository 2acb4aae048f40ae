import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { StateSettings } from "../config/state-settings.ts";
import { OutsideError } from "../errors.ts";
import { shownPath } from "../effects.ts";
import { lockFolder } from "./lock-folder.ts";
import * as tables from "./tables.ts";

/** The database with our tables, wherever it runs. Results of `execute` have `rows`. */
export type Database = PgDatabase<PgQueryResultHKT, typeof tables>;

export interface State {
  readonly database: Database;
  /** `embedded`: nobody else can be at work in it. */
  readonly kind: "embedded" | "server";
  readonly close: () => Promise<void>;
}

const migrationsFolder = join(import.meta.dirname, "migrations");

/**
 * Opens the state, with its tables brought up to date: PostgreSQL if there is a URL, else the database in the state folder.
 *
 * @throws OutsideError if the server can't be reached or the folder is in use.
 */
export async function openState(settings: StateSettings, now: Date): Promise<State> {
  return settings.databaseUrl === undefined ? openEmbedded(settings.stateFolder, now) : openServer(settings.databaseUrl);
}

async function openEmbedded(folder: string, now: Date): Promise<State> {
  const lock = await lockFolder(folder, now).catch((cause: unknown) => {
    if (cause instanceof OutsideError) throw cause;
    throw new OutsideError(`can't keep the state in ${shownPath(folder)}: ${wordsOf(cause)}`, { cause });
  });
  try {
    const [{ openDurable }, { drizzle }, { migrate }] = await Promise.all([
      import("./open-durable.ts"),
      import("drizzle-orm/pglite"),
      import("drizzle-orm/pglite/migrator"),
    ]);
    const client = await openDurable(join(folder, "database"));
    const database = drizzle(client, { schema: tables });
    await migrate(database, { migrationsFolder });
    return {
      database,
      kind: "embedded",
      close: async () => {
        await client.close();
        lock.release();
      },
    };
  } catch (cause) {
    lock.release();
    throw new OutsideError(`can't open the database in ${shownPath(folder)}: ${wordsOf(cause)}`, { cause });
  }
}

/** Any number: whoever migrates at the same time waits for the one that has it. */
const migrationLock = 7_215_001;

async function openServer(url: string): Promise<State> {
  const [{ default: pg }, { drizzle }, { migrate }] = await Promise.all([
    import("pg"),
    import("drizzle-orm/node-postgres"),
    import("drizzle-orm/node-postgres/migrator"),
  ]);
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000 });
  // A server that goes away between two queries: the next query says so.
  pool.on("error", () => {});
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
  return { database: drizzle(pool, { schema: tables }), kind: "server", close: () => pool.end() };
}

/** A connection error's words never hold the password: pg gives host and port. */
const wordsOf = (cause: unknown): string => (cause instanceof Error ? cause.message || cause.name : String(cause));
