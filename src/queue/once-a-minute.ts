const minuteMs = 60_000;

/** Lets through what is said for the first time in a minute: a database that is away is asked several times a second. */
export function onceAMinute(clock: () => number = () => performance.now()): (words: string) => boolean {
  const saidAt = new Map<string, number>();
  return (words) => {
    const now = clock();
    if (now - (saidAt.get(words) ?? Number.NEGATIVE_INFINITY) < minuteMs) return false;
    for (const [old, at] of saidAt) if (now - at >= minuteMs) saidAt.delete(old);
    saidAt.set(words, now);
    return true;
  };
}
