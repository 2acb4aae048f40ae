import { consoleSettings } from "../config/console-settings.ts";
import { EnvironmentReader } from "../config/environment.ts";
import { stateSettings } from "../config/state-settings.ts";
import { shownName } from "../console/shown-name.ts";
import { makeLink } from "../console/sessions.ts";
import { UsageError } from "../errors.ts";
import type { CommandContext } from "./command-context.ts";
import { withDatabase } from "./with-database.ts";

export interface LinkFlags {
  readonly for?: string;
}

/** Prints a link that signs in once. It is of no use to whoever can read the database: only its hash is there. */
export async function consoleLink({ for: given }: LinkFlags, context: CommandContext): Promise<number> {
  const { effects, environment } = context;
  const reader = new EnvironmentReader(environment);
  const settings = consoleSettings(reader);
  stateSettings(reader);
  reader.finish();
  if (!settings) throw new UsageError("the console is off: CONSOLE_PORT says so");
  const who = shownName(given ?? environment["USER"] ?? environment["USERNAME"] ?? "") || "operator";
  const token = await withDatabase(context, (database) => makeLink(database, who, effects.now()));
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  // Where any port will do, the service's log says which it is.
  const address = `http://${host === "0.0.0.0" || host === "[::]" ? "127.0.0.1" : host}:${settings.port === 0 ? "PORT" : settings.port}`;
  effects.print(`${address}/console/link/${token}`);
  if (settings.port === 0) effects.printError("PORT is the one that the service names when it starts");
  effects.printError(`for ${who}, once, within 15 minutes; run or serve must be running on this state`);
  return 0;
}
