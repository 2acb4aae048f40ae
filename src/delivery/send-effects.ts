import { hostname } from "node:os";
import { setTimeout } from "node:timers/promises";
import type { SendEffects } from "./send-run.ts";

/** A timer that is set for longer fires at once: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const longestTimerMs = 2 ** 31 - 1;

/** The world as it is. */
export const nodeSendEffects = (now: () => Date = () => new Date()): SendEffects => ({
  now,
  wait: async (ms, signal) => {
    for (let left = ms; left > 0 && !signal.aborted; left -= longestTimerMs)
      await setTimeout(Math.min(left, longestTimerMs), undefined, { signal }).catch(() => {});
  },
  random: Math.random,
  host: hostname(),
  pid: process.pid,
  isAlive,
});

/** Signal 0 is none: it only tells whether there is such a process (EPERM: there is, and it is somebody else's). */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return !(cause instanceof Error && "code" in cause && cause.code === "ESRCH");
  }
}
