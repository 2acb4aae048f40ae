import { sql } from "drizzle-orm";
import { composeClaims } from "../delivery/compose-claim.ts";
import { rowsOf } from "../delivery/ledger.ts";
import { openToRun } from "../delivery/open-to-run.ts";
import { currentPause } from "../delivery/pauses.ts";
import { sendEdition } from "../delivery/send-edition.ts";
import type { SendEnd } from "../delivery/send-run.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { UserError } from "../errors.ts";
import { maskAddress } from "../investors/mask-address.ts";
import { editionDay } from "../press/edition-day.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { closingAfter, nextOpening } from "../schedule/send-window.ts";
import { loadEdition } from "../state/keep-edition.ts";
import type { Database } from "../state/open-state.ts";
import { checkKeptMailing } from "./check-kept-mailing.ts";
import { chooseHelpers } from "./choose-helpers.ts";
import type { ClaimedJob } from "./queue.ts";
import { repeat } from "./repeat.ts";
import { explainRun, finishIfSettled, finishRun, judgeFailure, mailingRun, type Run } from "./run-states.ts";
import type { WorkerParts } from "./worker-parts.ts";

/** A pause that was lifted is noticed within this. */
const pausedForMs = 30_000;

/** The mail server is away: 30 s, doubled up to 10 min; `sendEdition` has tried for half a minute each time. */
const [firstAwayMs, longestAwayMs] = [30_000, 600_000];

/** While others send, the first part looks so often how they do. */
const checkOthersMs = 10_000;

/** The first part looks so often whether others should help. */
const callEveryMs = 5000;

/** A worker stays for messages that were put off no longer than this: others have mails to send, too. */
const patienceMs = 15_000;

type MailJob = ClaimedJob<"mail">;
type MailingRun = Run & { readonly editionId: string };

/**
 * Mails what is due of a run: one send over the ledger, which knows who has got what. What can't go now is put off, in the
 * transaction that ends this job; the run is done with the last of its messages.
 */
export async function mailRun(parts: WorkerParts, job: MailJob): Promise<void> {
  const { database } = parts.state;
  const run = await mailingRun(database, job.data.run);
  if (!run) return void (await parts.queue.complete(database, job));
  const log = parts.log.child({ run: run.id, schedule: run.schedule, edition: run.editionId, job: job.id });
  try {
    await mail({ ...parts, log }, job, run);
  } catch (cause) {
    const { kind, reason } = judgeFailure(cause);
    log.error({ cause }, kind === "again" ? "mailing is put off" : "mailing failed");
    if (kind === "again") {
      await explainRun(database, run.id, reason);
      throw cause;
    }
    await fail(parts, job, `not mailed to the end: ${reason}`);
  }
}

async function fail({ state, queue, effects }: WorkerParts, job: MailJob, reason: string): Promise<void> {
  await state.database.transaction(async (transaction) => {
    if (await queue.complete(transaction, job)) await finishRun(transaction, job.data.run, { state: "failed", reason, now: effects.now() });
  });
  queue.wake();
}

async function mail(parts: WorkerParts, job: MailJob, run: MailingRun): Promise<void> {
  const { state, queue, effects, log } = parts;
  const schedule = run.definition;
  const now = effects.now();
  const opening = nextOpening(schedule, now);
  if (opening > now)
    return putOff(parts, job, { until: opening, reason: `waits for its send window, which opens at ${opening.toISOString()}` });
  const pause = await currentPause(state.database);
  if (pause) return putOff(parts, job, pausedUntilLater(pause.reason, now));
  const edition = await loadEdition(state.database, run.editionId);
  if (!edition) throw new Error(`the edition ${run.editionId} is not kept, though it was`);
  const faults = checkKeptMailing(edition, editionDay(now));
  if (faults.length > 0) throw new UserError(faults);
  log.info({ part: job.data.part }, "mailing begins");
  const finished = new AbortController();
  const helping = job.data.part === 0 ? keepHelpers(parts, job, { run, signal: finished.signal }) : undefined;
  let end: SendEnd;
  const started = performance.now();
  try {
    end = await sendAll(parts, job, { edition, closing: closingAfter(schedule, now) });
  } finally {
    finished.abort();
    await helping;
    parts.observe?.("mail", performance.now() - started);
  }
  log.info({ part: job.data.part, end: end.kind }, "mailing ends");
  // Somebody else has the job.
  if (job.lost.aborted && !parts.stop.aborted && end.kind === "stopped") return;
  await settle(parts, job, { run, schedule, end });
  queue.wake();
}

/** One that dies, or a worker that comes to join, is called within seconds. */
async function keepHelpers(parts: WorkerParts, job: MailJob, { run, signal }: { run: MailingRun; signal: AbortSignal }): Promise<void> {
  const { effects, log } = parts;
  await repeat({ what: "calling others to help", act: () => callHelpers(parts, job, run), pauseMs: () => callEveryMs }, signal, {
    wait: effects.wait,
    log,
  });
}

