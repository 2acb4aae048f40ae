import type { Claim } from "./ledger.ts";

/** Hands claimed rows to the connections one by one, and takes more when they are out. */
export interface ClaimSource {
  /** Undefined: nothing is due now. */
  readonly next: () => Promise<Claim | undefined>;
  /** Rows that are being worked on or wait for it. */
  readonly held: ReadonlySet<number>;
  readonly done: (id: number) => void;
  /** Those that nobody has begun with; from here on there are none. */
  readonly drain: () => readonly Claim[];
}

export function claimSource(take: (held: ReadonlySet<number>) => Promise<readonly Claim[]>): ClaimSource {
  const held = new Set<number>();
  const waiting: Claim[] = [];
  let taking: Promise<boolean> | undefined;
  const refill = async (): Promise<boolean> => {
    const claims = await take(held);
    for (const claim of claims) held.add(claim.id);
    waiting.push(...claims);
    return claims.length > 0;
  };
  return {
    held,
    next: async () => {
      while (waiting.length === 0) {
        taking ??= refill().finally(() => {
          taking = undefined;
        });
        if (!(await taking)) break;
      }
      return waiting.shift();
    },
    done: (id) => void held.delete(id),
    drain: () => waiting.splice(0),
  };
}
