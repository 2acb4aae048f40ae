import type { AlertSettings } from "../config/alert-settings.ts";
import type { Effects } from "../effects.ts";
import type { Log } from "../log.ts";
import type { Database } from "../state/open-state.ts";
import { describeOperation, type Surroundings } from "./describe-operation.ts";
import type { Metrics } from "./make-metrics.ts";
import { makeOperationApp } from "./make-operation-app.ts";
import { measureDisks } from "./measure-disks.ts";
import { declaredReader } from "./read-declared.ts";
import { sendAlert } from "./send-alert.ts";
import { startWatch } from "./start-watch.ts";

export interface OperationParts {
  readonly database: Database;
  readonly alerts: AlertSettings | null;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly effects: Pick<Effects, "now" | "readTree">;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly host: string;
  readonly folders: { readonly data: string; readonly out: string; readonly state?: string };
  /** Null: nobody is listened to. */
  readonly listen: ((app: Pick<ReturnType<typeof makeOperationApp>, "fetch">) => Promise<Listener | null>) | null;
}

interface Listener {
  readonly port: number;
  readonly close: (graceMilliseconds: number) => Promise<void>;
}

export interface Operation {
  /** The work of the roles has begun: others may be told so, and the watch begins. */
  readonly ready: (roles: readonly string[]) => void;
  readonly stop: () => Promise<void>;
}

const graceMs = 1000;
/** A mail server that keeps an alert waiting is not waited for: whoever comes next tells it again. */
const patienceMs = 5000;

/** What lets a process of the service be looked after: its listener from the start, its watch once it works. */
export async function startOperation(parts: OperationParts): Promise<Operation> {
  const { database, alerts, metrics, log, effects, wait, host, folders } = parts;
  let roles: readonly string[] | null = null;
  let watch: ReturnType<typeof startWatch> | null = null;
  const declared = declaredReader(folders.data, effects);
  const look = async (): Promise<Surroundings> => ({
    declared: await declared(),
    disks: await measureDisks(folders),
  });
  const describe = async () => describeOperation(database, await look(), effects.now());
  const app = makeOperationApp({ database, roles: () => roles, describe, metrics, log });
  const listener = parts.listen && (await parts.listen(app));
  if (listener) log.info({ port: listener.port }, "listening for /healthz, /readyz and /metrics");
  if (!alerts) log.info({}, "ALERT_TO is not set: what needs a person is in brief status, and nobody is mailed");
  const open = async () => (await import("../mail/smtp-connection.ts")).openSmtpConnection(alerts!.smtp);
  const tell =
    alerts && ((items: Parameters<typeof sendAlert>[1]) => sendAlert({ settings: alerts, open, host, now: effects.now, log }, items));
  return {
    ready: (own) => {
      roles = own;
      watch ??= startWatch({ database, look, tell, tellsAway: own.includes("scheduler"), log, now: effects.now, wait });
    },
    stop: async () => {
      roles = null;
      const stopped = new AbortController();
      await Promise.race([watch?.stop().finally(() => stopped.abort()), wait(patienceMs, stopped.signal)]);
      await listener?.close(graceMs);
    },
  };
}
