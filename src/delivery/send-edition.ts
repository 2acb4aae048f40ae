import { randomUUID } from "node:crypto";
import { claimSource } from "./claim-source.ts";
import { groupCommit } from "./group-commit.ts";
import { claim, keepAlive, registerSender, suppressQueued } from "./ledger.ts";
import { leaseMs, nextWake, outlookOf } from "./ledger-outlook.ts";
import { messagePace } from "./message-pace.ts";
import { currentPause } from "./pauses.ts";
import { recentAttempts } from "./recent-attempts.ts";
import { recoverDeliveries } from "./recover-deliveries.ts";
import { giveBack, haltRun, sendOverConnection } from "./send-over-connection.ts";
import type { SendEffects, SendEnd, SendOrder, SendRun } from "./send-run.ts";
import { serverTrouble } from "./server-trouble.ts";

/** What is under way when the run is stopped may take so long to finish. */
const graceMs = 20_000;

/** A run stays for messages that were put off if they are due so soon after its last work; a greylist lets pass by then. */
const patienceMs = 15 * 60_000;

/** A row that is due and yet not to be had is looked for no more often. */
const leastWaitMs = 100;

/** Rows that are taken at a time, for each connection. */
const claimsPerConnection = 10;

/**
 * Sends what is due of an edition over several connections, until all is settled or the run must end. It can die at any
 * instant: the ledger says what the next run may do.
 */
export async function sendEdition(order: SendOrder, effects: SendEffects): Promise<SendEnd> {
  const run = await startRun(order, effects);
  const finished = new AbortController();
  const onStop = (): void => {
    haltRun(run, { kind: "stopped" });
    void cutOff(run, finished.signal);
  };
  if (order.stop.aborted) onStop();
  order.stop.addEventListener("abort", onStop, { once: true });
  const heartbeat = order.state.kind === "server" ? keepBeating(run, finished.signal) : undefined;
  try {
    const end = await passUntilEnd(run);
    if (run.faults.length > 0) throw run.faults[0];
    return end;
  } finally {
    order.stop.removeEventListener("abort", onStop);
    finished.abort();
    await heartbeat;
    await settleRun(run);
  }
}

async function startRun(order: SendOrder, effects: SendEffects): Promise<SendRun> {
  const { database } = order.state;
  const senderId = randomUUID();
  const { connections, ratePerMinute } = order.limits;
  const limit = Math.min(connections * claimsPerConnection, Math.max(connections, ratePerMinute ?? Number.POSITIVE_INFINITY));
  await registerSender(database, { id: senderId, host: effects.host, pid: effects.pid }, effects.now());
  let turn: Promise<unknown> = Promise.resolve();
  const cut = new AbortController();
  return {
    order,
    effects,
    database,
    senderId,
    commits: groupCommit(database, { senderId }, effects.now),
    claims: claimSource((held) => claim(database, { editionId: order.editionId, run: order.run, senderId, limit, held }, effects.now())),
    recent: recentAttempts(),
    trouble: serverTrouble(effects.random),
    pace: messagePace(ratePerMinute),
    connections: new Set(),
    halt: new AbortController(),
    cut,
    whenCut: new Promise((resolve) => cut.signal.addEventListener("abort", () => resolve(undefined), { once: true })),
    counts: {},
    faults: [],
    connecting: (act) => {
      const mine = turn.then(act);
      turn = mine.catch(() => {});
      return mine;
    },
  };
}

async function passUntilEnd(run: SendRun): Promise<SendEnd> {
  const { database, order, effects, senderId, halt } = run;
  const { editionId } = order;
  let lastWork = effects.now().getTime();
  while (!halt.signal.aborted) {
    await recoverDeliveries(order.state, senderId, effects);
    await suppressQueued(database, editionId, effects.now());
    const before = settledCount(run);
    await pass(run);
    if (halt.signal.aborted) break;
    const pause = await currentPause(database);
    if (pause) return { kind: "paused", reason: pause.reason };
    const now = effects.now();
    if (settledCount(run) > before) lastWork = now.getTime();
    const wake = nextWake(await outlookOf(database, { editionId, run: order.run, senderId }), now);
    if (wake === null) return { kind: "done" };
    if (wake.getTime() > lastWork + (order.patienceMs ?? patienceMs)) return { kind: "later", nextAttemptAt: wake };
    order.onProgress?.({ counts: run.counts, waitingUntil: wake });
    await effects.wait(Math.max(wake.getTime() - now.getTime(), leastWaitMs), halt.signal);
  }
  return endOf(halt.signal);
}

const settledCount = ({ counts }: SendRun): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

// eslint-disable-next-line typescript/no-unsafe-type-assertion -- `haltRun` alone aborts it
const endOf = (signal: AbortSignal): SendEnd => signal.reason as SendEnd;

/** All connections, until nothing is due. An error of one ends the others in good order first. */
async function pass(run: SendRun): Promise<void> {
  const work = async (): Promise<void> => {
    try {
      await sendOverConnection(run);
    } catch (cause) {
      haltRun(run, { kind: "stopped" });
      throw cause;
    }
  };
  const results = await Promise.allSettled(Array.from({ length: run.order.limits.connections }, work));
  for (const result of results) if (result.status === "rejected") throw result.reason;
  await run.commits.settled();
}

async function settleRun(run: SendRun): Promise<void> {
  for (const claim of run.claims.drain()) giveBack(claim, run);
  await run.commits.settled();
}

async function cutOff(run: SendRun, finished: AbortSignal): Promise<void> {
  await run.effects.wait(run.order.graceMs ?? graceMs, finished);
  if (finished.aborted) return;
  run.cut.abort();
  for (const connection of run.connections) connection.destroy("stopped before the server answered");
}

/** Others see that this sender lives, and it sees that another one has paused. */
async function keepBeating(run: SendRun, finished: AbortSignal): Promise<void> {
  const { database, effects, senderId } = run;
  for (;;) {
    await effects.wait(leaseMs / 4, finished);
    if (finished.aborted) return;
    try {
      await keepAlive(database, senderId, effects.now());
      const pause = await currentPause(database);
      if (pause) haltRun(run, { kind: "paused", reason: pause.reason });
    } catch {
      // The database is away: whoever sends learns of it, and the lease is there for it.
    }
  }
}
