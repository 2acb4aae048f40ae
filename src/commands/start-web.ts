import type { ConsoleSettings } from "../config/console-settings.ts";
import type { ServeSettings } from "../config/serve-settings.ts";
import type { StateSettings } from "../config/state-settings.ts";
import type { Effects } from "../effects.ts";
import type { Log } from "../log.ts";
import type { State } from "../state/open-state.ts";
import type { Folders } from "./folders.ts";

export interface WebParts {
  readonly state: Pick<State, "database" | "executeSql">;
  readonly where: StateSettings;
  readonly settings: ServeSettings;
  /** Null: no console. */
  readonly console: ConsoleSettings | null;
  readonly folders: Pick<Folders, "data" | "out">;
  readonly log: Log;
}

export interface RunningWeb {
  readonly port: number;
  /** Null: there is no console. */
  readonly consolePort: number | null;
  readonly close: (graceMilliseconds: number) => Promise<void>;
}

/** What readers reach, and on a listener of its own what operators do. */
export async function startWeb({ state, where, settings, folders, log, ...parts }: WebParts, effects: Effects): Promise<RunningWeb> {
  const [{ makeWebApp }, { startServer }] = await Promise.all([import("../web/make-web-app.ts"), import("../web/start-server.ts")]);
  const report = (line: string) => effects.printError(`error  ${effects.now().toISOString()} ${line}`);
  const server = await startServer(makeWebApp({ database: state.database, settings, now: effects.now, report }), settings);
  try {
    const all = { ...folders, ...(where.databaseUrl === undefined && { state: where.stateFolder }) };
    const own =
      parts.console &&
      (await (await import("../console/start-console.ts")).startConsole({ state, settings: parts.console, folders: all, log }, effects));
    return {
      port: server.port,
      consolePort: own?.port ?? null,
      close: async (graceMilliseconds) => {
        await Promise.all([server.close(graceMilliseconds), own?.close(graceMilliseconds)]);
      },
    };
  } catch (cause) {
    await server.close(0);
    throw cause;
  }
}
