import type { EditionStatus, MailingStatus, OperationSnapshot, RunStatus, ScheduleStatus } from "./snapshot.ts";

/** Something that needs a person. */
export interface OperationProblem {
  /** What and where; the same as long as it is the same trouble: `run-failed binh-duong/monthly`. */
  readonly key: string;
  readonly message: string;
  /** What to do, with the command to give. */
  readonly remedy: string;
}

const minute = 60_000;
/** An occurrence that is not made by then is late: a press takes seconds, three attempts at trouble outside less than this. */
const lateAfterMs = 15 * minute;
/** One that was made late, by a service that was down, is told of although it is over. */
const toldLateMs = 10 * minute;
/** A process signs on every few seconds. */
export const silentAfterMs = 2 * minute;
/** A mailing in which nothing happens for so long hangs, unless it waits for a window, a pause or a server's own time. */
const stuckAfterMs = 30 * minute;
/** Below both of these it is about to fail: the embedded database, one build and its copy fit into the first. */
const [leastFreeBytes, leastFreeShare] = [1_000_000_000, 0.05];

/** What of a snapshot needs a person. Pure: the same snapshot has the same problems. */
export function findProblems(snapshot: OperationSnapshot, now: Date): OperationProblem[] {
  return [
    ...dataProblems(snapshot),
    ...snapshot.schedules.flatMap((schedule) => scheduleProblems(schedule, now)),
    ...lateRuns(snapshot, now),
    ...mailingProblems(snapshot),
    ...processProblems(snapshot, now),
    ...snapshot.briefs.flatMap(({ brief, edition }) => (edition && isMailed(snapshot, brief) ? editionProblems(brief, edition) : [])),
    ...snapshot.disks
      .filter(({ freeBytes, totalBytes }) => freeBytes < leastFreeBytes && freeBytes < totalBytes * leastFreeShare)
      .map(diskProblem),
  ];
}

function dataProblems({ dataProblem, holidayWarnings, incidents }: OperationSnapshot): OperationProblem[] {
  const unreadable = {
    key: "data-unreadable",
    message: `the data can't be read, so nothing new is made: ${dataProblem}`,
    remedy: "mend it; brief check tells everything that is wrong",
  };
  return [
    ...(dataProblem === "" ? [] : [unreadable, ...incidents.filter(({ key }) => onlyDataTells.test(key)).map(pickProblem)]),
    ...holidayWarnings.map(({ code, message, hint }) => ({ key: `${code} ${message}`, message, remedy: hint || "see brief check" })),
  ];
}

/** What was wrong before the data could not be read is not over for that. */
const onlyDataTells = /^(?:figures-stale|schedule-holidays-\S+) /;

const pickProblem = ({ key, message, remedy }: OperationProblem): OperationProblem => ({ key, message, remedy });

/** Only the last one counts: a later run that was done stands for those before it. */
function scheduleProblems({ id, last }: ScheduleStatus, now: Date): OperationProblem[] {
  if (!last) return [];
  const at = shownTime(last.occurrence);
  const byHand = `brief schedule run ${id}, or wait for the next run`;
  if (last.state === "failed")
    return [
      {
        key: `run-failed ${id}`,
        message: `the run of ${id} at ${at} failed: ${firstLine(last.reason)}`,
        remedy: `mend it, then: ${byHand}`,
      },
    ];
  if (last.state === "skipped" && last.reason.startsWith("missed"))
    return [{ key: `run-missed ${id}`, message: `the run of ${id} at ${at} was ${firstLine(last.reason)}`, remedy: byHand }];
  const lateMs = (last.madeAt?.getTime() ?? 0) - last.occurrence.getTime();
  if (!last.madeAt || lateMs <= lateAfterMs || now.getTime() - last.madeAt.getTime() > toldLateMs) return [];
  const message = `the run of ${id} at ${at} was made ${Math.round(lateMs / minute)} minutes late`;
  return [{ key: `run-late ${id}`, message, remedy: "see in the log what it waited for; the edition itself is as it should be" }];
}

function lateRuns({ openRuns, pause }: OperationSnapshot, now: Date): OperationProblem[] {
  return openRuns.flatMap((run) => {
    const late = now.getTime() - run.occurrence.getTime() > lateAfterMs;
    if (run.state !== "mailing" && late) return [lateRun(run, openRuns)];
    return run.state === "mailing" && !pause && isStuck(run, now) ? [stuckRun(run)] : [];
  });
}

const lateRun = (run: RunStatus, all: readonly RunStatus[]): OperationProblem => ({
  key: `run-late ${run.schedule}`,
  message: `the run of ${run.schedule} at ${shownTime(run.occurrence)} is not made yet${reasonOf(run, all)}`,
  remedy: "see whether a worker runs (brief status, the log); it is made as soon as one can",
});

function reasonOf({ reason, schedule, id }: RunStatus, all: readonly RunStatus[]): string {
  if (reason !== "") return `: ${firstLine(reason)}`;
  return all.some((other) => other.schedule === schedule && other.id < id) ? ": it waits for the run before it" : "";
}

