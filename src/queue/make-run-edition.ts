import { eq } from "drizzle-orm";
import { enqueue } from "../delivery/ledger.ts";
import { countStates, ledgerHashes } from "../delivery/ledger-outlook.ts";
import { newDeliveries } from "../delivery/new-deliveries.ts";
import { dueIn, planSend } from "../delivery/plan-send.ts";
import type { NewestEdition } from "../edition/edition-before.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { formatProblem, UserError } from "../errors.ts";
import { type Recipients, recipientsOf } from "../investors/recipients-of.ts";
import { editionDay } from "../press/edition-day.ts";
import type { PressResult } from "../press/press-edition.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { loadEdition } from "../state/keep-edition.ts";
import { keepNextEdition } from "../state/keep-next-edition.ts";
import { newestEdition } from "../state/newest-edition.ts";
import type { Database } from "../state/open-state.ts";
import { runs } from "../state/tables.ts";
import { checkKeptMailing } from "./check-kept-mailing.ts";
import type { ClaimedJob } from "./queue.ts";
import { beginRun, explainRun, finishRun, judgeFailure, mustWait, putBack, type Run } from "./run-states.ts";
import type { Mailing, WorkerParts } from "./worker-parts.ts";

/** Trouble outside that lasts gives up after about 1½ hours; a worker that dies of its run takes so many with it. */
const maxAttempts = 25;

/** Each means that somebody else kept an edition of the brief while this one was pressed. */
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
      const outcome = await keepAndAddress(parts, job, { run, schedule, newest, result });
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

async function keepAndAddress({ state, queue, effects, mailing }: WorkerParts, job: EditionJob, asked: Made): Promise<Outcome> {
  return state.database.transaction(async (database) => {
    const now = effects.now();
    if (!(await queue.complete(database, job))) throw new ClaimGone();
    const { run, schedule, result } = asked;
    const made = await keepResult(database, asked, now);
    const editionId = result.kind === "pressed" ? result.edition.id : result.editionId;
    const { against, failed, messages } = await address(database, { run: run.id, schedule, editionId, made, mailing, now });
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

interface Addressing {
  readonly run: number;
  readonly schedule: Schedule;
  readonly editionId: string;
  readonly made: boolean;
  readonly mailing: () => Mailing;
  readonly now: Date;
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

interface Addressed {
  readonly messages: number;
  readonly against: string;
  readonly failed: boolean;
}

/** Rows of the ledger for those who have not got the edition; what is against mailing it adds none. */
async function address(database: Database, { run, schedule, editionId, made, mailing, now }: Addressing): Promise<Addressed> {
  if (schedule.recipients === "nobody") return { messages: 0, against: "", failed: false };
  const edition = await loadEdition(database, editionId);
  if (!edition) throw new Error(`the edition ${editionId} is not kept, though it was`);
  const ledger = { hashes: await ledgerHashes(database, editionId), states: await countStates(database, editionId) };
  const plan = planSend(edition, await peopleOf(database, schedule.recipients), ledger);
  const messages = dueIn(plan);
  if (messages === 0) return { messages, against: "", failed: false };
  try {
    const faults = checkKeptMailing(edition, editionDay(now));
    if (faults.length > 0) throw new UserError(faults);
    const { mail } = mailing().settings;
    const domain = mail.from.address.slice(mail.from.address.lastIndexOf("@") + 1);
    const deliveries = newDeliveries(plan.added, { editionId, secret: mail.secret, domain });
    await enqueue(database, { editionId, run, deliveries }, now);
    return { messages, against: "", failed: false };
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    const people = messages === 1 ? "1 person has" : `${messages} people have`;
    // That nothing has changed for long is no failure; newcomers get the next edition.
    const failed = made || cause.problems.some(({ code }) => code !== "edition-old" && code !== "edition-stale");
    return { messages, against: `${people} not got it: ${cause.problems.map(formatProblem).join("\n")}`, failed };
  }
}

async function peopleOf(database: Database, recipients: "everyone" | readonly string[]): Promise<Recipients> {
  if (recipients === "everyone") return recipientsOf(database);
  const parts: Recipients[] = [];
  for (const segment of recipients) parts.push(await recipientsOf(database, { segment }));
  return {
    recipients: [...new Map(parts.flatMap((part) => part.recipients).map((one) => [one.id, one])).values()],
    excluded: [...new Map(parts.flatMap((part) => part.excluded).map((one) => [one.investor.id, one])).values()],
  };
}
