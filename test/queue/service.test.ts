import { once } from "node:events";
import { cp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { runCommandLine } from "../../src/commands/command-line.ts";
import { nodeEffects } from "../../src/effects.ts";
import { deliveries, editions, processes, runs } from "../../src/state/tables.ts";
import { scriptedServer } from "../mail/scripted-server.ts";
import {
  addPeople,
  cronOfLastMinute,
  environmentOf,
  makeWorkspace,
  openTestState,
  planFromMinutesAgo,
  startProcess,
  startSink,
  until,
  type Closer,
  type Environment,
  type ServiceChild,
} from "./service-kit.ts";
import { startPostgres, type RunningPostgres } from "./start-postgres.ts";

const closer: Closer = { onEnd: (close) => onTestFinished(async () => void (await close())) };
const timeout = 120_000;

let postgres: RunningPostgres;
let databases = 0;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

const isUp = ({ lines }: ServiceChild): boolean => lines.some(({ msg }) => msg === "the service runs");
const up = (service: ServiceChild) => until(`the service runs: ${service.words()}`, () => Promise.resolve(isUp(service)));

/** An empty database, the small brief with a schedule that is due, and people. */
async function prepare(people: number, { port = 1, due = true, definition = "" } = {}) {
  const url = await postgres.makeDatabase(`brief_${databases++}`);
  const workspace = await makeWorkspace(closer, { ...(due && { cron: cronOfLastMinute() }), definition });
  const environment = environmentOf(port, { DATABASE_URL: url });
  const { database } = await openTestState(closer, environment);
  await addPeople(database, people);
  if (due) await planFromMinutesAgo(database);
  const run = (words: readonly string[] = [], changes: Environment = {}) =>
    startProcess(closer, [...workspace.flags, ...words], { ...environment, ...changes });
  const over = () =>
    until("the run is over", async () => (await database.select().from(runs)).find(({ finishedAt }) => finishedAt !== null));
  return { workspace, environment, database, run, over };
}

const stop = async (service: ServiceChild) => {
  // One that has only begun to load ends without a word.
  await up(service);
  service.child.kill("SIGTERM");
  return service.ended;
};
const fine = { code: 0, signal: null };

test("one process makes the edition, writes it out, mails it, answers on the web and stops when it is asked to", { timeout }, async () => {
  const sink = await startSink(closer);
  const { workspace, database, run, over } = await prepare(5, { port: sink.port });
  const service = run();
  expect(await over()).toMatchObject({ state: "done", editionMade: true, attempts: 1 });
  expect(sink.arrivals).toHaveLength(5);
  const [edition] = await database.select({ id: editions.id }).from(editions);
  await until("the files are written", async () => (await readdir(workspace.out)).includes("small.vi-en.pdf"));
  expect(await readdir(join(workspace.out, "editions"))).toEqual([edition!.id]);
  expect(await database.select({ roles: processes.roles }).from(processes)).toEqual([{ roles: ["scheduler", "worker", "web"] }]);
  expect(await stop(service)).toEqual(fine);
  expect(await database.select().from(processes)).toEqual([]);
  expect(JSON.stringify(service.lines)).not.toContain("person-1@example.com");
  expect(service.lines.filter(({ msg }) => msg === "a message")).toHaveLength(5);
  expect(service.words()).toBe("");
});

test(
  "stopped in the midst of mailing it finishes what is under way, and the next one mails the rest, nobody twice",
  { timeout },
  async () => {
    const sink = await startSink(closer);
    const { database, run, over } = await prepare(1500, { port: sink.port });
    const first = run();
    await until("some have arrived", () => Promise.resolve(sink.arrivals.length > 50));
    expect(await stop(first)).toEqual(fine);
    const some = sink.arrivals.length;
    expect(some).toBeLessThan(1500);
    expect(await database.select().from(deliveries).where(eq(deliveries.state, "uncertain"))).toEqual([]);
    expect(await database.select().from(deliveries).where(eq(deliveries.state, "sending"))).toEqual([]);
    const second = run();
    expect(await over()).toMatchObject({ state: "done" });
    expect(sink.arrivals).toHaveLength(1500);
    expect(new Set(sink.arrivals.map(({ to }) => to)).size).toBe(1500);
    expect(await stop(second)).toEqual(fine);
  },
);

test("stopped in the midst of an edition it keeps it or gives it back; one is made", { timeout }, async () => {
  const { database, run, over } = await prepare(0);
  const first = run();
  await until("a run begins", () => Promise.resolve(first.lines.some(({ msg }) => msg === "a run begins")));
  expect(await stop(first)).toEqual(fine);
  const second = run();
  expect(await over()).toMatchObject({ state: "done", editionMade: true });
  expect(await database.select({ id: editions.id }).from(editions)).toHaveLength(1);
  expect(await stop(second)).toEqual(fine);
});

test("one that is not given the time gives the job back at once", { timeout }, async () => {
  // A mail server that never answers a message.
  const server = await scriptedServer((stage) => (stage === "end" ? null : undefined));
  const { database, run } = await prepare(3, { port: server.port });
  const service = run([], { RUN_GRACE_SECONDS: "1" });
  await until("messages are with the server", () => Promise.resolve(server.messages.length === 3));
  expect(await stop(service)).toEqual(fine);
  const states = await database.select({ state: deliveries.state }).from(deliveries);
  expect(states.map(({ state }) => state)).toEqual(["uncertain", "uncertain", "uncertain"]);
});

test("two schedulers and two workers make one edition of an occurrence", { timeout }, async () => {
  const sink = await startSink(closer);
  const { database, run, over } = await prepare(20, { port: sink.port });
  const services = ["scheduler", "scheduler", "worker", "worker"].map((role) => run(["--only", role]));
  expect(await over()).toMatchObject({ state: "done" });
  await Promise.all(services.map(up));
  expect(await database.select().from(runs)).toHaveLength(1);
  expect(await database.select({ id: editions.id }).from(editions)).toHaveLength(1);
  expect(sink.arrivals).toHaveLength(20);
  expect(await Promise.all(services.map(stop))).toEqual([fine, fine, fine, fine]);
});

test("a database that is away for a while stops nobody: what was due is made when it is back", { timeout }, async () => {
  const { workspace, database, run, over } = await prepare(0, { due: false });
  const service = run();
  await up(service);
  await postgres.restart(2000);
  await until("the database is back", async () => (await database.select().from(processes)).length === 1);
  // Now there is something to do.
  const file = join(workspace.data, "briefs/small.yaml");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace("0 0 1 1 *", cronOfLastMinute()));
  await until("it is planned", async () => {
    await planFromMinutesAgo(database);
    return (await database.select().from(runs)).length > 0;
  });
  expect(await over(), JSON.stringify(service.lines)).toMatchObject({ state: "done", editionMade: true });
  expect(service.child.exitCode, service.words()).toBeNull();
  expect(await stop(service)).toEqual(fine);
});

