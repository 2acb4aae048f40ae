export interface MetricDefinition {
  readonly kind: "gauge" | "histogram";
  readonly help: string;
  readonly labels: readonly string[];
  /** Of this process alone; otherwise every process that is asked says the same. */
  readonly own?: true;
}

/** What /metrics tells beside what every Node process does; the README's table is made from this one. No label names a person. */
export const metricDefinitions = {
  brief_database_up: { kind: "gauge", help: "whether the database answers this process", labels: [], own: true },
  brief_edition_age_seconds: { kind: "gauge", help: "age of the newest edition, from the day it is of", labels: ["brief"] },
  brief_edition_figures: { kind: "gauge", help: "figures in the newest edition", labels: ["brief"] },
  brief_edition_stale_figures: { kind: "gauge", help: "those of them that are past their freshness limit today", labels: ["brief"] },
  brief_runs: { kind: "gauge", help: "occurrences of schedules, all that were ever planned", labels: ["schedule", "state"] },
  brief_schedule_next_run_timestamp_seconds: { kind: "gauge", help: "when the schedule runs next", labels: ["schedule"] },
  brief_schedule_last_run_timestamp_seconds: { kind: "gauge", help: "its latest planned occurrence", labels: ["schedule"] },
  brief_stage_duration_seconds: {
    kind: "histogram",
    help: "how long stages take: read, layout and pdf of an edition, keep, write, and mail, one turn of mailing",
    labels: ["stage"],
    own: true,
  },
  brief_queue_jobs: { kind: "gauge", help: "jobs that wait or are worked on", labels: ["queue", "state"] },
  brief_deliveries: { kind: "gauge", help: "messages of all editions", labels: ["state"] },
  brief_sending_paused: { kind: "gauge", help: "1: sending is paused until a person resumes it", labels: [] },
  brief_processes: { kind: "gauge", help: "processes of a role that were seen within two minutes", labels: ["role"] },
  brief_incidents_open: { kind: "gauge", help: "incidents that need a person", labels: [] },
  brief_disk_free_bytes: { kind: "gauge", help: "room on the disk of the folder", labels: ["folder"], own: true },
} as const satisfies Record<string, MetricDefinition>;

export type MetricName = keyof typeof metricDefinitions;

// eslint-disable-next-line typescript/no-unsafe-type-assertion
export const metricNames = Object.keys(metricDefinitions) as readonly MetricName[];

/** The README's table. */
export function metricsTable(): string {
  const rows = Object.entries<MetricDefinition>(metricDefinitions).map(([name, { kind, help, labels, own }]) =>
    [`\`${name}\``, kind, labels.map((label) => `\`${label}\``).join(", "), own ? `${help} (this process)` : help].join(" | "),
  );
  return ["| metric | kind | labels | is |", "| --- | --- | --- | --- |", ...rows.map((row) => `| ${row} |`)].join("\n");
}
