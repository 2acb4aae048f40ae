/** Spreads messages evenly: gives how long the next one is to wait, and keeps its place for it. */
export function messagePace(perMinute: number | undefined): (nowMs: number) => number {
  if (perMinute === undefined) return () => 0;
  const intervalMs = 60_000 / perMinute;
  let nextMs = Number.NEGATIVE_INFINITY;
  return (nowMs) => {
    const startMs = Math.max(nextMs, nowMs);
    nextMs = startMs + intervalMs;
    return startMs - nowMs;
  };
}
