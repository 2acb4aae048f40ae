import type { Environment } from "../config/environment.ts";
import type { Effects } from "../effects.ts";

/** What the description of a command gets, so that it can run it. */
export interface CommandContext {
  /** Takes the work that a command line asks for; it gives the exit code. */
  readonly act: (run: () => Promise<number>) => Promise<void>;
  readonly effects: Effects;
  readonly environment: Environment;
}
