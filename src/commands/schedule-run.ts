import { stateSettings } from "../config/state-settings.ts";
import { EnvironmentReader } from "../config/environment.ts";
import { nearest, UsageError } from "../errors.ts";
import { silentLog } from "../log.ts";
import { planRunByHand } from "../queue/plan-runs.ts";
import { openQueue } from "../queue/queue.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { explainDatabaseTrouble } from "../state/database-trouble.ts";
import { openState } from "../state/open-state.ts";
import { processes } from "../state/tables.ts";
import type { CommandContext } from "./command-context.ts";
import { resolveFolders } from "./folders.ts";
import { readSchedules } from "./read-schedules.ts";

export interface ScheduleRunFlags {
  readonly data?: string;
  readonly yes?: boolean;
}

/** Asks the service for a run of a schedule now, beside those that its expression asks for. */
export async function scheduleRun(id: string, { data, yes }: ScheduleRunFlags, { effects, environment }: CommandContext): Promise<number> {
  const schedules = await readSchedules(resolveFolders({ data }).data, effects);
  const schedule = schedules.find((one) => one.id === id) ?? refuse(id, schedules);
  const reader = new EnvironmentReader(environment);
  const where = stateSettings(reader);
  reader.finish();
  const whom = typeof schedule.recipients === "string" ? schedule.recipients : schedule.recipients.join(", ");
  const agreed = yes ?? (await effects.ask(`make ${schedule.brief} anew if it has changed, and mail it to ${whom}?`));
  if (agreed === undefined) throw new UsageError("nobody is there to agree to it: say --yes to run it");
  if (!agreed) {
    effects.print("nothing is run");
    return 0;
  }
  const state = await openState(where, effects.now(), { shared: true });
  try {
    const queue = await openQueue(state, silentLog);
    const run = await planRunByHand({ database: state.database, queue }, schedule, effects.now());
    await queue.close();
    effects.print(`run ${run} of ${id} is planned`);
    const others = await state.database.select({ roles: processes.roles }).from(processes);
    if (!others.some(({ roles }) => roles.includes("worker"))) effects.print("no worker is running: brief run makes it when it starts");
  } catch (cause) {
    throw explainDatabaseTrouble(cause);
  } finally {
    await state.close();
  }
  return 0;
}

function refuse(id: string, schedules: readonly Schedule[]): never {
  const ids = schedules.map((one) => one.id);
  const guess = nearest(id, ids);
  const hint = guess ? `did you mean ${guess}?` : ids.length > 0 ? `there are ${ids.join(", ")}` : "no brief has one";
  throw new UsageError(`there is no schedule "${id}"; ${hint}`);
}