/** Others take part as far as there is work for them; where the rate is limited, one alone keeps to it. */
async function callHelpers({ state, queue, mailing }: WorkerParts, { data }: MailJob, { id, editionId }: MailingRun): Promise<void> {
  const { ratePerMinute } = mailing().settings;
  const { rows } = rowsOf<{ due: number }>(
    await state.database.execute(
      sql`select count(*)::int as due from deliveries where edition_id = ${editionId} and state in ('queued', 'deferred') and ${openToRun(id)}`,
    ),
  );
  for (const part of chooseHelpers({ due: rows[0]?.due ?? 0, limited: ratePerMinute !== undefined }))
    await queue.add(state.database, "mail", { ...data, run: id, part });
}

async function sendAll(
  { state, mailing, effects, stop, graceMs, log }: WorkerParts,
  job: MailJob,
  { edition, closing }: { edition: KeptEdition; closing: Date | null },
): Promise<SendEnd> {
  const { settings, readTemplates, open } = mailing();
  const { mail: settingsOfMail, smtp: _, ...limits } = settings;
  const templates = await readTemplates();
  const [closed, finished] = [new AbortController(), new AbortController()];
  const closes = closing && effects.wait(closing.getTime() - effects.now().getTime(), finished.signal).then(() => closed.abort());
  try {
    return await sendEdition(
      {
        state,
        editionId: edition.id,
        run: job.data.run,
        limits,
        open,
        compose: composeClaims({ database: state.database, edition, settings: settingsOfMail, templates, now: effects.now }),
        stop: AbortSignal.any([stop, job.lost, closed.signal]),
        graceMs,
        patienceMs,
        onOutcome: ({ id, address }, { state: outcome, reply }) =>
          log.info({ delivery: id, recipient: maskAddress(address), outcome, reply }, "a message"),
      },
      effects,
    );
  } finally {
    finished.abort();
    await closes;
  }
}

interface Later {
  readonly until: Date;
  readonly reason: string;
  readonly failures?: number;
}

const pausedUntilLater = (reason: string, now: Date): Later => ({
  until: new Date(now.getTime() + pausedForMs),
  reason: `sending is paused: ${reason}`,
});

async function settle(
  parts: WorkerParts,
  job: MailJob,
  { run, schedule, end }: { run: MailingRun; schedule: Schedule; end: SendEnd },
): Promise<void> {
  const { state, queue, effects, stop, log } = parts;
  const now = effects.now();
  const done = await state.database.transaction(async (transaction) => {
    if (!(await queue.complete(transaction, job))) return false;
    if (await finishIfSettled(transaction, run, now)) return true;
    const later = laterOf({ end, schedule, now, failures: job.data.failures, stopped: stop.aborted });
    // What a worker had that died is looked for sooner than its lease is over: on its own machine it is known at once.
    const soon = new Date(now.getTime() + checkOthersMs);
    const until = end.kind === "later" && later.until > soon && (await othersSend(transaction, run)) ? soon : later.until;
    await addLater(parts, transaction, { job, later: { ...later, until } });
    return false;
  });
  if (done) log.info({}, "a run is done");
}

async function othersSend(database: Database, { id, editionId }: MailingRun): Promise<boolean> {
  const { rows } = rowsOf<{ some: boolean }>(
    await database.execute(
      sql`select exists (select from deliveries where edition_id = ${editionId} and state = 'sending' and ${openToRun(id)}) as some`,
    ),
  );
  return rows[0]?.some === true;
}

/** When to go on, and why not at once. */
function laterOf({
  end,
  schedule,
  now,
  failures,
  stopped,
}: {
  end: SendEnd;
  schedule: Schedule;
  now: Date;
  failures: number;
  stopped: boolean;
}): Later {
  switch (end.kind) {
    case "later":
      return { until: end.nextAttemptAt, reason: "messages were put off by their servers, and are tried again" };
    case "paused":
      return pausedUntilLater(end.reason, now);
    case "unreachable": {
      const waitMs = Math.min(firstAwayMs * 2 ** failures, longestAwayMs);
      return { until: new Date(now.getTime() + waitMs), reason: `the mail server can't be reached: ${end.words}`, failures: failures + 1 };
    }
    case "stopped":
      return stopped ? { until: now, reason: "" } : { until: nextOpening(schedule, now), reason: "waits for its send window" };
    case "done":
      // Others are just settling theirs.
      return { until: new Date(now.getTime() + 1000), reason: "" };
  }
}

/** Part 0 alone comes back; it calls the others again. */
async function addLater({ queue }: WorkerParts, database: Database, { job, later }: { job: MailJob; later: Later }): Promise<void> {
  if (job.data.part !== 0) return;
  await explainRun(database, job.data.run, later.reason);
  await queue.add(database, "mail", { ...job.data, failures: later.failures ?? 0 }, later.until);
}

async function putOff(parts: WorkerParts, job: MailJob, later: Later): Promise<void> {
  await parts.state.database.transaction(async (transaction) => {
    if (await parts.queue.complete(transaction, job)) await addLater(parts, transaction, { job, later });
  });
}
