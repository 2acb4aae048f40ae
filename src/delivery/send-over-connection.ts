import { OutsideError } from "../errors.ts";
import type { Message } from "../mail/compose-message.ts";
import type { Opened, SmtpConnection } from "../mail/smtp-connection.ts";
import { explainDatabaseTrouble } from "../state/database-trouble.ts";
import { judgeAnswer, type Verdict } from "./judge-answer.ts";
import type { Claim } from "./ledger.ts";
import { pauseSending } from "./pauses.ts";
import type { SendEnd, SendRun } from "./send-run.ts";

/** A connection is taken leave of after so many messages: servers begin to mind. */
const maxMessages = 100;

/** Longer than this nobody keeps a connection waiting. */
const maxIdleMs = 10_000;

interface Line {
  readonly connection: SmtpConnection;
  readonly generation: number;
  messages: number;
}

/** Sends one message after the other until nothing is due or the run halts. */
export async function sendOverConnection(run: SendRun): Promise<void> {
  let line: Line | undefined;
  try {
    while (!run.halt.signal.aborted) {
      line = await keepPace(line, run);
      const claim = run.halt.signal.aborted ? undefined : await run.claims.next();
      if (claim === undefined) return;
      line = await readyLine(line, run);
      if (line === undefined) return giveBack(claim, run);
      await deliver(claim, line, run);
    }
  } finally {
    await hangUp(line, run);
  }
}

/** Ends the run; the first reason holds. */
export function haltRun(run: SendRun, end: SendEnd): void {
  if (!run.halt.signal.aborted) run.halt.abort(end);
}

export function giveBack({ id }: Claim, { commits, claims }: SendRun): void {
  commits.record(id, { state: "queued", reply: "" });
  claims.done(id);
}

async function keepPace(line: Line | undefined, run: SendRun): Promise<Line | undefined> {
  const waitMs = run.pace(run.effects.now().getTime());
  if (waitMs <= 0) return line;
  if (waitMs > maxIdleMs) await hangUp(line, run);
  await run.effects.wait(waitMs, run.halt.signal);
  return waitMs > maxIdleMs ? undefined : line;
}

async function hangUp(line: Line | undefined, run: SendRun): Promise<void> {
  if (line === undefined) return;
  await line.connection.quit();
  run.connections.delete(line.connection);
}

async function readyLine(line: Line | undefined, run: SendRun): Promise<Line | undefined> {
  if (line?.connection.isOpen() && line.messages < maxMessages) return line;
  await hangUp(line, run);
  return run.connecting(() => connect(run));
}

async function connect(run: SendRun): Promise<Line | undefined> {
  const { trouble, halt, effects } = run;
  while (!halt.signal.aborted) {
    await effects.wait(trouble.waitMs(), halt.signal);
    if (halt.signal.aborted) return undefined;
    const generation = trouble.generation();
    const opened = await openUnlessCut(run);
    if (opened === undefined) return undefined;
    if ("connection" in opened) {
      run.connections.add(opened.connection);
      return { connection: opened.connection, generation, messages: 0 };
    }
    const { kind, words } = opened.failure;
    if (kind === "login") await pause(words, run);
    else if (kind === "final") haltRun(run, { kind: "unreachable", words });
    else noteTrouble(generation, words, run);
  }
  return undefined;
}

/** A server may take its time to greet, and we may have none left. */
async function openUnlessCut({ order, whenCut }: SendRun): Promise<Opened | undefined> {
  const opening = order.open();
  const opened = await Promise.race([opening, whenCut]);
  if (opened === undefined) void opening.then((late) => "connection" in late && late.connection.destroy("too late"));
  return opened;
}

async function deliver(claim: Claim, line: Line, run: SendRun): Promise<void> {
  const { connection } = line;
  const message = await composed(claim, connection.maxBytes, run);
  if (message === undefined) return;
  line.messages += 1;
  const answer = await connection.send(message, () => run.commits.mayEnd({ id: claim.id, asLink: message.asLink }));
  // It was we who cut it off: that is no attempt.
  if (answer.kind === "lost" && !answer.ended && run.cut.signal.aborted) return giveBack(claim, run);
  const { now, random } = run.effects;
  const { maxAttempts } = run.order.limits;
  const verdict = judgeAnswer(answer, { attempts: claim.attempts, maxAttempts, bytes: message.bytes, now: now(), random });
  record(claim, verdict, run);
  await followUp(verdict, line, run);
}

/** What can't be composed is a fault of ours about one person: it is told at the end, and all others get theirs first. */
async function composed(claim: Claim, maxBytes: number | undefined, run: SendRun): Promise<Message | undefined> {
  try {
    return await run.order.compose(claim, maxBytes);
  } catch (cause) {
    const trouble = explainDatabaseTrouble(cause);
    if (trouble instanceof OutsideError) throw trouble;
    run.faults.push(cause);
    record(claim, { outcome: { state: "failed", reply: "it could not be composed, a bug" }, suppress: false }, run);
    return undefined;
  }
}

function record(claim: Claim, { outcome, suppress }: Pick<Verdict, "outcome" | "suppress">, run: SendRun): void {
  // Its code says enough; servers write all sorts of things behind it.
  if (suppress) run.commits.suppress(claim.addressHash, `the mail server refused it: ${outcome.reply.slice(0, 10).trim()}`);
  run.commits.record(claim.id, outcome);
  run.claims.done(claim.id);
  run.counts[outcome.state] = (run.counts[outcome.state] ?? 0) + 1;
  run.order.onOutcome?.(claim, outcome);
  run.order.onProgress?.({ counts: run.counts });
}

async function followUp({ server, outcome }: Verdict, { connection, generation }: Line, run: SendRun): Promise<void> {
  const { trouble, recent } = run;
  if (server === "wants-login") return pause(`the mail server wants a login: ${outcome.reply}`, run);
  if (server === "trouble") {
    noteTrouble(generation, outcome.reply, run);
    // The next message waits for a connection of its own, and so the longer the more often this happens.
    return connection.quit();
  }
  trouble.well();
  recent.add(server === "refused");
  if (!recent.exceed(run.order.limits.pauseShare)) return;
  const words = `${recent.failures()} of the last 50 attempts failed for good, the last one with: ${outcome.reply}`;
  await pause(words, run);
}

function noteTrouble(generation: number, words: string, run: SendRun): void {
  run.trouble.failed(generation);
  if (run.trouble.tooMuch()) haltRun(run, { kind: "unreachable", words });
}

async function pause(reason: string, run: SendRun): Promise<void> {
  if (run.halt.signal.aborted) return;
  haltRun(run, { kind: "paused", reason });
  await pauseSending(run.database, { since: run.effects.now(), reason });
}
