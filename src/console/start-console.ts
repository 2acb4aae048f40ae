import type { ConsoleSettings } from "../config/console-settings.ts";
import type { Effects } from "../effects.ts";
import { OutsideError } from "../errors.ts";
import type { Log } from "../log.ts";
import { describeOperation } from "../operation/describe-operation.ts";
import { measureDisks } from "../operation/measure-disks.ts";
import { declaredReader } from "../operation/read-declared.ts";
import { planRunOnce } from "../queue/plan-runs.ts";
import { openQueue } from "../queue/queue.ts";
import { readScreens } from "../screens/read-screens.ts";
import type { State } from "../state/open-state.ts";
import { makeRateLimit } from "../web/rate-limit.ts";
import { startServer, type RunningServer } from "../web/start-server.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { makeConsoleApp } from "./make-console-app.ts";

export interface StartParts {
  readonly state: Pick<State, "database" | "executeSql">;
  readonly settings: ConsoleSettings;
  /** `state`: where the embedded database lies. */
  readonly folders: { readonly data: string; readonly out: string; readonly state?: string };
  readonly log: Log;
}

/** A person who mistypes has five tries at once, and one more every half minute; all together not many more. */
const signInRates = {
  client: { burst: 5, perSecond: 1 / 30, maxClients: 10_000 },
  all: { burst: 20, perSecond: 1 / 10, maxClients: 1 },
};

/** Null: nobody chose its port, and another process has it. */
export async function startConsole(parts: StartParts, effects: Pick<Effects, "now" | "readTree">): Promise<RunningServer | null> {
  const { settings, log } = parts;
  try {
    const running = await startServer(makeConsoleApp(consoleParts(parts, effects)), {
      ...settings,
      variables: "CONSOLE_HOST and CONSOLE_PORT",
    });
    if (!/^(?:127\.|::1$|localhost$)/.test(settings.host))
      log.warn(
        { host: settings.host },
        "CONSOLE_HOST is not loopback: passwords come in the clear, and whoever reaches the port can try some",
      );
    return running;
  } catch (cause) {
    if (!settings.isUsual || !(cause instanceof OutsideError)) throw cause;
    log.warn({}, `${cause.message}; this process has no console`);
    return null;
  }
}

function consoleParts({ state, settings, folders, log }: StartParts, effects: Pick<Effects, "now" | "readTree">): ConsoleParts {
  const { database } = state;
  const { now } = effects;
  const declared = declaredReader(folders.data, effects);
  return {
    database,
    settings,
    screens: readScreens(),
    declared,
    describe: async () => describeOperation(database, { declared: await declared(), disks: await measureDisks(folders) }, now()),
    planRun: async (schedule, after, record) => {
      const queue = await openQueue(state, log);
      try {
        return await database.transaction(async (transaction) => {
          const run = await planRunOnce({ database: transaction, queue }, schedule, { now: now(), after });
          if (run !== null) await record(transaction);
          return run;
        });
      } finally {
        await queue.close();
      }
    },
    log,
    now,
    limits: { client: makeRateLimit(signInRates.client), all: makeRateLimit(signInRates.all) },
  };
}
