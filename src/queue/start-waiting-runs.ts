import { sql } from "drizzle-orm";
import { rowsOf } from "../delivery/ledger.ts";
import type { Database } from "../state/open-state.ts";
import type { Queue } from "./queue.ts";

/**
 * Adds the job of each run that has something to do and no job: one that waited for an earlier run of its schedule, one
 * whose worker died, or all of them, should the queue be lost. Gives how many were added.
 */
export async function startWaitingRuns({ database, queue }: { database: Database; queue: Queue }): Promise<number> {
  const { rows } = rowsOf<{ id: string | number; brief: string; state: string }>(
    await database.execute(sql`
      select runs.id, runs.brief, runs.state from runs
      where runs.state in ('queued', 'making', 'mailing')
        and not exists (
          select from runs as earlier
          where earlier.schedule = runs.schedule and earlier.id < runs.id and earlier.state in ('queued', 'making', 'mailing'))
        and not exists (
          select from queue.job
          where job.name = case when runs.state = 'mailing' then 'mail' else 'edition' end and job.state <= 'active'
            and job.singleton_key = case when runs.state = 'mailing' then runs.id || '/0' else runs.id::text end)
      order by runs.id`),
  );
  let added = 0;
  for (const { id, brief, state } of rows) {
    const run = Number(id);
    const isNew =
      state === "mailing"
        ? await queue.add(database, "mail", { run, part: 0, failures: 0 })
        : await queue.add(database, "edition", { run, brief });
    if (isNew) added += 1;
  }
  return added;
}
