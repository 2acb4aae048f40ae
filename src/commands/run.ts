import { alertSettings } from "../config/alert-settings.ts";
import { consoleSettings } from "../config/console-settings.ts";
import { EnvironmentReader, type Environment } from "../config/environment.ts";
import { logSettings } from "../config/log-settings.ts";
import { sendingSettings } from "../config/mail-settings.ts";
import { operationSettings } from "../config/operation-settings.ts";
import { runSettings } from "../config/run-settings.ts";
import { serveSettings } from "../config/serve-settings.ts";
import { stateSettings } from "../config/state-settings.ts";
import { nodeSendEffects } from "../delivery/send-effects.ts";
import { tool } from "../edition/manifest.ts";
import type { Effects } from "../effects.ts";
import { UserError } from "../errors.ts";
import { openLog } from "../log.ts";
import { makeMetrics } from "../operation/make-metrics.ts";
import { roles, type Role } from "../queue/role.ts";
import { startService, type ServiceParts } from "../queue/start-service.ts";
import type { Mailing } from "../queue/worker-parts.ts";
import { explainDatabaseTrouble } from "../state/database-trouble.ts";
import { openState, type State } from "../state/open-state.ts";
import { stopSignal } from "../stop-signal.ts";
import type { CommandContext } from "./command-context.ts";
import { resolveFolders, type Folders } from "./folders.ts";
import { scheduleReader } from "./read-schedules.ts";
import { operateRun } from "./operate-run.ts";
import { startWeb, type WebParts } from "./start-web.ts";

export interface RunFlags {
  readonly only?: Role;
  readonly data?: string;
  readonly templates?: string;
  readonly out?: string;
}

/** Works until it is asked to stop. */
export async function run(
  flags: RunFlags,
  { effects: given, environment }: Pick<CommandContext, "effects" | "environment">,
  stopped: () => Promise<string> = stopSignal,
): Promise<number> {
  // The log tells what it does: no line of it is overwritten.
  const metrics = makeMetrics();
  const effects: Effects = { ...given, progress: () => {}, observe: metrics.observe };
  const chosen = new Set(flags.only === undefined ? roles : [flags.only]);
  const folders = resolveFolders(flags);
  const readSchedules = scheduleReader(folders.data, effects);
  const reader = new EnvironmentReader(environment);
  const [{ graceSeconds }, where, level] = [runSettings(reader), stateSettings(reader), logSettings(reader)];
  const web = chosen.has("web") ? { settings: serveSettings(reader), console: consoleSettings(reader) } : null;
  const { schedules, problem } = await readSchedules();
  // A worker whose briefs are for nobody needs no mail server.
  const mails = problem !== "" || schedules.some(({ recipients }) => recipients !== "nobody");
  if (chosen.has("worker") && mails) sendingSettings(reader);
  const [alerts, listening] = [alertSettings(reader), operationSettings(reader)];
  reader.finish();
  const log = await openLog(level, effects.now);
  // Whoever asks while it starts is answered when it has.
  const asked = stopped();
  const state = await openState(where, effects.now(), { shared: true });
  try {
    const operation = await operateRun({ state, where, folders, alerts, listening, metrics, log }, effects);
    const service = await startService({
      roles: chosen,
      version: tool.version,
      state,
      isEmbedded: where.databaseUrl === undefined,
      log,
      effects: nodeSendEffects(effects.now),
      readSchedules,
      worker: workerOf({ folders, environment, database: state.database }, effects),
      startWeb: async () => {
        const started = await startWeb(webParts(web, { state, where, folders, log }), effects);
        if (started.consolePort !== null) log.info({ port: started.consolePort }, "listening for the console");
        return started;
      },
      graceMs: graceSeconds * 1000,
    }).catch(async (cause: unknown) => {
      await operation.stop();
      throw cause;
    });
    operation.ready([...chosen]);
    log.info({}, `${await asked}: stopping`);
    await Promise.all([operation.stop(), service.stop()]);
  } catch (cause) {
    throw explainDatabaseTrouble(cause);
  } finally {
    await state.close();
  }
  return 0;
}

interface Given {
  readonly folders: Folders;
  readonly environment: Environment;
}

/** What is only needed for a job is loaded with the first one. */
function workerOf({ database, ...given }: Given & Pick<State, "database">, effects: Effects): ServiceParts["worker"] {
  const { folders } = given;
  const isKept = async (id: string): Promise<boolean> => (await import("../state/kept-editions.ts")).isKept(database, id);
  let known: Mailing | undefined;
  return {
    press: async ({ brief, ...order }) => (await import("../press/press-edition.ts")).pressEdition({ folders, brief, ...order }, effects),
    pressVariants: async (order, wanted) =>
      (await import("../personal/press-variants.ts")).pressVariants({ folders, ...order }, wanted, effects),
    mailing: () => (known ??= mailingOf(given, effects)),
    writeFiles: async (edition) => {
      const started = effects.clock();
      await (await import("../press/write-edition-files.ts")).writeEditionFiles(edition, folders.out, { ...effects, isKept });
      effects.observe?.("write", effects.clock() - started);
    },
    observe: effects.observe,
  };
}

function mailingOf({ folders, environment }: Given, effects: Effects): Mailing {
  const reader = new EnvironmentReader(environment);
  const settings = sendingSettings(reader);
  reader.finish();
  return {
    settings,
    readTemplates: async () => {
      const { templates, problems } = await (await import("../mail/mail-templates.ts")).readMailTemplates(folders.templates, effects);
      if (!templates) throw new UserError(problems);
      return templates;
    },
    open: async () => (await import("../mail/smtp-connection.ts")).openSmtpConnection(settings.smtp),
  };
}

function webParts(web: Pick<WebParts, "settings" | "console"> | null, others: Omit<WebParts, "settings" | "console">): WebParts {
  if (!web) throw new Error("the web server has no settings, though it is to start");
  return { ...web, ...others };
}