test("a person may ask for a run beside those that are due, and is asked back", { timeout }, async () => {
  const { workspace, environment, run, over } = await prepare(0, { due: false });
  const ask = async (words: readonly string[]) => {
    const [out, err]: [string[], string[]] = [[], []];
    const effects = { ...nodeEffects(), print: (line: string) => out.push(line), printError: (line: string) => err.push(line) };
    const code = await runCommandLine(
      ["schedule", "run", "--data", workspace.data, ...words],
      { ...effects, ask: () => Promise.resolve(undefined) },
      environment,
    );
    return { code, out, err };
  };
  expect(await ask(["small/dayly", "--yes"])).toMatchObject({
    code: 2,
    err: ['error  there is no schedule "small/dayly"; did you mean small/daily?', expect.anything()],
  });
  expect(await ask(["small/daily"])).toMatchObject({ code: 2 });
  expect(await ask(["small/daily", "--yes"])).toEqual({
    code: 0,
    out: ["run 1 of small/daily is planned", "no worker is running: brief run makes it when it starts"],
    err: [],
  });
  const service = run();
  expect(await over()).toMatchObject({ trigger: "by-hand", state: "done", editionMade: true });
  expect((await ask(["small/daily", "--yes"])).out).toEqual(["run 2 of small/daily is planned"]);
  expect(await stop(service)).toEqual(fine);
});

