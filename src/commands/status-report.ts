import { shownTime, type OperationProblem } from "../operation/find-problems.ts";
import type { OperationSnapshot, RunStatus } from "../operation/snapshot.ts";
import { deliveryStates } from "../state/enumerations.ts";
import { textTable } from "./text-table.ts";

/** The one screen: what there is, what is under way, and last, where the eye is, what needs a person. */
export function statusLines(snapshot: OperationSnapshot, problems: readonly OperationProblem[]): string[] {
  return [
    ...table(["brief", "newest edition", "age", "stale figures"], briefRows(snapshot)),
    ...table(["schedule", "last run", "result", "next run"], scheduleRows(snapshot)),
    ...table(["under way", "since", "state", "waits for"], openRows(snapshot)),
    ...table(
      ["queue", "waiting", "working"],
      snapshot.queues.map(({ name, waiting, active }) => [name, `${waiting}`, `${active}`]),
    ),
    ...table(["deliveries", ...deliveryStates], deliveryRows(snapshot)),
    ...table(["process", "roles", "version", "started", "seen"], processRows(snapshot)),
    ...problemLines(snapshot, problems),
  ];
}

export function statusJson(snapshot: OperationSnapshot, problems: readonly OperationProblem[]): string {
  const since = (key: string): Date | null => snapshot.incidents.find((incident) => incident.key === key)?.since ?? null;
  return JSON.stringify({ ...snapshot, problems: problems.map((problem) => ({ ...problem, since: since(problem.key) })) });
}

/** Nothing, where there is nothing to show. */
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  rows.length === 0 ? [] : [...textTable([head, ...rows]), ""];

const briefRows = ({ briefs }: OperationSnapshot): string[][] =>
  briefs.map(({ brief, edition }) =>
    edition
      ? [brief, edition.id, counted(edition.ageDays, "day"), `${edition.stale} of ${edition.figures}`]
      : [brief, "none is kept", "", ""],
  );

const scheduleRows = ({ schedules }: OperationSnapshot): string[][] =>
  schedules.map(({ id, last, next }) => [
    id,
    last ? shownTime(last.occurrence) : "none yet",
    last ? resultOf(last) : "",
    next ? shownTime(next) : "none",
  ]);

function resultOf({ state, reason, editionMade, editionId }: RunStatus): string {
  if (state === "done" && editionId !== null && !editionMade) return "done, nothing new";
  return state === "skipped" || state === "failed" ? `${state}: ${oneLine(reason, 40)}` : state;
}

const openRows = ({ openRuns }: OperationSnapshot): string[][] =>
  openRuns.map(({ schedule, occurrence, state, reason }) => [schedule, shownTime(occurrence), state, oneLine(reason, 80)]);

function deliveryRows({ deliveries, mailings }: OperationSnapshot): string[][] {
  if (deliveryStates.every((state) => deliveries[state] === 0)) return [];
  const rowOf = (name: string, counts: Readonly<Partial<Record<string, number>>>) => [
    name,
    ...deliveryStates.map((state) => `${counts[state] ?? 0}`),
  ];
  return [...mailings.map(({ editionId, counts }) => rowOf(editionId, counts)), rowOf("all editions", deliveries)];
}

const processRows = ({ processes, at }: OperationSnapshot): string[][] =>
  processes.map(({ host, pid, roles, version, startedAt, seenAt }) => [
    `${pid} on ${host}`,
    roles.join(", "),
    version,
    shownTime(startedAt),
    `${Math.max(0, Math.round((at.getTime() - seenAt.getTime()) / 1000))} s ago`,
  ]);

function problemLines({ incidents, at }: OperationSnapshot, problems: readonly OperationProblem[]): string[] {
  if (problems.length === 0) return [`no problems at ${shownTime(at)}`];
  const since = (key: string): string => {
    const incident = incidents.find((one) => one.key === key);
    if (!incident) return "";
    return `  (since ${shownTime(incident.since)}${incident.toldAt ? ", told" : ""})`;
  };
  const lines = problems.flatMap(({ key, message, remedy }) => [`problem  ${message}${since(key)}`, `         ${remedy}`]);
  return [...lines, `${counted(problems.length, "problem")} at ${shownTime(at)}`];
}

const counted = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

function oneLine(text: string, width: number): string {
  const [line = ""] = text.split("\n", 1);
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}
