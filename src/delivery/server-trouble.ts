import { reconnectAfterMs, type Random } from "./retry-plan.ts";

/** Connections in a row that came to nothing before the server is taken for unreachable: about half a minute. */
const maxFailures = 6;

/**
 * How the server does, over all connections. Several that break together are one failure: only one that was opened after
 * the last failure is news.
 */
export interface ServerTrouble {
  /** Taken when a connection is opened, given back when it breaks. */
  readonly generation: () => number;
  readonly failed: (generation: number) => void;
  /** A message was answered. */
  readonly well: () => void;
  readonly tooMuch: () => boolean;
  /** How long to wait before the next connection. */
  readonly waitMs: () => number;
}

export function serverTrouble(random: Random): ServerTrouble {
  let [generation, failures] = [0, 0];
  return {
    generation: () => generation,
    failed: (seen) => {
      if (seen !== generation) return;
      generation += 1;
      failures += 1;
    },
    well: () => {
      failures = 0;
    },
    tooMuch: () => failures >= maxFailures,
    waitMs: () => reconnectAfterMs(failures, random),
  };
}
