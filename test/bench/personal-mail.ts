import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { makePersonal } from "../delivery/make-personal.ts";
import { startPostgres } from "../queue/start-postgres.ts";
import { timeMailing, type Mailing } from "./time-mailing.ts";

/**
 * `node test/bench/personal-mail.ts [PEOPLE]`: a mailing of personal copies, each with a cover of its own and one of three
 * selections of sections, with one worker and with two. Prints one line of JSON.
 */
const people = Number(process.argv[2] ?? 3000);
const ends: (() => unknown)[] = [];
const closer = { onEnd: (close: () => unknown) => void ends.push(close) };
const sink = fork(fileURLToPath(new URL("send-sink.ts", import.meta.url)));
ends.push(() => sink.disconnect());
const port = await new Promise<number>((resolve) => sink.once("message", (told: { port: number }) => resolve(told.port)));
const postgres = await startPostgres();
ends.push(() => postgres.stop());

const prepare: NonNullable<Mailing["prepare"]> = async ({ folder }, database) => {
  await makePersonal(folder);
  // A third each, in any order.
  for (const [i, interests] of ["{land}", "{events}", "{}"].entries())
    await database.execute(sql`update investors set interests = ${interests}::text[] where abs(hashtext(address)) % 3 = ${i}::int`);
};

try {
  const time = async (workers: number) =>
    timeMailing(closer, { people, workers, port, databaseUrl: await postgres.makeDatabase(`mailing_${workers}`), prepare });
  const [one, two] = [await time(1), await time(2)];
  console.log(
    JSON.stringify({
      oneWorker: one.perSecond,
      oneWorkerCpuMs: one.cpuMs,
      twoWorkers: two.perSecond,
      twoWorkersCpuMs: two.cpuMs,
      twoBesideOnePercent: (100 * two.perSecond) / one.perSecond,
    }),
  );
} finally {
  for (const end of ends.reverse()) await end();
}
