import { eq } from "drizzle-orm";
import { editionBefore, type NewestEdition } from "../edition/edition-before.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { UserError } from "../errors.ts";
import { editionDay } from "../press/edition-day.ts";
import type { PressResult } from "../press/press-edition.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { keepNextEdition } from "../state/keep-next-edition.ts";
import { newestEdition } from "../state/newest-edition.ts";
import type { Database } from "../state/open-state.ts";
import { runs } from "../state/tables.ts";
import { addressRun, noVariants, VariantsLacking, type PressedVariants } from "./address-run.ts";
import type { ClaimedJob } from "./queue.ts";
import { beginRun, explainRun, finishRun, judgeFailure, mustWait, putBack, type Run } from "./run-states.ts";
import type { WorkerParts } from "./worker-parts.ts";

/** Trouble outside that lasts gives up after about 1½ hours; a worker that dies of its run takes so many with it. */
const maxAttempts = 25;

/** Each means that somebody else kept an edition of the brief, or changed the list, while this one was pressed. */
const maxPresses = 5;

/** The queue took this process for dead; the job is somebody else's. */
class ClaimGone extends Error {
  override readonly name = "ClaimGone";
}

class Overtaken extends Error {
  override readonly name = "Overtaken";
}

type EditionJob = ClaimedJob<"edition">;

/**
 * Makes the edition of a run, unless nothing has changed, and says who gets it. The edition, the rows of the ledger, the
 * state of the run, the job that mails and the end of this one commit together.
 */
export async function makeRunEdition(parts: WorkerParts, job: EditionJob): Promise<void> {
  const { state, queue, effects } = parts;
  const { database } = state;
  const run = await beginRun(database, job.data.run, effects.now());
  if (!run) return void (await queue.complete(database, job));
  const log = parts.log.child({ run: run.id, schedule: run.schedule, job: job.id });
  if (run.attempts > maxAttempts)
    return end(parts, job, `given up after ${maxAttempts} attempts: its workers die of it, or what it needs is away`);
  if (await mustWait(database, run)) {
    // Whoever ends the run before it, or looks after the queue, adds its job again.
    await database.transaction(async (transaction) => {
      await putBack(transaction, run.id, "waits for the run before it");
      await queue.complete(transaction, job);
    });
    return;
  }
  try {
    log.info({ occurrence: run.occurrence.toISOString(), attempt: run.attempts }, "a run begins");
    await makeEdition({ ...parts, log }, job, run);
  } catch (cause) {
    if (cause instanceof ClaimGone) return log.warn({}, "this worker was taken for dead; its job is given to another");
    const { kind, reason } = judgeFailure(cause);
    log.error({ cause }, kind === "again" ? "a run is put off" : "a run failed");
    if (kind !== "again") return end(parts, job, reason);
    await explainRun(database, run.id, reason);
    throw cause;
  }
}

async function end({ state, queue, effects }: WorkerParts, job: EditionJob, reason: string): Promise<void> {
  await state.database.transaction(async (transaction) => {
    if (await queue.complete(transaction, job)) await finishRun(transaction, job.data.run, { state: "failed", reason, now: effects.now() });
  });
  queue.wake();
}

async function makeEdition(parts: WorkerParts, job: EditionJob, run: Run): Promise<void> {
  const { state, effects, log } = parts;
  const schedule = run.definition;
  for (let presses = 1; ; presses++) {
    const newest = await newestEdition(state.database, run.brief);
    const started = performance.now();
    const result = await parts.press({ brief: run.brief, date: editionDay(effects.now()), newest, always: schedule.when === "always" });
    try {
      const pressed = performance.now();
      const outcome = await keepWithVariants(parts, job, { run, schedule, newest, result });
      parts.observe?.("keep", performance.now() - pressed);
      const edition = result.kind === "pressed" ? result.edition.id : result.editionId;
      const milliseconds = Math.round(performance.now() - started);
      log.info(
        { edition, made: outcome.made, messages: outcome.messages, milliseconds },
        outcome.made ? "an edition is kept" : "nothing has changed",
      );
      if (outcome.against !== "") log.error({ edition }, outcome.against);
    } catch (cause) {
      if (!(cause instanceof Overtaken) || presses >= maxPresses) throw cause;
      log.info({}, "another edition was kept meanwhile: pressing again");
      continue;
    }
    parts.queue.wake();
    if (result.kind === "pressed") await writeOut(parts, result.edition);
    return;
  }
}

