import type { ConsoleSettings } from "../config/console-settings.ts";
import type { Log } from "../log.ts";
import type { Declared } from "../operation/read-declared.ts";
import type { OperationSnapshot } from "../operation/snapshot.ts";
import type { Schedule } from "../schedule/schedule.ts";
import type { Screens } from "../screens/read-screens.ts";
import type { Database } from "../state/open-state.ts";
import type { RateLimit } from "../web/rate-limit.ts";

/** What the screens of the console are made from. */
export interface ConsoleParts {
  readonly database: Database;
  readonly settings: Pick<ConsoleSettings, "password">;
  readonly screens: Screens;
  readonly declared: () => Promise<Declared>;
  readonly describe: () => Promise<OperationSnapshot>;
  /** Asks the service for a run, unless somebody has since the run `after`; gives its number. `record` commits with it. */
  readonly planRun: (schedule: Schedule, after: number, record: (transaction: Database) => Promise<void>) => Promise<number | null>;
  readonly log: Log;
  readonly now: () => Date;
  /** Of sign-ins: by client, and of all together. */
  readonly limits: { readonly client: RateLimit; readonly all: RateLimit };
}
