import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { eq, sql } from "drizzle-orm";
import { expect, onTestFinished, test } from "vitest";
import { rowsOf } from "../../src/delivery/ledger.ts";
import { readSchedules } from "../../src/commands/read-schedules.ts";
import { nodeEffects } from "../../src/effects.ts";
import { planRunByHand } from "../../src/queue/plan-runs.ts";
import { readStateSettings } from "../../src/config/state-settings.ts";
import { openState, type Database } from "../../src/state/open-state.ts";
import { editions, runs } from "../../src/state/tables.ts";
import type { Held } from "./memory-probe.ts";
import { openTestQueue } from "./queue-kit.ts";
import { addPeople, environmentOf, makeWorkspace, startProcess, startSink, until, type Closer } from "./service-kit.ts";
import { fillStateFolder } from "../state/new-state-folder.ts";

const closer: Closer = { onEnd: (close) => onTestFinished(async () => void (await close())) };

/** Finished jobs are deleted within a minute: each third of it has seen that. */
const soakMs = Number(process.env["SOAK_SECONDS"] ?? 150) * 1000;

/** Finished jobs go within a minute; half as long again for a machine that has much to do. */
const keptMs = 90_000;

interface Sample extends Held {
  readonly jobs: number;
  readonly queuePages: number;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

test("rebuilds in a loop leave memory, handles and the queue's tables as they were", { timeout: soakMs + 120_000 }, async () => {
  const sink = await startSink(closer);
  const workspace = await makeWorkspace(closer);
  await fillStateFolder(join(workspace.folder, "state"));
  const environment = environmentOf(sink.port, { DATABASE_URL: "", BRIEF_STATE_DIR: join(workspace.folder, "state") });
  const flags = ["--expose-gc", "--max-semi-space-size=8", "--import", fileURLToPath(new URL("memory-probe.ts", import.meta.url))];
  const service = startProcess(closer, workspace.flags, environment, flags);
  await until(`the service runs ${service.words()}`, () => Promise.resolve(service.lines.some(({ msg }) => msg === "the service runs")));
  const state = await openState(readStateSettings(environment), new Date(), { shared: true });
  closer.onEnd(() => state.close());
  const queue = await openTestQueue(state);
  closer.onEnd(() => queue.close());
  const { database } = state;
  await addPeople(database, 5);

  const samples: Sample[] = [];
  const began: number[] = [];
  const end = Date.now() + soakMs;
  let rebuilds = 0;
  for (; Date.now() < end; rebuilds++) {
    began.push(Date.now());
    await changeData(workspace.data, rebuilds);
    const [schedule] = await readSchedules(workspace.data, nodeEffects());
    const id = await planRunByHand({ database, queue }, schedule!, new Date());
    const run = await until("the run is over", async () => {
      const [row] = await database.select().from(runs).where(eq(runs.id, id));
      return row?.finishedAt ? row : null;
    });
    expect(run).toMatchObject({ state: "done", editionMade: true, reason: "" });
    if (rebuilds % 3 === 0) samples.push({ ...(await probe(service.child)), ...(await queueOf(database)) });
  }
  expect(await database.select({ id: editions.id }).from(editions)).toHaveLength(rebuilds);
  expect(sink.arrivals).toHaveLength(5 * rebuilds);

  const third = Math.floor(samples.length / 3);
  const [middle, last] = [samples.slice(third, 2 * third), samples.slice(2 * third)];
  const grown = Object.fromEntries(
    (["heapMb", "rssMb", "handles", "descriptors", "jobs", "queuePages"] as const).map((name) => {
      const [before, after] = [middle, last].map((some) => median(some.map((sample) => sample[name])));
      return [name, { before: Math.round(before!), after: Math.round(after!) }];
    }),
  ) as Record<keyof Sample, { before: number; after: number }>;
  console.log(`${rebuilds} rebuilds`, JSON.stringify(grown));
  // What an edition leaves behind, were it anything, would be a hundred times as much.
  expect(grown.heapMb.after).toBeLessThanOrEqual(grown.heapMb.before + 3);
  expect(grown.rssMb.after).toBeLessThanOrEqual(grown.rssMb.before * 1.1 + 10);
  // A pool of ten connections breathes; a handle a rebuild would be forty.
  expect(grown.handles.after).toBeLessThanOrEqual(grown.handles.before + 12);
  expect(grown.descriptors.after).toBeLessThanOrEqual(grown.descriptors.before + 12);
  // They come and go in waves: each half minute those go that are older than that.
  expect(grown.jobs.after).toBeLessThanOrEqual(grown.jobs.before * 1.6 + 10);
  // Two jobs a rebuild, the edition's and the mail's.
  expect(last.at(-1)!.jobs).toBeLessThanOrEqual(2 * began.filter((time) => time > end - keptMs).length + 10);
  expect(grown.queuePages.after).toBeLessThanOrEqual(grown.queuePages.before * 1.2 + 10);
  service.child.kill("SIGTERM");
  expect(await service.ended).toEqual({ code: 0, signal: null });
});

async function changeData(data: string, version: number): Promise<void> {
  const file = join(data, "briefs/small.yaml");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace(/^title: .*$/m, `title: { vi: Bản tin nhỏ ${version}, en: Small brief ${version} }`));
}

async function probe(child: ReturnType<typeof startProcess>["child"]): Promise<Held> {
  const told = once(child, "message");
  child.send("what do you hold?");
  const [held] = (await told) as [Held];
  return held;
}

/** Rows of jobs, and pages of 8 kB that the queue's tables and their indexes take. */
async function queueOf(database: Database): Promise<{ jobs: number; queuePages: number }> {
  const { rows } = rowsOf<{ jobs: number; pages: number }>(
    await database.execute(sql`
      select (select count(*)::int from queue.job) as jobs, (
        select (sum(pg_total_relation_size(pg_class.oid)) / 8192)::int from pg_class
        join pg_namespace on pg_namespace.oid = relnamespace where nspname = 'queue' and relkind = 'r') as pages`),
  );
  return { jobs: rows[0]!.jobs, queuePages: rows[0]!.pages };
}