/** It says itself what it waits for; a message that a server has put off says when it goes on. */
function isStuck({ reason, madeAt, lastProgressAt, nextAttemptAt }: RunStatus, now: Date): boolean {
  if (reason.startsWith("waits for its send window")) return false;
  const last = Math.max(madeAt?.getTime() ?? 0, lastProgressAt?.getTime() ?? 0, nextAttemptAt?.getTime() ?? 0);
  return now.getTime() - last > stuckAfterMs;
}

const stuckRun = ({ schedule, occurrence, reason }: RunStatus): OperationProblem => ({
  key: `mailing-stuck ${schedule}`,
  message: `the mailing of ${schedule} of ${shownTime(occurrence)} does not go on${reason === "" ? "" : `: ${firstLine(reason)}`}`,
  remedy: "see whether the mail server takes mail (brief doctor) and a worker runs (brief status)",
});

function mailingProblems({ mailings, pause }: OperationSnapshot): OperationProblem[] {
  const paused = pause && {
    key: "sending-paused",
    message: `sending is paused since ${shownTime(pause.since)}: ${firstLine(pause.reason)}`,
    remedy: `mend what it says, then: brief send ${mailings[0] ? `--edition ${mailings[0].editionId} ` : ""}--resume`,
  };
  return [...(paused ? [paused] : []), ...mailings.flatMap(uncertainProblem), ...mailings.flatMap(failedProblem)];
}

function uncertainProblem({ editionId, counts: { uncertain = 0 } }: MailingStatus): OperationProblem[] {
  if (uncertain === 0) return [];
  return [
    {
      key: `deliveries-uncertain ${editionId}`,
      message: `of ${counted(uncertain, "message")} of ${editionId} nobody knows whether the mail server took ${uncertain === 1 ? "it" : "them"}`,
      remedy: `look into its log, then settle each: brief deliveries --edition ${editionId}, brief deliveries resolve ID --as sent (or --as again)`,
    },
  ];
}

/** What failed of an edition is history once the next one goes out. */
function failedProblem({ editionId, isNewest, unexplained }: MailingStatus): OperationProblem[] {
  if (unexplained === 0 || !isNewest) return [];
  return [
    {
      key: `deliveries-failed ${editionId}`,
      message: `${counted(unexplained, "message")} of ${editionId} failed, though the mailbox may be there`,
      remedy: `see why: brief deliveries --edition ${editionId}`,
    },
  ];
}

/** Who has once run a schedule wants its processes; where nothing was ever planned, editions are made by hand. */
function processProblems({ processes, schedules, openRuns, dataProblem }: OperationSnapshot, now: Date): OperationProblem[] {
  const alive = processes.filter(({ seenAt }) => now.getTime() - seenAt.getTime() <= silentAfterMs);
  const inUse = processes.length > 0 || openRuns.length > 0 || schedules.some(({ last }) => last !== null);
  const missing = ["scheduler", "worker"].filter((role) => !alive.some(({ roles }) => roles.includes(role)));
  return [
    ...(inUse && schedules.length > 0 ? missing : []).map((role) => ({
      key: `process-missing ${role}`,
      message: `no ${role} has been seen for two minutes`,
      remedy: "start it: systemctl start brief, or brief run",
    })),
    ...alive
      // What this machine sees itself is told once.
      .filter(({ problem }) => problem !== "" && !(dataProblem !== "" && problem.endsWith(dataProblem)))
      .map(({ host, pid, problem }) => ({
        key: `process-problem ${host}`,
        message: `process ${pid} on ${host} says: ${firstLine(problem)}`,
        remedy: "mend it there; it goes on by itself",
      })),
  ];
}

const isMailed = ({ schedules }: OperationSnapshot, brief: string): boolean =>
  schedules.some((schedule) => schedule.brief === brief && schedule.mails);

function editionProblems(brief: string, { id, ageDays, maxAgeDays, figures, stale, maxStaleShare }: EditionStatus): OperationProblem[] {
  const old = {
    key: `edition-old ${brief}`,
    message: `the newest edition of ${brief}, ${id}, is ${ageDays} days old; it may be mailed for ${maxAgeDays}`,
    remedy: `update the figures and make one: brief build --keep ${brief}`,
  };
  const share = {
    key: `figures-stale ${brief}`,
    message: `${stale} of ${figures} figures of ${brief} are past their freshness limit; mailing.maxStaleShare is ${maxStaleShare}`,
    remedy: "look for newer figures: brief check names them",
  };
  return [...(ageDays > maxAgeDays ? [old] : []), ...(stale > maxStaleShare * figures ? [share] : [])];
}

const diskProblem = ({ what, freeBytes }: OperationSnapshot["disks"][number]): OperationProblem => ({
  key: `disk-full ${what}`,
  message: `the disk of the ${what} folder has ${Math.floor(freeBytes / 1_000_000)} MB left`,
  remedy: "make room: a database that can't write stops everything",
});

export const shownTime = (time: Date): string => `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;

const counted = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

const firstLine = (text: string): string => text.split("\n", 1)[0]!.slice(0, 300);