/** The edition is safe by now: a disk that is full is told, and the files are brought up as soon as they can be. */
async function writeOut({ writeFiles, log }: WorkerParts, edition: KeptEdition): Promise<void> {
  try {
    await writeFiles(edition);
  } catch (cause) {
    log.error({ edition: edition.id, cause }, "the edition's files could not be written");
  }
}

interface Made {
  readonly run: Run;
  readonly schedule: Schedule;
  readonly newest: NewestEdition | null;
  readonly result: PressResult;
}

interface Outcome {
  readonly made: boolean;
  readonly messages: number;
  /** Why it is not mailed, though there are people to get it. */
  readonly against: string;
}

/**
 * What copies are made of is pressed once it is known who gets them, and between two transactions: nobody waits for that.
 * What can't be pressed is against mailing the edition, which is kept all the same.
 */
async function keepWithVariants(parts: WorkerParts, job: EditionJob, asked: Made): Promise<Outcome> {
  let variants = noVariants;
  for (let presses = 1; ; presses++) {
    try {
      return await keepAndAddress(parts, job, { ...asked, variants });
    } catch (cause) {
      if (!(cause instanceof VariantsLacking) || presses >= maxPresses) throw cause;
      variants = await pressMore(parts, asked, { wanted: cause.wanted, before: variants });
    }
  }
}

async function pressMore(
  { pressVariants, log }: WorkerParts,
  { run, result, newest }: Made,
  { wanted, before }: { wanted: VariantsLacking["wanted"]; before: PressedVariants },
): Promise<PressedVariants> {
  const edition = result.kind === "pressed" ? result.edition : newest && { ...newest, brief: run.brief };
  if (!edition) throw new Error("nothing has changed since an edition that there is not");
  try {
    const started = performance.now();
    const made = await pressVariants({ edition, before: editionBefore(newest, edition) }, wanted);
    log.info({ edition: edition.id, variants: made.length, milliseconds: Math.round(performance.now() - started) }, "variants are pressed");
    return { ...before, made: [...before.made, ...made] };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    return { ...before, fault: cause };
  }
}

async function keepAndAddress(
  { state, queue, effects, mailing }: WorkerParts,
  job: EditionJob,
  { variants, ...asked }: Made & { readonly variants: PressedVariants },
): Promise<Outcome> {
  return state.database.transaction(async (database) => {
    const now = effects.now();
    if (!(await queue.complete(database, job))) throw new ClaimGone();
    const { run, schedule, result } = asked;
    const made = await keepResult(database, asked, now);
    const editionId = result.kind === "pressed" ? result.edition.id : result.editionId;
    const { against, failed, messages } = await addressRun(database, { run: run.id, schedule, editionId, made, variants, mailing, now });
    const over = messages === 0 || against !== "";
    const state = failed ? "failed" : over ? "done" : "mailing";
    await database
      .update(runs)
      .set({ state, reason: against, editionId, editionMade: made, madeAt: now, ...(over && { finishedAt: now }) })
      .where(eq(runs.id, run.id));
    if (!over) await queue.add(database, "mail", { run: run.id, part: 0, failures: 0 });
    return { made, messages: over ? 0 : messages, against };
  });
}

/** Whether an edition was kept that was not there. */
async function keepResult(database: Database, { run: { brief }, result, newest }: Made, now: Date): Promise<boolean> {
  if (result.kind === "pressed") {
    if ((await keepNextEdition(database, result.edition, now)) === "overtaken") throw new Overtaken();
    return result.edition.id !== newest?.id;
  }
  // Unchanged since an edition that is not the newest any more.
  if (newest && (await newestEdition(database, brief))?.id !== newest.id) throw new Overtaken();
  return false;
}
