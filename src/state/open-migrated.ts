import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { openDurable } from "./open-durable.ts";
import { migrationsFolder } from "./open-state.ts";

/** The embedded database of a state folder that this process has locked, with its tables brought up to date. */
export async function openMigrated(stateFolder: string): Promise<PGlite> {
  const client = await openDurable(join(stateFolder, "database"));
  await migrate(drizzle(client), { migrationsFolder });
  return client;
}
