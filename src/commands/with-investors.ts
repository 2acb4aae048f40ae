import { EnvironmentReader } from "../config/environment.ts";
import { secret } from "../config/mail-settings.ts";
import { stateSettings } from "../config/state-settings.ts";
import { explainDatabaseTrouble } from "../state/database-trouble.ts";
import { openState, type State } from "../state/open-state.ts";
import type { CommandContext } from "./command-context.ts";

export interface OpenInvestors extends Pick<State, "database" | "kind"> {
  /** Key of the hashes that addresses are known by. */
  readonly secret: string;
}

/** Opens the state for as long as `use` takes. */
export async function withInvestors<Result>(
  { environment, effects }: Pick<CommandContext, "environment" | "effects">,
  use: (open: OpenInvestors) => Promise<Result>,
): Promise<Result> {
  const reader = new EnvironmentReader(environment);
  const settings = stateSettings(reader);
  const key = secret(reader);
  reader.finish();
  const state = await openState(settings, effects.now());
  try {
    return await use({ database: state.database, kind: state.kind, secret: key });
  } catch (cause) {
    throw explainDatabaseTrouble(cause);
  } finally {
    await state.close();
  }
}