describe("bad data", () => {
  test("fail the run, with what is wrong; the last edition stays, and the service goes on", { timeout }, async () => {
    const { workspace, database, run, over } = await prepare(0);
    await writeFile(join(workspace.templates, "parts/new.hbs"), "{{#if}}");
    const service = run();
    expect(await over()).toMatchObject({ state: "failed", reason: expect.stringContaining("new.hbs") });
    expect(await database.select().from(editions)).toEqual([]);
    expect(await stop(service)).toEqual(fine);
  });
  test("that hide the schedules leave those that were read last, and are told", { timeout }, async () => {
    const { workspace, database, run } = await prepare(0, { due: false });
    const service = run(["--only", "scheduler"]);
    await up(service);
    const file = join(workspace.data, "briefs/small.yaml");
    const text = await readFile(file, "utf8");
    await writeFile(file, `${text}\n  - nonsense`);
    const problem = await until("it is told", async () => (await database.select().from(processes))[0]?.problem || null);
    expect(problem).toMatch(/^the schedules can't be read, those that were read last go on: .*small\.yaml/);
    await writeFile(file, text);
    await until("it is over", async () => (await database.select().from(processes))[0]?.problem === "");
    expect(await stop(service)).toEqual(fine);
  });
});

test("a worker whose schedules mail names the settings that are missing; one that mails nobody needs none", { timeout }, async () => {
  const none = { SMTP_URL: "", MAIL_FROM: "", MAIL_POSTAL_ADDRESS: "", PUBLIC_URL: "" };
  const mails = await prepare(0, { due: false });
  const refused = mails.run(["--only", "worker"], none);
  expect(await refused.ended).toMatchObject({ code: 1 });
  for (const name of Object.keys(none)) expect(refused.words()).toContain(`${name} is not set`);
  const { run, over } = await prepare(3, { definition: "    recipients: nobody\n" });
  const [scheduler, worker] = [run(["--only", "scheduler"], none), run(["--only", "worker"], none)];
  expect(await over()).toMatchObject({ state: "done", editionMade: true });
  expect(await Promise.all([scheduler, worker].map(stop))).toEqual([fine, fine]);
});

test("one whose port is taken says so and ends, and is not taken for one that works", { timeout }, async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  closer.onEnd(() => taken.close());
  const { database, run } = await prepare(0, { due: false });
  const address = taken.address();
  const refused = run([], { SERVE_PORT: String(typeof address === "object" && address?.port) });
  expect(await refused.ended).toEqual({ code: 3, signal: null });
  expect(refused.words()).toContain("set SERVE_HOST and SERVE_PORT");
  expect(await database.select().from(processes)).toEqual([]);
});

test("files that can't be written are a problem of the process, not of the run", { timeout }, async () => {
  const { workspace, database, run, over } = await prepare(0, { definition: "    recipients: nobody\n" });
  const maker = run();
  expect(await over()).toMatchObject({ state: "done" });
  expect(await stop(maker)).toEqual(fine);
  await rm(workspace.out, { recursive: true });
  await writeFile(workspace.out, "no folder");
  const worker = run(["--only", "worker"]);
  const problem = await until("it is told", async () => (await database.select().from(processes))[0]?.problem || null);
  expect(problem).toMatch(/^the newest edition can't be written out: .*out/);
  expect(await stop(worker)).toEqual(fine);
});

test("the files of an edition that another machine made are brought here", { timeout }, async () => {
  const { workspace, run, over } = await prepare(0, { definition: "    recipients: nobody\n" });
  const maker = run();
  await over();
  expect(await stop(maker)).toEqual(fine);
  const other = join(workspace.folder, "other");
  await cp(workspace.data, join(other, "data"), { recursive: true });
  const worker = run(["--only", "worker", "--out", join(other, "out")]);
  await until("they are there", async () => (await readdir(join(other, "out"))).includes("small.en.pdf"));
  expect(await stop(worker)).toEqual(fine);
});
