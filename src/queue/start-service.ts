import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Log } from "../log.ts";
import type { SendEffects } from "../delivery/send-run.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { nextOccurrences } from "../schedule/occurrences.ts";
import type { Schedule } from "../schedule/schedule.ts";
import type { State } from "../state/open-state.ts";
import { writeLatestFiles } from "./latest-files.ts";
import { planRuns } from "./plan-runs.ts";
import { clearDead, clearLost, reportAlive, signOff, type ServiceProcess } from "./process-register.ts";
import { openQueue, type Queue } from "./queue.ts";
import { repeat } from "./repeat.ts";
import type { Role } from "./role.ts";
import { judgeFailure } from "./run-states.ts";
import { startWaitingRuns } from "./start-waiting-runs.ts";
import type { Worker } from "./start-worker.ts";
import type { WorkerParts } from "./worker-parts.ts";

/** The schedules as they were read last, and why they could not be read anew; empty: they could. */
export interface ReadSchedules {
  readonly schedules: readonly Schedule[];
  readonly problem: string;
}

export interface ServiceParts {
  readonly roles: ReadonlySet<Role>;
  readonly version: string;
  readonly state: State;
  /** Nobody else vacuums it. */
  readonly isEmbedded: boolean;
  readonly log: Log;
  readonly effects: SendEffects;
  readonly readSchedules: () => Promise<ReadSchedules>;
  readonly worker: Pick<WorkerParts, "press" | "pressVariants" | "mailing" | "writeFiles" | "observe">;
  readonly startWeb: () => Promise<{ readonly close: (graceMs: number) => Promise<void> }>;
  readonly graceMs: number;
}

export interface Service {
  /** Finishes what is under way within the limit and gives back the rest. */
  readonly stop: () => Promise<void>;
}

/** Others of this machine see within this that a process is no more. */
const beatMs = 5000;
/** An occurrence is waited for to the moment; a clock that is set is noticed within this. */
const tickMs = 5000;
/** Files of other machines' editions. */
const filesMs = 60_000;
const vacuumMs = 3_600_000;

/** Starts what the roles say, in this process. It goes on whatever becomes of the database, until it is stopped. */
export async function startService(parts: ServiceParts): Promise<Service> {
  const { roles, state, log } = parts;
  const needsQueue = roles.has("scheduler") || roles.has("worker");
  const queue = needsQueue ? await openQueue(state, log) : null;
  const self = describeSelf(parts);
  try {
    return await startRoles(parts, queue, self);
  } catch (cause) {
    // Nothing of it may keep a process alive that does not work.
    await Promise.allSettled([queue?.close(), signOff(state.database, self.id)]);
    throw cause;
  }
}

async function startRoles(parts: ServiceParts, queue: Queue | null, self: ServiceProcess): Promise<Service> {
  const { roles, state, log, graceMs } = parts;
  const [ending, stopping] = [new AbortController(), new AbortController()];
  const life: Life = { parts, self, queue, worker: null, problem: "", filesProblem: "", signal: stopping.signal };
  // Whoever died is cleared away first, so that its jobs are there for the worker that starts.
  await beat(life);
  const web = roles.has("web") ? await parts.startWeb() : null;
  const worker =
    queue && roles.has("worker")
      ? await (await import("./start-worker.ts")).startWorker({ ...parts, ...parts.worker, queue, self, stop: ending.signal })
      : null;
  life.worker = worker;
  const loops = [
    repeatBeat(life),
    ...(queue && roles.has("scheduler") ? [repeatTick(life, queue)] : []),
    ...(worker ? [repeatFiles(life)] : []),
  ];
  log.info({ roles: [...roles] }, "the service runs");
  return {
    stop: async () => {
      stopping.abort();
      ending.abort();
      await Promise.all([...loops, web?.close(graceMs), stopWork(worker, queue, parts)]);
      await signOff(state.database, self.id).catch((cause: unknown) => log.warn({ cause }, "this process could not sign off"));
      log.info({}, "the service has stopped");
    },
  };
}

/** What the loops of a process share. */
interface Life {
  readonly parts: ServiceParts;
  readonly self: ServiceProcess;
  readonly queue: Queue | null;
  readonly signal: AbortSignal;
  worker: Worker | null;
  /** Why the schedules can't be read; empty: they can. */
  problem: string;
  filesProblem: string;
}

