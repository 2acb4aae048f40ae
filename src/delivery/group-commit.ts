import { suppressAddress } from "../investors/suppressions.ts";
import type { Database } from "../state/open-state.ts";
import { endData, recordOutcomes, type DataEnd, type Outcome } from "./ledger.ts";

/**
 * Commits what all connections have to say in as few transactions as there can be: while one is under way, the next is
 * gathered. An outcome is never committed later than the end of data that the same connection asks for next, so each
 * connection has at most one message in doubt at any instant.
 */
export interface GroupCommit {
  /** Whether this message may be ended; it is committed by then. Rejects if the database fails. */
  readonly mayEnd: (end: DataEnd) => Promise<boolean>;
  readonly record: (id: number, outcome: Outcome) => void;
  /** The address gets nothing any more; committed with what is recorded beside it. */
  readonly suppress: (addressHash: string, note: string) => void;
  /** Everything that was recorded is committed. Rejects if the database failed at any time. */
  readonly settled: () => Promise<void>;
}

interface Waiting {
  readonly end: DataEnd;
  readonly resolve: (may: boolean) => void;
  readonly reject: (cause: unknown) => void;
}

interface Batch {
  readonly outcomes: Map<number, Outcome>;
  readonly suppressions: Map<string, string>;
  readonly ends: Waiting[];
}

const emptyBatch = (): Batch => ({ outcomes: new Map(), suppressions: new Map(), ends: [] });
const isEmpty = ({ outcomes, suppressions, ends }: Batch): boolean => outcomes.size + suppressions.size + ends.length === 0;

export function groupCommit(database: Database, { senderId }: { senderId: string }, now: () => Date): GroupCommit {
  let next = emptyBatch();
  let running: Promise<void> | undefined;
  let failure: { readonly cause: unknown } | undefined;

  const start = (): void => {
    running ??= run().finally(() => {
      running = undefined;
    });
  };
  const run = async (): Promise<void> => {
    // What is said in this turn of the event loop goes together.
    await new Promise((resolve) => setImmediate(resolve));
    while (!isEmpty(next)) {
      const batch = next;
      next = emptyBatch();
      try {
        if (failure) throw failure.cause;
        const may = await commit(database, { senderId, batch, now: now() });
        for (const { end, resolve } of batch.ends) resolve(may.has(end.id));
      } catch (cause) {
        failure ??= { cause };
        for (const { reject } of batch.ends) reject(cause);
      }
    }
  };
  const settled = async (): Promise<void> => {
    if (running) {
      await running;
      return settled();
    }
    if (failure) throw failure.cause;
  };
  return {
    mayEnd: (end) =>
      new Promise((resolve, reject) => {
        next.ends.push({ end, resolve, reject });
        start();
      }),
    record: (id, outcome) => {
      next.outcomes.set(id, outcome);
      start();
    },
    suppress: (addressHash, note) => {
      next.suppressions.set(addressHash, note);
      start();
    },
    settled,
  };
}

/** Outcomes first: an address that is suppressed by one message is so for the next. */
async function commit(
  database: Database,
  { senderId, batch, now }: { senderId: string; batch: Batch; now: Date },
): Promise<ReadonlySet<number>> {
  const { outcomes, suppressions } = batch;
  const ends = batch.ends.map(({ end }) => end);
  const act = async (one: Database): Promise<ReadonlySet<number>> => {
    for (const [addressHash, note] of suppressions) await suppressAddress(one, { addressHash, reason: "bounced", since: now, note });
    if (outcomes.size > 0) await recordOutcomes(one, { senderId, outcomes }, now);
    return ends.length > 0 ? endData(one, { senderId, ends }, now) : new Set();
  };
  // A statement alone is a transaction.
  const statements = suppressions.size + (outcomes.size > 0 ? 1 : 0) + (ends.length > 0 ? 1 : 0);
  return statements === 1 ? act(database) : database.transaction(act);
}
