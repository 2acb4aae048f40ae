import type { DeliveryState, RunState } from "../state/enumerations.ts";
import type { IsoDate } from "../units.ts";

/** How everything stands at a moment: what `status`, the metrics and the alerts are made from. No person is in it. */
export interface OperationSnapshot {
  readonly at: Date;
  readonly briefs: readonly BriefStatus[];
  readonly schedules: readonly ScheduleStatus[];
  /** Those that are not over, the earliest first. */
  readonly openRuns: readonly RunStatus[];
  readonly runCounts: readonly RunCount[];
  readonly queues: readonly QueueStatus[];
  /** Of all editions. */
  readonly deliveries: Readonly<Record<DeliveryState, number>>;
  /** Editions with messages that need a look or are on their way. */
  readonly mailings: readonly MailingStatus[];
  readonly processes: readonly ProcessStatus[];
  readonly pause: { readonly since: Date; readonly reason: string } | null;
  readonly incidents: readonly OpenIncident[];
  readonly disks: readonly DiskStatus[];
  /** Why the data can't be read; empty: it can. */
  readonly dataProblem: string;
  /** What `check` says of the days off that schedules avoid. */
  readonly holidayWarnings: readonly { readonly code: string; readonly message: string; readonly hint: string }[];
}

export interface BriefStatus {
  readonly brief: string;
  /** Null: none is kept. */
  readonly edition: EditionStatus | null;
}

export interface EditionStatus {
  readonly id: string;
  readonly date: IsoDate;
  readonly ageDays: number;
  readonly maxAgeDays: number;
  readonly figures: number;
  /** Past their freshness limit today. */
  readonly stale: number;
  readonly maxStaleShare: number;
}

export interface ScheduleStatus {
  /** BRIEF/NAME */
  readonly id: string;
  readonly brief: string;
  readonly mails: boolean;
  readonly next: Date | null;
  /** The latest occurrence that was planned. */
  readonly last: RunStatus | null;
}

export interface RunStatus {
  readonly id: number;
  readonly schedule: string;
  readonly occurrence: Date;
  readonly state: RunState;
  readonly reason: string;
  readonly editionId: string | null;
  readonly editionMade: boolean;
  readonly startedAt: Date | null;
  readonly madeAt: Date | null;
  readonly finishedAt: Date | null;
  /** Of its edition's messages: when one was last heard of, and when the next is due. */
  readonly lastProgressAt: Date | null;
  readonly nextAttemptAt: Date | null;
}

export interface RunCount {
  readonly schedule: string;
  readonly state: RunState;
  readonly count: number;
}

export interface QueueStatus {
  readonly name: string;
  readonly waiting: number;
  readonly active: number;
}

export interface MailingStatus {
  readonly editionId: string;
  readonly brief: string;
  /** No later edition of the brief was mailed. */
  readonly isNewest: boolean;
  readonly counts: Readonly<Partial<Record<DeliveryState, number>>>;
  /** Failed, and not because there is no such mailbox any more: those are suppressed by themselves. */
  readonly unexplained: number;
}

export interface ProcessStatus {
  readonly host: string;
  readonly pid: number;
  readonly roles: readonly string[];
  readonly version: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly problem: string;
}

export interface OpenIncident {
  readonly key: string;
  readonly message: string;
  readonly remedy: string;
  readonly since: Date;
  readonly toldAt: Date | null;
}

export interface DiskStatus {
  readonly what: "state" | "out";
  readonly freeBytes: number;
  readonly totalBytes: number;
}
