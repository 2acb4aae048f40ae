import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { silentLog } from "../../src/log.ts";
import { openQueue } from "../../src/queue/queue.ts";
import { openState, type State } from "../../src/state/open-state.ts";
import { runs } from "../../src/state/tables.ts";
import { environmentOf, makeWorkspace, openTestState, startProcess, until } from "../queue/service-kit.ts";
import { startPostgres } from "../queue/start-postgres.ts";
import { timeMailing } from "./time-mailing.ts";

/**
 * `node test/bench/queue.ts [PEOPLE]`: from an occurrence to its edition, jobs a second through the queue on both
 * databases, and a mailing with one worker and with two. Prints one line of JSON.
 */
const people = Number(process.argv[2] ?? 5000);
const ends: (() => unknown)[] = [];
const closer = { onEnd: (close: () => unknown) => void ends.push(close) };
const measured: Record<string, number> = {};

const sink = fork(fileURLToPath(new URL("send-sink.ts", import.meta.url)));
ends.push(() => sink.disconnect());
const port = await new Promise<number>((resolve) => sink.once("message", (told: { port: number }) => resolve(told.port)));
const postgres = await startPostgres();
ends.push(() => postgres.stop());
const folder = await mkdtemp(join(tmpdir(), "brief-bench-"));
ends.push(() => rm(folder, { recursive: true, force: true }));

try {
  measured["occurrenceMs"] = await latency();
  measured["jobsEmbedded"] = await jobsPerSecond(await openState({ stateFolder: join(folder, "jobs") }, new Date(), { shared: true }));
  const url = await postgres.makeDatabase("jobs");
  measured["jobsPostgres"] = await jobsPerSecond(await openState({ stateFolder: folder, databaseUrl: url }, new Date()));
  const [one, two] = [await mailing(1), await mailing(2)];
  measured["oneWorker"] = one;
  measured["twoWorkers"] = two;
  measured["twoBesideOnePercent"] = (100 * two) / one;
  console.log(JSON.stringify(measured));
} finally {
  for (const end of ends.reverse()) await end();
}

/** The small brief on PostgreSQL, from the moment that its schedule comes round until its edition is committed. */
async function latency(): Promise<number> {
  const next = new Date(Math.ceil((Date.now() + 5000) / 60_000) * 60_000);
  const workspace = await makeWorkspace(closer, {
    cron: `${next.getUTCMinutes()} ${next.getUTCHours()} * * *`,
    definition: "    recipients: nobody\n",
  });
  const environment = environmentOf(port, { DATABASE_URL: await postgres.makeDatabase("latency") });
  const { database } = await openTestState(closer, environment);
  const service = startProcess(closer, workspace.flags, environment);
  const run = await until(
    "the edition is made",
    async () => (await database.select().from(runs)).find(({ madeAt }) => madeAt !== null),
    120_000,
  );
  service.child.kill("SIGTERM");
  await service.ended;
  return run.madeAt!.getTime() - run.occurrence.getTime();
}

/** Added, claimed and completed one by one, as runs are; with eight that complete at a time. */
async function jobsPerSecond(state: State): Promise<number> {
  const queue = await openQueue(state, silentLog);
  const [count, { database }] = [400, state];
  const started = performance.now();
  for (let from = 0; from < count; from += 8)
    await Promise.all(Array.from({ length: 8 }, (_, i) => queue.add(database, "edition", { run: from + i, brief: `brief-${from + i}` })));
  let done = 0;
  const all = new Promise<void>((resolve) => {
    const take = async (): Promise<void> => {
      done += 1;
      if (done === count) resolve();
      else setImmediate(queue.wake);
    };
    void queue.work("edition", { onePerGroup: true }, take);
  });
  await all;
  const seconds = (performance.now() - started) / 1000;
  await queue.takeNoMore();
  await queue.close();
  await state.close();
  return count / seconds;
}

async function mailing(workers: number): Promise<number> {
  const databaseUrl = await postgres.makeDatabase(`mailing_${workers}`);
  return (await timeMailing(closer, { people, workers, port, databaseUrl })).perSecond;
}
