import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { Database, State } from "./open-state.ts";
import * as tables from "./tables.ts";

/** Connections to a server, or to the socket of an embedded database. */
export function openPool(where: { readonly connectionString: string } | { readonly host: string }): pg.Pool {
  const login = "host" in where ? { port: 5432, user: "postgres", database: "postgres", ssl: false } : {};
  const pool = new pg.Pool({ ...where, ...login, max: 10, connectionTimeoutMillis: 10_000 });
  // A server that goes away between two queries, of a transaction too: the next query says so.
  pool.on("error", () => {});
  pool.on("connect", (client) => void client.on("error", () => {}));
  return pool;
}

export const stateOf = (pool: pg.Pool, close: () => Promise<void> = () => pool.end()): State => ({
  database: databaseOf(pool),
  kind: "server",
  executeSql: (text, values) => execute(pool, text, values),
  close,
});

/**
 * drizzle takes a connection for a transaction and keeps it for good if `begin` fails, as it does where a server went away
 * unnoticed: ten such, and nothing is asked any more. Here each is given back; one that failed is not used again.
 */
function databaseOf(pool: pg.Pool): Database {
  const database = drizzle(pool, { schema: tables });
  const transaction: typeof database.transaction = async (work, config) => {
    const client = await pool.connect();
    try {
      const result = await drizzle(client, { schema: tables }).transaction(work, config);
      client.release();
      return result;
    } catch (cause) {
      client.release(true);
      throw cause;
    }
  };
  return Object.assign(database, { transaction });
}

/** What fails within a text that begins a transaction leaves its connection in it: nobody gets that one again. */
async function execute(pool: pg.Pool, text: string, values: readonly unknown[] | undefined): Promise<{ rows: Record<string, unknown>[] }> {
  const client = await pool.connect();
  try {
    const result = await client.query<Record<string, unknown>>(text, values && [...values]);
    client.release();
    return result;
  } catch (cause) {
    client.release(true);
    throw cause;
  }
}
