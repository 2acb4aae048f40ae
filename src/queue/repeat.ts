import type { Log } from "../log.ts";
import type { SendEffects } from "../delivery/send-run.ts";
import { judgeFailure } from "./run-states.ts";

interface Repeated {
  /** What it does, for the log. */
  readonly what: string;
  readonly act: () => Promise<void>;
  /** Until it is done again. */
  readonly pauseMs: () => number;
}

/** Does something again and again, whatever becomes of it: trouble is told when it begins, and when it is over. */
export async function repeat(
  { what, act, pauseMs }: Repeated,
  signal: AbortSignal,
  { wait, log }: { wait: SendEffects["wait"]; log: Log },
): Promise<void> {
  let told = "";
  while (!signal.aborted) {
    try {
      await act();
      if (told !== "") log.info({}, `${what}: all is well again`);
      told = "";
    } catch (cause) {
      const { kind, reason } = judgeFailure(cause);
      if (told !== reason) log[kind === "bug" ? "error" : "warn"]({ cause }, `${what}: failed, and is tried again`);
      told = reason;
    }
    await wait(pauseMs(), signal);
  }
}
