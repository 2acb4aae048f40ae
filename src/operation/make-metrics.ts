import { Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import { deliveryStates, runStates } from "../state/enumerations.ts";
import type { Stage } from "../effects.ts";
import { silentAfterMs } from "./find-problems.ts";
import { metricDefinitions, metricNames, type MetricName } from "./metric-definitions.ts";
import type { OperationSnapshot } from "./snapshot.ts";

export interface Metrics {
  readonly observe: (stage: Stage, milliseconds: number) => void;
  /** The text for Prometheus. Null: the database does not answer, and what it knows is left out. */
  readonly render: (snapshot: OperationSnapshot | null) => Promise<{ readonly text: string; readonly contentType: string }>;
}

/** From a file that is read in milliseconds to a mailing that takes hours. */
const buckets = [0.005, 0.02, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200];

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

/** The metrics of this process. */
export function makeMetrics(): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const stages = new Histogram({ ...optionsOf("brief_stage_duration_seconds"), registers: [register], buckets });
  const gauges = new Map(
    metricNames
      .filter((name) => metricDefinitions[name].kind === "gauge")
      .map((name) => [name, new Gauge({ ...optionsOf(name), registers: [register] })] as const),
  );
  return {
    observe: (stage, milliseconds) => stages.observe({ stage }, milliseconds / 1000),
    render: async (snapshot) => {
      const samples = { ...(snapshot && samplesOf(snapshot)), brief_database_up: [[{}, snapshot ? 1 : 0]] } as const;
      for (const [name, gauge] of gauges) {
        gauge.reset();
        const known: readonly Sample[] | undefined = Reflect.get(samples, name);
        // A gauge without labels would otherwise say 0, though nobody knows.
        if (!known && metricDefinitions[name].labels.length === 0) gauge.remove();
        for (const [labels, value] of known ?? []) gauge.set({ ...labels }, value);
      }
      return { text: await register.metrics(), contentType: register.contentType };
    },
  };
}

const optionsOf = (name: MetricName) => ({ name, help: metricDefinitions[name].help, labelNames: [...metricDefinitions[name].labels] });

/** What each gauge that a snapshot knows says. */
export function samplesOf(snapshot: OperationSnapshot): Readonly<Partial<Record<MetricName, readonly Sample[]>>> {
  const editions = snapshot.briefs.flatMap(({ brief, edition }) => (edition ? [{ brief, ...edition }] : []));
  const alive = snapshot.processes.filter(({ seenAt }) => snapshot.at.getTime() - seenAt.getTime() <= silentAfterMs);
  return {
    brief_edition_age_seconds: editions.map(({ brief, ageDays }) => [{ brief }, ageDays * 86_400]),
    brief_edition_figures: editions.map(({ brief, figures }) => [{ brief }, figures]),
    brief_edition_stale_figures: editions.map(({ brief, stale }) => [{ brief }, stale]),
    brief_runs: snapshot.schedules.flatMap(({ id }) =>
      runStates.map((state): Sample => {
        const found = snapshot.runCounts.find((one) => one.schedule === id && one.state === state);
        return [{ schedule: id, state }, found?.count ?? 0];
      }),
    ),
    brief_schedule_next_run_timestamp_seconds: timesOf(snapshot.schedules.map(({ id, next }) => [id, next])),
    brief_schedule_last_run_timestamp_seconds: timesOf(snapshot.schedules.map(({ id, last }) => [id, last?.occurrence ?? null])),
    brief_queue_jobs: snapshot.queues.flatMap(({ name, waiting, active }): Sample[] => [
      [{ queue: name, state: "waiting" }, waiting],
      [{ queue: name, state: "active" }, active],
    ]),
    brief_deliveries: deliveryStates.map((state) => [{ state }, snapshot.deliveries[state]]),
    brief_sending_paused: [[{}, snapshot.pause ? 1 : 0]],
    brief_processes: ["scheduler", "worker", "web"].map((role) => [{ role }, alive.filter(({ roles }) => roles.includes(role)).length]),
    brief_incidents_open: [[{}, snapshot.incidents.length]],
    brief_disk_free_bytes: snapshot.disks.map(({ what, freeBytes }) => [{ folder: what }, freeBytes]),
  };
}

const timesOf = (times: readonly (readonly [schedule: string, at: Date | null])[]): Sample[] =>
  times.flatMap(([schedule, at]): Sample[] => (at ? [[{ schedule }, at.getTime() / 1000]] : []));
