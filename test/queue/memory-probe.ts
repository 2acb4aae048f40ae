import { readdirSync } from "node:fs";

/** Loaded before a program that is started with `--expose-gc`: tells its parent, when asked, what it holds. */
export interface Held {
  readonly heapMb: number;
  readonly rssMb: number;
  /** Timers, sockets and the like, by Node's own count. */
  readonly handles: number;
  /** Descriptors, where the system tells. */
  readonly descriptors: number;
}

const megabyte = 1024 * 1024;

process.on("message", () => {
  // Twice: what finalizers let go of goes with the second.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const descriptors = process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0;
  const handles = process.getActiveResourcesInfo().length;
  process.send?.({ heapMb: heapUsed / megabyte, rssMb: rss / megabyte, handles, descriptors } satisfies Held);
});
process.channel?.unref();
