import type { Message } from "../mail/compose-message.ts";
import type { Opened, SmtpConnection } from "../mail/smtp-connection.ts";
import type { Database, State } from "../state/open-state.ts";
import type { DeliveryState } from "../state/tables.ts";
import type { ClaimSource } from "./claim-source.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { Claim, Outcome } from "./ledger.ts";
import type { RecentAttempts } from "./recent-attempts.ts";
import type { Random } from "./retry-plan.ts";
import type { ServerTrouble } from "./server-trouble.ts";

/** What is to be sent, and through what. */
export interface SendOrder {
  readonly state: Pick<State, "database" | "kind">;
  readonly editionId: string;
  /** The run that it is sent for; undefined: a person asked. */
  readonly run?: number;
  readonly limits: SendLimits;
  readonly open: () => Promise<Opened>;
  /** `maxBytes`: of the largest message that the server takes, if it says. */
  readonly compose: (claim: Claim, maxBytes: number | undefined) => Message | Promise<Message>;
  /** Aborted: finish what is under way, and give the rest back. */
  readonly stop: AbortSignal;
  readonly onProgress?: (progress: SendProgress) => void;
  /** Each attempt as it ended, before it is committed. */
  readonly onOutcome?: (claim: Claim, outcome: Outcome) => void;
  /** What is under way when it is stopped may take so long to finish; 20 s if it is not said. */
  readonly graceMs?: number;
  /** It stays for messages that were put off if they are due so soon after its last work; 15 min if it is not said. */
  readonly patienceMs?: number;
}

export interface SendLimits {
  readonly connections: number;
  readonly maxAttempts: number;
  /** 0 to 1: of the last 50 attempts, failed for good; above it everything pauses. */
  readonly pauseShare: number;
  readonly ratePerMinute?: number | undefined;
}

export interface SendProgress {
  /** Outcomes of this run. */
  readonly counts: Readonly<Partial<Record<DeliveryState, number>>>;
  /** Nothing is due before. */
  readonly waitingUntil?: Date;
}

/** Why a run ended. */
export type SendEnd =
  /** All rows are settled, as far as this run can. */
  | { readonly kind: "done" }
  /** The rest was put off; it is due then. */
  | { readonly kind: "later"; readonly nextAttemptAt: Date }
  | { readonly kind: "stopped" }
  | { readonly kind: "paused"; readonly reason: string }
  | { readonly kind: "unreachable"; readonly words: string };

/** The world as a run sees it. */
export interface SendEffects {
  readonly now: () => Date;
  /** Ends early, without an error, when the signal is aborted. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random: Random;
  readonly host: string;
  readonly pid: number;
  readonly isAlive: (pid: number) => boolean;
}

/** What the connections of a run share. */
export interface SendRun {
  readonly order: SendOrder;
  readonly effects: SendEffects;
  readonly database: Database;
  readonly senderId: string;
  readonly commits: GroupCommit;
  readonly claims: ClaimSource;
  readonly recent: RecentAttempts;
  readonly trouble: ServerTrouble;
  readonly pace: (nowMs: number) => number;
  readonly connections: Set<SmtpConnection>;
  /** Aborted with the end as its reason: nobody begins with another message. */
  readonly halt: AbortController;
  /** Aborted: what is still under way is cut off. */
  readonly cut: AbortController;
  readonly whenCut: Promise<undefined>;
  readonly counts: Partial<Record<DeliveryState, number>>;
  /** Why messages could not be composed. */
  readonly faults: unknown[];
  /** One connects at a time, so that a server that refuses us is asked once. */
  readonly connecting: <T>(act: () => Promise<T>) => Promise<T>;
}
