import { sql } from "drizzle-orm";
import { PgBoss } from "pg-boss";
import type { SendingSettings } from "../../src/config/mail-settings.ts";
import type { KeptEdition } from "../../src/edition/kept-edition.ts";
import { nodeEffects } from "../../src/effects.ts";
import { UserError } from "../../src/errors.ts";
import { silentLog } from "../../src/log.ts";
import { readMailTemplates } from "../../src/mail/mail-templates.ts";
import { openSmtpConnection } from "../../src/mail/smtp-connection.ts";
import type { PressResult } from "../../src/press/press-edition.ts";
import { timing, type JobData, type QueueName } from "../../src/queue/queue-definitions.ts";
import { openQueue, type ClaimedJob, type Queue } from "../../src/queue/queue.ts";
import type { PressOrder, WorkerParts } from "../../src/queue/worker-parts.ts";
import type { Schedule } from "../../src/schedule/schedule.ts";
import type { State } from "../../src/state/open-state.ts";
import type { IsoDate } from "../../src/units.ts";
import { quickEffects } from "../delivery/fill-ledger.ts";
import { exampleEdition, exampleSettings } from "../mail/example-edition.ts";

export const noon = new Date("2026-11-23T12:00:00Z");

export const daily = (changes: Partial<Schedule> = {}): Schedule => ({
  id: "small/daily",
  brief: "small",
  name: "daily",
  cron: "0 12 * * *",
  timeZone: "UTC",
  when: "changed",
  recipients: "everyone",
  missed: "once",
  sendWindow: null,
  holidays: [],
  ...changes,
});

export interface TestQueue extends Queue {
  /** The next job, as a worker would get it; `early`: also one that was put off. */
  readonly take: <Name extends QueueName>(name: Name, early?: "early") => Promise<ClaimedJob<Name> | null>;
}

export async function openTestQueue(state: State): Promise<TestQueue> {
  const queue = await openQueue(state, silentLog);
  const boss = new PgBoss({ ...timing, db: { executeSql: (text, values) => state.executeSql(text, values) }, supervise: false });
  boss.on("error", () => {});
  await boss.start();
  return {
    ...queue,
    take: async <Name extends QueueName>(name: Name, early?: "early") => {
      const [job] = await boss.fetch<JobData[Name]>(name, { ignoreStartAfter: early === "early" });
      return job ? { queue: name, id: job.id, attempt: job.retryCount, data: job.data, lost: new AbortController().signal } : null;
    },
    close: async () => {
      await boss.stop({ graceful: false, close: false });
      await queue.close();
    },
  };
}

export async function emptyAll({ database }: State): Promise<void> {
  await database.execute(
    sql`truncate deliveries, senders, suppressions, investors, edition_files, edition_variants, editions, pauses, runs, schedule_states, processes, queue.job`,
  );
}

/** Jobs that wait or are worked on, and when they may begin. */
export async function openJobs({ executeSql }: State): Promise<{ name: string; key: string; state: string; at: Date }[]> {
  const { rows } = await executeSql(
    "select name, singleton_key as key, state::text, start_after as at from queue.job where state <= 'active' order by created_on, key",
  );
  return rows.map((row) => ({
    name: String(row["name"]),
    key: String(row["key"]),
    state: String(row["state"]),
    at: new Date(row["at"] as string),
  }));
}

/** An edition of the small brief; `version` decides what it was made from. */
export const editionOf = (version: string, { date = "2026-11-23" }: { date?: string } = {}): KeptEdition => {
  const edition = exampleEdition();
  return {
    ...edition,
    id: `${date}-${version.padEnd(12, "0")}`,
    brief: "small",
    date: date as IsoDate,
    inputsHash: version,
    content: { ...edition.content, date: date as IsoDate },
  };
};

/** Presses what the data say, which a test sets: a version, or an error. */
export function fakePress(first: string | Error = "a") {
  const desk = { data: first, orders: [] as PressOrder[], meanwhile: async (): Promise<void> => {} };
  const press = async (order: PressOrder): Promise<PressResult> => {
    desk.orders.push(order);
    await desk.meanwhile();
    if (desk.data instanceof Error) throw desk.data;
    if (order.newest?.inputsHash === desk.data && !(order.always && order.newest.date !== order.date))
      return { kind: "unchanged", editionId: order.newest.id };
    return { kind: "pressed", edition: editionOf(desk.data, { date: order.date }), warnings: [] };
  };
  return { desk, press };
}

const limits: Omit<SendingSettings, "smtp" | "mail"> = { connections: 2, maxAttempts: 8, pauseShare: 0.2 };

const longMs = 600_000;

/** Short waits are over at once, long ones when they are called off. */
export const patiently = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (ms < longMs || signal.aborted) setImmediate(resolve);
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

/** A worker's parts: the clock moves only by waiting. Without a port nothing can be mailed. */
export function workerParts(
  { state, queue, press }: { state: State; queue: Queue; press: WorkerParts["press"] },
  { port, ...changes }: Partial<WorkerParts> & { port?: number } = {},
): WorkerParts & { written: string[] } {
  const written: string[] = [];
  const smtp = { host: "127.0.0.1", port: port ?? 1, implicitTls: false, requireTls: false };
  return {
    state,
    queue,
    press,
    pressVariants: async () => [],
    log: silentLog,
    effects: { ...quickEffects({ now: () => noon }), wait: patiently },
    mailing: () => {
      if (port === undefined) throw new UserError([{ severity: "error", code: "environment", message: "SMTP_URL is not set" }]);
      return {
        settings: { smtp, mail: exampleSettings(), ...limits },
        readTemplates: async () => (await readMailTemplates("templates", nodeEffects())).templates!,
        open: () => openSmtpConnection(smtp),
      };
    },
    writeFiles: async ({ id }) => void written.push(id),
    stop: new AbortController().signal,
    graceMs: longMs,
    written,
    ...changes,
  };
}
