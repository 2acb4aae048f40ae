import { consoleSettings } from "../config/console-settings.ts";
import { EnvironmentReader } from "../config/environment.ts";
import { logSettings } from "../config/log-settings.ts";
import { serveSettings } from "../config/serve-settings.ts";
import { stateSettings } from "../config/state-settings.ts";
import { openLog } from "../log.ts";
import { openState } from "../state/open-state.ts";
import { stopSignal } from "../stop-signal.ts";
import type { CommandContext } from "./command-context.ts";
import { resolveFolders } from "./folders.ts";
import { startWeb } from "./start-web.ts";

export interface ServeFlags {
  readonly data?: string;
  readonly out?: string;
}

/** Requests take milliseconds; what is still open after this is somebody's slow connection. */
const graceMilliseconds = 10_000;

/** Answers on the web until it is asked to stop; requests that have begun are answered. */
export async function serve(
  flags: ServeFlags,
  { effects, environment }: Pick<CommandContext, "effects" | "environment">,
  stopped: () => Promise<string> = stopSignal,
): Promise<number> {
  const reader = new EnvironmentReader(environment);
  const [settings, where, console] = [serveSettings(reader), stateSettings(reader), consoleSettings(reader)];
  const level = logSettings(reader);
  reader.finish();
  const log = await openLog(level, effects.now);
  const state = await openState(where, effects.now(), { shared: true });
  try {
    const server = await startWeb({ state, where, settings, console, folders: resolveFolders(flags), log }, effects);
    effects.print(`listening on http://${shownHost(settings.host)}:${server.port} for ${settings.publicUrl}`);
    if (console && server.consolePort !== null)
      effects.print(`the console is at http://${shownHost(console.host)}:${server.consolePort}/console`);
    const why = await stopped();
    effects.print(`${why}: stopping`);
    await server.close(graceMilliseconds);
  } finally {
    await state.close();
  }
  effects.print("stopped");
  return 0;
}

const shownHost = (host: string): string => (host.includes(":") ? `[${host}]` : host);
