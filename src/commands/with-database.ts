import { readStateSettings } from "../config/state-settings.ts";
import { explainDatabaseTrouble } from "../state/database-trouble.ts";
import { openState, type Database } from "../state/open-state.ts";
import type { CommandContext } from "./command-context.ts";

/** Opens the database for as long as `use` lasts; what goes wrong with it is said in its words. */
export async function withDatabase<Result>(
  { environment, effects }: CommandContext,
  use: (database: Database) => Promise<Result>,
): Promise<Result> {
  const state = await openState(readStateSettings(environment), effects.now());
  try {
    return await use(state.database);
  } catch (cause) {
    throw explainDatabaseTrouble(cause);
  } finally {
    await state.close();
  }
}
