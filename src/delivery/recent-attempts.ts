/** How many attempts are looked at together. */
const windowSize = 50;

export interface RecentAttempts {
  readonly add: (failedForGood: boolean) => void;
  /** Whether the failures are more than `share` of a full window: a short run of bad luck at the start is none. */
  readonly exceed: (share: number) => boolean;
  readonly failures: () => number;
}

/** The last 50 attempts that a server settled. */
export function recentAttempts(): RecentAttempts {
  const last: boolean[] = [];
  const failures = () => last.filter(Boolean).length;
  return {
    add: (failedForGood) => {
      last.push(failedForGood);
      if (last.length > windowSize) last.shift();
    },
    exceed: (share) => failures() > share * windowSize,
    failures,
  };
}
