import { sql } from "drizzle-orm";
import type { StateSettings } from "../../config/state-settings.ts";
import { currentPause } from "../../delivery/pauses.ts";
import { shownPath } from "../../effects.ts";
import { OutsideError } from "../../errors.ts";
import { openState } from "../../state/open-state.ts";
import type { Finding } from "./finding.ts";

/** Opens the database, which brings its tables up to date, writes to it and takes that back; and whether sending is paused. */
export async function checkDatabase(settings: StateSettings, now: Date): Promise<Finding[]> {
  const name = "database";
  const where = placeOf(settings);
  try {
    const state = await openState(settings, now);
    try {
      const version = await state.database.transaction(async (transaction) => {
        await transaction.execute(sql`create temporary table doctor (written integer) on commit drop`);
        return transaction.execute<{ server_version: string }>(sql`show server_version`);
      });
      const words = `${where}: opens and can be written, PostgreSQL ${versionIn(version)}`;
      return [{ name, status: "ok", words }, await checkPause(state.database)];
    } finally {
      await state.close();
    }
  } catch (cause) {
    if (!(cause instanceof OutsideError)) throw cause;
    return [{ name, status: "trouble", words: `${where}: ${cause.message}` }];
  }
}

/** Both drivers give `rows`; their common type does not know it. */
function versionIn(result: unknown): string {
  const { rows } = result as { rows: readonly { server_version: string }[] };
  return rows[0]?.server_version.split(" ")[0] ?? "";
}

async function checkPause(database: Parameters<typeof currentPause>[0]): Promise<Finding> {
  const pause = await currentPause(database);
  if (!pause) return { name: "sending", status: "ok", words: "not paused" };
  return {
    name: "sending",
    status: "trouble",
    words: `paused since ${pause.since.toISOString()}: ${pause.reason}`,
    hint: "mend the cause, then go on with: brief send --resume",
  };
}

/** Without user and password. */
function placeOf({ databaseUrl, stateFolder }: StateSettings): string {
  if (databaseUrl === undefined) return `embedded, in ${shownPath(stateFolder)}`;
  const url = URL.parse(databaseUrl);
  return `PostgreSQL server ${url?.host || "on this machine"}, database ${url?.pathname.slice(1) || "of the user's name"}`;
}
