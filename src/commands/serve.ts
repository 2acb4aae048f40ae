import { EnvironmentReader } from "../config/environment.ts";
import { serveSettings } from "../config/serve-settings.ts";
import { stateSettings } from "../config/state-settings.ts";
import { openState } from "../state/open-state.ts";
import { stopSignal } from "../stop-signal.ts";
import { makeWebApp } from "../web/make-web-app.ts";
import { startServer } from "../web/start-server.ts";
import type { CommandContext } from "./command-context.ts";

/** Requests take milliseconds; what is still open after this is somebody's slow connection. */
const graceMilliseconds = 10_000;

/** Answers on the web until it is asked to stop; requests that have begun are answered. */
export async function serve(
  { effects, environment }: Pick<CommandContext, "effects" | "environment">,
  stopped: () => Promise<string> = stopSignal,
): Promise<number> {
  const reader = new EnvironmentReader(environment);
  const [settings, kept] = [serveSettings(reader), stateSettings(reader)];
  reader.finish();
  const state = await openState(kept, effects.now(), { shared: true });
  try {
    const report = (line: string) => effects.printError(`error  ${effects.now().toISOString()} ${line}`);
    const app = makeWebApp({ database: state.database, settings, now: effects.now, report });
    const server = await startServer(app, settings);
    effects.print(`listening on http://${shownHost(settings.host)}:${server.port} for ${settings.publicUrl}`);
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
