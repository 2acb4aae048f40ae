import type { AlertSettings } from "../config/alert-settings.ts";
import type { OperationSettings } from "../config/operation-settings.ts";
import type { StateSettings } from "../config/state-settings.ts";
import { nodeSendEffects } from "../delivery/send-effects.ts";
import type { Effects } from "../effects.ts";
import { OutsideError } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Metrics } from "../operation/make-metrics.ts";
import { startOperation, type Operation, type OperationParts } from "../operation/start-operation.ts";
import type { State } from "../state/open-state.ts";
import { startServer } from "../web/start-server.ts";
import type { Folders } from "./folders.ts";

interface RunParts {
  readonly state: Pick<State, "database">;
  readonly where: StateSettings;
  readonly folders: Folders;
  readonly alerts: AlertSettings | null;
  readonly listening: OperationSettings | null;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** What lets `run` be looked after. */
export function operateRun({ state, where, folders, alerts, listening, metrics, log }: RunParts, effects: Effects): Promise<Operation> {
  const { host, wait } = nodeSendEffects(effects.now);
  return startOperation({
    database: state.database,
    alerts,
    metrics,
    log,
    effects,
    wait,
    host,
    folders: { data: folders.data, out: folders.out, ...(where.databaseUrl === undefined && { state: where.stateFolder }) },
    listen: listening && ((app) => listen(app, listening, log)),
  });
}

type Listen = NonNullable<OperationParts["listen"]>;

/** Where several processes of one machine have chosen no port, the first one has the usual one. */
async function listen(app: Parameters<Listen>[0], settings: OperationSettings, log: Log): ReturnType<Listen> {
  try {
    return await startServer(app, { ...settings, variables: "OPERATION_HOST and OPERATION_PORT" });
  } catch (cause) {
    if (!settings.isUsual || !(cause instanceof OutsideError)) throw cause;
    log.warn({}, `${cause.message}; this process has no /metrics`);
    return null;
  }
}
