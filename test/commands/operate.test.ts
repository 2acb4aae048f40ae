import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { editions } from "../../src/state/tables.ts";
import { parseMetrics } from "../operation/parse-metrics.ts";
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
  type Environment,
} from "../queue/service-kit.ts";
import { fillStateFolder } from "../state/new-state-folder.ts";

const cli = resolve(import.meta.dirname, "../../src/cli.js");
const closer = { onEnd: (close: () => unknown) => onTestFinished(async () => void (await close())) };

const brief = (words: readonly string[], environment: Environment) =>
  new Promise<{ code: number; out: string; err: string }>((done) => {
    execFile(process.execPath, [cli, ...words], { env: { ...process.env, ...environment } }, (failure, out, err) =>
      done({ code: failure ? Number(failure.code) : 0, out, err }),
    );
  });

test("a service on the embedded database is looked after, and worked beside, by other processes", async () => {
  const { folder, flags, data, templates, out } = await makeWorkspace(closer, { cron: cronOfLastMinute() });
  const sink = await startSink(closer);
  const environment = environmentOf(sink.port, { BRIEF_STATE_DIR: join(folder, "state") });
  await fillStateFolder(join(folder, "state"));
  const before = await openTestState({ onEnd: () => {} }, environment);
  await addPeople(before.database, 10);
  await planFromMinutesAgo(before.database);
  await before.close();

  const service = startProcess(closer, flags, environment);
  const said = (message: string) => until(message, () => Promise.resolve(service.lines.find(({ msg }) => msg === message)));
  const { port } = await said("listening for /healthz, /readyz and /metrics");
  await said("a run is done");
  const at = `http://127.0.0.1:${String(port)}`;
  expect(await (await fetch(`${at}/healthz`)).text()).toBe("ok\n");
  const console = await said("listening for the console");
  expect((await fetch(`http://127.0.0.1:${String(console["port"])}/console`)).url).toContain("/console/sign-in");
  expect(await (await fetch(`${at}/readyz`)).json()).toEqual({ ready: true, roles: ["scheduler", "worker", "web"], database: "answers" });
  const { samples } = parseMetrics(await (await fetch(`${at}/metrics`)).text());
  const value = (name: string, ...labels: string[]) =>
    samples.find((sample) => sample.name === name && Object.values(sample.labels).join() === labels.join())?.value;
  expect(value("brief_deliveries", "sent")).toBe(10);
  expect(value("brief_runs", "small/daily", "done")).toBe(1);
  expect(value("brief_processes", "worker")).toBe(1);
  for (const stage of ["read", "keep", "write", "mail"]) expect(value("brief_stage_duration_seconds_count", stage), stage).toBe(1);
  for (const stage of ["layout", "pdf"]) expect(value("brief_stage_duration_seconds_count", stage), stage).toBe(3);
  expect(JSON.stringify(samples)).not.toContain("@");
  expect(JSON.stringify(service.lines)).not.toContain("@example.com");

  const status = await brief(["status", "--json", "--data", data, "--out", out], environment);
  expect(status.err).toBe("");
  expect(JSON.parse(status.out)).toMatchObject({
    schedules: [{ id: "small/daily", last: { state: "done", editionMade: true } }],
    deliveries: { sent: 10 },
    processes: [{ pid: service.child.pid }],
    problems: [],
  });
  expect(status.code).toBe(0);

  const beside = await openTestState(closer, environment);
  expect(beside.kind).toBe("server");
  await addPeople(beside.database, 1, 10);
  const [edition] = await beside.database.select({ id: editions.id }).from(editions);
  const sent = await brief(["send", "--edition", edition!.id, "--yes", "--templates", templates, "--out", out], environment);
  expect({ code: sent.code, err: sent.err }).toEqual({ code: 0, err: "" });
  expect(sink.arrivals.map(({ to }) => to)).toHaveLength(11);
  expect((await brief(["deliveries"], environment)).out).toMatch(/sent +11/);

  service.child.kill("SIGKILL");
  await service.ended;
  expect((await brief(["deliveries"], environment)).out).toMatch(/sent +11/);
});
