import { expect, test } from "vitest";
import { silentLog } from "../../src/log.ts";
import { makeMetrics } from "../../src/operation/make-metrics.ts";
import { makeOperationApp, type OperationAppParts } from "../../src/operation/make-operation-app.ts";
import { metricDefinitions } from "../../src/operation/metric-definitions.ts";
import { useDatabase } from "../investors/open-list.ts";
import { parseMetrics } from "./parse-metrics.ts";
import { healthy, troubled } from "./sample-snapshot.ts";

const database = useDatabase();
const appOf = (changes: Partial<OperationAppParts> = {}) =>
  makeOperationApp({
    database: database(),
    roles: () => ["worker"],
    describe: () => Promise.resolve(healthy),
    metrics: makeMetrics(),
    log: silentLog,
    ...changes,
  });
const away = () => ({ execute: () => Promise.reject(new Error("away")) }) as never;

test("a process that answers is alive, whatever else is the matter", async () => {
  const answer = await appOf({ database: away(), roles: () => null }).request("/healthz");
  expect([answer.status, await answer.text()]).toEqual([200, "ok\n"]);
});

test("it is ready once its roles are and while the database answers", async () => {
  const ready = await appOf().request("/readyz");
  expect([ready.status, await ready.json()]).toEqual([200, { ready: true, roles: ["worker"], database: "answers" }]);
  expect((await appOf({ roles: () => null }).request("/readyz")).status).toBe(503);
  expect((await appOf({ database: away() }).request("/readyz")).status).toBe(503);
});

test("metrics tell what a snapshot holds, in the text format", async () => {
  const metrics = makeMetrics();
  metrics.observe("pdf", 1500);
  const answer = await appOf({ metrics, describe: () => Promise.resolve(troubled) }).request("/metrics");
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
  const { samples, types } = parseMetrics(await answer.text());
  const of = (name: string, labels: object = {}) =>
    samples.find((sample) => sample.name === name && JSON.stringify(sample.labels) === JSON.stringify(labels))?.value;
  expect(of("brief_database_up")).toBe(1);
  expect(of("brief_edition_age_seconds", { brief: "binh-duong" })).toBe(51 * 86_400);
  expect(of("brief_edition_stale_figures", { brief: "binh-duong" })).toBe(20);
  expect(of("brief_runs", { schedule: "binh-duong/monthly", state: "done" })).toBe(3);
  expect(of("brief_runs", { schedule: "binh-duong/monthly", state: "failed" })).toBe(0);
  expect(of("brief_queue_jobs", { queue: "mail", state: "waiting" })).toBe(1);
  expect(of("brief_deliveries", { state: "uncertain" })).toBe(2);
  expect(of("brief_processes", { role: "worker" })).toBe(0);
  expect(of("brief_incidents_open")).toBe(1);
  expect(of("brief_disk_free_bytes", { folder: "state" })).toBe(2e8);
  expect(of("brief_stage_duration_seconds_sum", { stage: "pdf" })).toBe(1.5);
  expect(of("process_cpu_seconds_total")).toBeGreaterThan(0);
  for (const name of Object.keys(metricDefinitions)) expect(types.has(name), name).toBe(true);
});

test("what the table promises is what there is: names with their units, and no label beside those that are named", async () => {
  const text = await (await appOf().request("/metrics")).text();
  const own = parseMetrics(text).samples.filter(({ name }) => name.startsWith("brief_"));
  for (const { name, labels } of own) {
    const definition = Object.entries(metricDefinitions).find(
      ([known]) => name === known || name.replace(/_(?:bucket|sum|count)$/, "") === known,
    );
    expect(definition, name).toBeDefined();
    const allowed: readonly string[] = definition![1].labels;
    for (const label of Object.keys(labels)) expect(label === "le" || allowed.includes(label), `${name} ${label}`).toBe(true);
  }
});

test("with the database away the process still tells of itself, and nothing that it does not know", async () => {
  const metrics = makeMetrics();
  const app = appOf({ metrics, describe: () => Promise.reject(new Error("away")) });
  await appOf({ metrics }).request("/metrics");
  const { samples } = parseMetrics(await (await app.request("/metrics")).text());
  const own = samples.filter(({ name }) => name.startsWith("brief_") && !name.startsWith("brief_stage"));
  expect(own).toEqual([{ name: "brief_database_up", labels: {}, value: 0 }]);
});
