import { readFileSync } from "node:fs";
import { processes, runs } from "../../src/state/tables.ts";
import type { Database } from "../../src/state/open-state.ts";
import {
  addPeople,
  cronOfLastMinute,
  environmentOf,
  makeWorkspace,
  openTestState,
  planFromMinutesAgo,
  startProcess,
  until,
  type Closer,
  type Workspace,
} from "../queue/service-kit.ts";

export interface Mailing {
  readonly people: number;
  readonly workers: number;
  /** Of the mail server. */
  readonly port: number;
  readonly databaseUrl: string;
  /** Before anybody works. */
  readonly prepare?: (workspace: Workspace, database: Database) => Promise<void>;
}

/** A run of the small brief on PostgreSQL, each worker a process: mails a second, and what a mail takes of the workers' processors. */
export async function timeMailing(
  closer: Closer,
  { people, workers, port, databaseUrl, prepare }: Mailing,
): Promise<{ perSecond: number; cpuMs: number }> {
  const workspace = await makeWorkspace(closer, { cron: cronOfLastMinute() });
  const environment = environmentOf(port, { DATABASE_URL: databaseUrl, LOG_LEVEL: "warn" });
  const { database } = await openTestState(closer, environment);
  await addPeople(database, people);
  await prepare?.(workspace, database);
  const services = Array.from({ length: workers }, () => startProcess(closer, ["--only", "worker", ...workspace.flags], environment));
  await until("all have begun", async () => (await database.select({ id: processes.id }).from(processes)).length === workers);
  const before = services.map(({ child }) => cpuMsOf(child.pid!));
  await planFromMinutesAgo(database);
  services.push(startProcess(closer, ["--only", "scheduler", ...workspace.flags], environment));
  const run = await until(
    "the run is done",
    async () => (await database.select().from(runs)).find(({ state }) => state === "done"),
    600_000,
  );
  const cpuMs = before.reduce((sum, ms, i) => sum + cpuMsOf(services[i]!.child.pid!) - ms, 0) / people;
  for (const { child, ended } of services) {
    child.kill("SIGTERM");
    await ended;
  }
  return { perSecond: (1000 * people) / (run.finishedAt!.getTime() - run.madeAt!.getTime()), cpuMs };
}

/** Of a process so far, as Linux counts it: in hundredths of a second. */
function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
