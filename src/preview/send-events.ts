import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { BuildState } from "./build-state.ts";
import type { Builds } from "./start-builds.ts";

/** Without an octet for half a minute the server takes a connection for dead. */
const heartbeatMilliseconds = 15_000;

interface EventSending {
  readonly builds: Pick<Builds, "state" | "subscribe">;
  readonly stopped: AbortSignal;
  readonly describe: (state: BuildState) => unknown;
}

/** The state now and each new one, until the viewer goes or the preview ends. */
export function sendEvents(c: Context, { builds, stopped, describe }: EventSending): Response {
  return streamSSE(c, async (stream) => {
    const gone = new AbortController();
    const ended = new Promise<void>((resolve) => {
      stream.onAbort(resolve);
      stopped.addEventListener("abort", () => resolve(), { once: true, signal: gone.signal });
    });
    const send = (state: BuildState): void => void stream.writeSSE({ event: "build", data: JSON.stringify(describe(state)) });
    const beat = setInterval(() => void stream.write(":\n\n"), heartbeatMilliseconds);
    const unsubscribe = builds.subscribe(send);
    send(builds.state());
    if (!stopped.aborted) await ended;
    clearInterval(beat);
    unsubscribe();
    gone.abort();
  });
}
