import type { ConstructorOptions, Queue } from "pg-boss";

/** What jobs carry: which run, and whose part of it. Nothing that could become old. */
export interface JobData {
  /** Makes the edition of a run, and says who gets it. */
  readonly edition: { readonly run: number; readonly brief: string };
  /** Mails what is due of a run. Part 0 leads: it calls others to help, and comes back for what was put off. */
  readonly mail: {
    readonly run: number;
    readonly part: number;
    /** How often the mail server could not be reached, without a success between. */
    readonly failures: number;
  };
}

export type QueueName = keyof JobData;

export const queueNames = ["edition", "mail"] as const satisfies readonly QueueName[];

/** Of one key there is one job that waits or is worked on. */
export function keyOf(data: JobData[QueueName]): string {
  return "part" in data ? `${data.run}/${data.part}` : `${data.run}`;
}

/** Editions of one brief are made one after the other; mails are one group, for a rate that all keep to together. */
export const groupOf = (data: JobData[QueueName]): string => ("brief" in data ? data.brief : "mail");

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const common = {
  // The database itself sees to it that a run has no two jobs at a time, whoever adds them.
  policy: "exclusive",
  // Only `runs` says when to give up: what a dead worker gives back counts here, too, and may do so any number of times.
  retryLimit: 1_000_000,
  // Trouble outside: 5 s, then twice as long each time, up to 5 min.
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 5 * minute,
  // One that waits longer, for a pause that nobody lifts, is made again.
  retentionSeconds: 30 * day,
  // `runs` and `deliveries` tell what was: finished jobs are of no use to anyone.
  deleteAfterSeconds: minute / 2,
} as const;

export const queueOptions = {
  // A press keeps the processor to itself for a second or two, on a busy machine for several: no sign of life until then.
  edition: { ...common, heartbeatSeconds: 30, expireInSeconds: hour },
  // Mails go for as long as the rate wants: 60 a minute to 10,000 people is 3 hours. 24 h is the longest pg-boss knows.
  mail: { ...common, heartbeatSeconds: 15, expireInSeconds: day - minute },
} as const satisfies Record<QueueName, Omit<Queue, "name">>;

/** How often pg-boss looks after the queues. Cron is not its affair: see `planRuns`. */
export const timing = {
  schema: "queue",
  schedule: false,
  supervise: true,
  // The dead of other machines are found within their heartbeat and this.
  superviseIntervalSeconds: 5,
  monitorIntervalSeconds: 5,
  maintenanceIntervalSeconds: minute / 2,
  queueCacheIntervalSeconds: minute,
  // Not used: chains of jobs, indexes that are made in the background.
  flowIntervalSeconds: hour,
  bamIntervalSeconds: hour,
  // The tables hold minutes of jobs, so no index of theirs grows; and the embedded database has no autovacuum to watch.
  reindex: false,
  monitorVacuum: false,
} as const satisfies ConstructorOptions;