const describeSelf = ({ roles, version, effects }: ServiceParts): ServiceProcess => ({
  id: randomUUID(),
  host: effects.host,
  pid: effects.pid,
  roles: [...roles],
  version,
  startedAt: effects.now(),
});

async function beat({ parts, self, queue, worker, ...life }: Life): Promise<void> {
  const { state, effects, log } = parts;
  const { database } = state;
  const problem = [life.filesProblem, life.problem].filter((one) => one !== "").join("; ");
  await reportAlive(database, self, { now: effects.now(), problem });
  if (!queue) return;
  const dead = await clearDead({ database, queue }, { self, isAlive: effects.isAlive }, effects.now());
  if (dead > 0) log.warn({ processes: dead }, "processes of this machine have died; what they worked on is given back");
  if (worker) await clearLost({ database, queue }, { process: self.id, underWay: worker.underWay });
  if ((await startWaitingRuns({ database, queue })) > 0) queue.wake();
}

function repeatBeat(life: Life): Promise<void> {
  const { state, effects, isEmbedded } = life.parts;
  let vacuumedAt = effects.now().getTime();
  const act = async (): Promise<void> => {
    await beat(life);
    // PostgreSQL does so by itself.
    if (!isEmbedded || effects.now().getTime() - vacuumedAt < vacuumMs) return;
    vacuumedAt = effects.now().getTime();
    await state.database.execute(sql`vacuum (analyze)`);
  };
  return repeat({ what: "looking after the queue", act, pauseMs: () => beatMs }, life.signal, { ...effects, log: life.parts.log });
}

function repeatTick(life: Life, queue: Queue): Promise<void> {
  const { state, effects, log, readSchedules } = life.parts;
  let schedules: readonly Schedule[] = [];
  let plannedAt = effects.now();
  const act = async (): Promise<void> => {
    const read = await readSchedules();
    if (read.problem !== "" && read.problem !== life.problem) log.error({}, read.problem);
    if (read.problem === "" && life.problem !== "") log.info({}, "the data can be read again");
    life.problem = read.problem;
    ({ schedules } = read);
    plannedAt = effects.now();
    const planned = await planRuns({ database: state.database, queue }, schedules, plannedAt);
    for (const { id, schedule, occurrence, skipped } of planned) {
      const fields = { run: id, schedule, occurrence: occurrence.toISOString() };
      if (skipped === null) log.info(fields, "a run is planned");
      else log.warn(fields, `a run is skipped: ${skipped}`);
    }
    if (planned.length > 0) queue.wake();
  };
  const pauseMs = (): number => {
    const now = effects.now().getTime();
    // One that came round while others were planned is due at once.
    const next = schedules.flatMap((schedule) => nextOccurrences(schedule, plannedAt, 1).map((one) => one.getTime() - now));
    return Math.max(Math.min(tickMs, ...next), 0);
  };
  return repeat({ what: "planning", act, pauseMs }, life.signal, { ...effects, log });
}

function repeatFiles(life: Life): Promise<void> {
  const { state, effects, log, worker } = life.parts;
  let written: ReadonlySet<string> = new Set();
  const writeFiles = async (edition: KeptEdition): Promise<void> => {
    try {
      await worker.writeFiles(edition);
    } catch (cause) {
      life.filesProblem = `the newest edition can't be written out: ${judgeFailure(cause).reason}`;
      throw cause;
    }
  };
  const act = async (): Promise<void> => {
    written = await writeLatestFiles(state.database, written, writeFiles);
    life.filesProblem = "";
  };
  return repeat({ what: "writing the newest editions", act, pauseMs: () => filesMs }, life.signal, { ...effects, log });
}

async function stopWork(worker: Worker | null, queue: Queue | null, { effects, graceMs, log }: ServiceParts): Promise<void> {
  if (!queue) return;
  await queue.takeNoMore();
  if (worker) {
    const done = new AbortController();
    await Promise.race([worker.idle().finally(() => done.abort()), effects.wait(graceMs, done.signal)]);
    await worker.giveBack().catch((cause: unknown) => log.warn({ cause }, "jobs could not be given back; their heartbeat does it"));
  }
  await queue.close();
}
