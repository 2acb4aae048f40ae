export interface RateLimitOptions {
  /** Requests that a client may make at once. */
  readonly burst: number;
  readonly perSecond: number;
  /** Clients that are remembered; the one longest not seen is forgotten first. */
  readonly maxClients: number;
}

/** Gives the seconds that a client has to wait, 0 if its request is taken. */
export type RateLimit = (client: string, now: Date) => number;

/** A token bucket for each client, in bounded memory. */
export function makeRateLimit({ burst, perSecond, maxClients }: RateLimitOptions): RateLimit {
  // A Map keeps the order of insertion: a client that is put in anew is the last to be forgotten.
  const buckets = new Map<string, { left: number; at: number }>();
  return (client, now) => {
    const at = now.getTime();
    const before = buckets.get(client) ?? { left: burst, at };
    // The clock may be set back.
    const refilled = Math.min(burst, before.left + (Math.max(0, at - before.at) / 1000) * perSecond);
    const isTaken = refilled >= 1;
    const left = isTaken ? refilled - 1 : refilled;
    buckets.delete(client);
    if (buckets.size >= maxClients) for (const oldest of buckets.keys()) if (buckets.delete(oldest)) break;
    buckets.set(client, { left, at });
    return isTaken ? 0 : Math.max(1, Math.ceil((1 - left) / perSecond));
  };
}
