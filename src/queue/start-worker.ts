import { forgetJob, noteJob, type ServiceProcess } from "./process-register.ts";
import type { ClaimedJob, JobClaim } from "./queue.ts";
import { putBack } from "./run-states.ts";
import type { WorkerParts } from "./worker-parts.ts";

export interface Worker {
  readonly underWay: () => readonly JobClaim[];
  /** Nothing is under way. */
  readonly idle: () => Promise<void>;
  /** What is still under way is for others; what this process yet makes of it comes to nothing. */
  readonly giveBack: () => Promise<void>;
}

/** Takes jobs: one edition and one mailing at a time, so that memory and `MAIL_CONNECTIONS` are as the operator reckons. */
export async function startWorker(parts: WorkerParts & { readonly self: ServiceProcess }): Promise<Worker> {
  const { queue, state, self, log } = parts;
  const { database } = state;
  const underWay = new Map<ClaimedJob, Promise<void>>();
  const take = (job: ClaimedJob, act: () => Promise<void>): Promise<void> => {
    const work = (async () => {
      await noteJob(database, self.id, job);
      try {
        await act();
      } finally {
        await forgetJob(database, self.id, job).catch((cause: unknown) => log.warn({ cause }, "a job could not be signed off"));
      }
    })().finally(() => underWay.delete(job));
    underWay.set(job, work);
    return work;
  };
  // What each takes is loaded with the first one.
  await queue.work("edition", { onePerGroup: true }, (job) =>
    take(job, async () => (await import("./make-run-edition.ts")).makeRunEdition(parts, job)),
  );
  await queue.work("mail", { onePerGroup: isRateLimited(parts) }, (job) =>
    take(job, async () => (await import("./mail-run.ts")).mailRun(parts, job)),
  );
  return {
    underWay: () => [...underWay.keys()],
    idle: async () => {
      await Promise.allSettled(underWay.values());
    },
    giveBack: async () => {
      for (const job of underWay.keys()) {
        await database.transaction(async (transaction) => {
          // `startWaitingRuns` of whoever works on adds its run again.
          if ((await queue.complete(transaction, job)) && job.queue === "edition") await putBack(transaction, job.data.run, "given back");
        });
        log.info({ run: job.data.run, job: job.id }, "a job is given back: there was no time to finish it");
      }
    },
  };
}

/** With a limit, one worker sends at a time, whatever their number. */
function isRateLimited({ mailing }: WorkerParts): boolean {
  try {
    return mailing().settings.ratePerMinute !== undefined;
  } catch {
    // What is missing is told by the first run that mails.
    return false;
  }
}
