import { findProblems, type OperationProblem } from "../operation/find-problems.ts";
import type { MailingStatus, OperationSnapshot, RunStatus } from "../operation/snapshot.ts";
import { deliveryStates } from "../state/enumerations.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { addressOf } from "./numbered-pages.ts";
import { addScreen, type ConsoleApp } from "./visit.ts";

/** What needs a person first, then how everything stands. */
export function addOverview(app: ConsoleApp, parts: ConsoleParts): void {
  addScreen(app, parts, "/console", {
    get: async ({ show }) => {
      const snapshot = await parts.describe();
      const problems = findProblems(snapshot, snapshot.at).map((problem) => describeProblem(problem, snapshot));
      return show("console-overview", { title: "console.overview.title", problems, ...describeStatus(snapshot) });
    },
  });
}

/** Where in the console something can be done about it, by the first word of its key. */
const placeOf: Readonly<Record<string, (about: string) => string>> = {
  "deliveries-uncertain": (edition) => addressOf("/console/deliveries", { edition, state: "uncertain" }),
  "deliveries-failed": (edition) => addressOf("/console/deliveries", { edition, state: "failed" }),
  "mailing-stuck": () => "/console/deliveries",
  "run-failed": () => "/console/schedules",
  "run-missed": () => "/console/schedules",
  "run-late": () => "/console/schedules",
  "edition-old": () => "/console/editions",
  "figures-stale": () => "/console/editions",
};

const known = new Set([...Object.keys(placeOf), "data-unreadable", "sending-paused", "process-missing", "process-problem", "disk-full"]);

function describeProblem({ key, message }: OperationProblem, { incidents }: OperationSnapshot) {
  const [word = "", ...others] = key.split(" ");
  const kind = word.startsWith("schedule-holidays-") ? "schedule-holidays" : known.has(word) ? word : "other";
  return {
    kind,
    about: kind === "schedule-holidays" ? "" : others.join(" "),
    message,
    since: incidents.find((incident) => incident.key === key)?.since ?? null,
    place: placeOf[kind]?.(others.join(" ")) ?? "",
  };
}

function describeStatus({ at, briefs, schedules, openRuns, queues, mailings, deliveries, processes, disks }: OperationSnapshot) {
  const row = (name: string, counts: MailingStatus["counts"]) => ({
    name,
    counts: deliveryStates.map((state) => ({
      state,
      count: counts[state] ?? 0,
      href: addressOf("/console/deliveries", { edition: name, state }),
    })),
  });
  return {
    at,
    briefs,
    schedules: schedules.map(({ last, ...schedule }) => ({ ...schedule, last: last && describeRun(last) })),
    openRuns: openRuns.map(describeRun),
    queues,
    states: deliveryStates,
    mailings: mailings.map(({ editionId, counts }) => row(editionId, counts)),
    total: row("", deliveries).counts,
    hasDeliveries: deliveryStates.some((state) => deliveries[state] > 0),
    processes: processes.map((one) => ({
      ...one,
      pid: String(one.pid),
      roles: one.roles.join(", "),
      seenSeconds: Math.max(0, Math.round((at.getTime() - one.seenAt.getTime()) / 1000)),
    })),
    disks: disks.map(({ what, freeBytes, totalBytes }) => ({ what, free: Math.floor(freeBytes / 1e9), all: Math.floor(totalBytes / 1e9) })),
  };
}

type ShownRun = Pick<RunStatus, "id" | "schedule" | "occurrence" | "state" | "reason" | "editionId" | "editionMade" | "finishedAt">;

/** A run with the word and the colour for its state. */
export const describeRun = (run: ShownRun) => ({
  ...run,
  editionId: run.editionId ?? "",
  result: run.state === "done" && run.editionId !== null && !run.editionMade ? "unchanged" : run.state,
  chip: { done: "good", failed: "bad", skipped: "notice", queued: "plain", making: "plain", mailing: "plain" }[run.state],
  reason: run.reason.split("\n", 1)[0]?.slice(0, 300) ?? "",
});
