/** A number from 0 up to 1. */
export type Random = () => number;

const minute = 60_000;

/** 1 min, then 2½ times as long each time, up to 4 h: about 7 h over 8 attempts, and a greylist's 5 min are past at the third. */
const [firstRetryMs, retryFactor, longestRetryMs] = [minute, 2.5, 240 * minute];

/** 1 s, doubled up to 1 min. */
const [firstReconnectMs, reconnectFactor, longestReconnectMs] = [1000, 2, minute];

/** Of a wait, either way: what failed together does not come back together. */
const jitter = 0.2;

/** How long a message waits after its attempt number `attempts` was put off. */
export const retryAfterMs = (attempts: number, random: Random): number =>
  spread(Math.min(firstRetryMs * retryFactor ** Math.max(attempts - 1, 0), longestRetryMs), random);

/** How long nobody connects after that many connections in a row came to nothing. */
export const reconnectAfterMs = (failures: number, random: Random): number =>
  failures === 0 ? 0 : spread(Math.min(firstReconnectMs * reconnectFactor ** (failures - 1), longestReconnectMs), random);

const spread = (ms: number, random: Random): number => Math.round(ms * (1 - jitter + 2 * jitter * random()));
