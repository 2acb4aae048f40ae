import type { Log } from "../log.ts";
import { OutsideError } from "../errors.ts";
import { explainDatabaseTrouble } from "../state/database-trouble.ts";
import type { Database } from "../state/open-state.ts";
import type { AlertItem } from "./compose-alert.ts";
import { describeOperation, type Surroundings } from "./describe-operation.ts";
import { findProblems } from "./find-problems.ts";
import { recordIncidents } from "./record-incidents.ts";
import { tellIncidents } from "./tell-incidents.ts";

export interface WatchParts {
  readonly database: Database;
  readonly look: () => Promise<Surroundings>;
  /** Null: nobody is told. Gives whether somebody was. */
  readonly tell: ((items: readonly AlertItem[]) => Promise<boolean>) | null;
  /** Whether it tells that the database is away: not everyone can, for nothing is left by which one of several would be found. */
  readonly tellsAway: boolean;
  readonly log: Log;
  readonly now: () => Date;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

export interface Watch {
  readonly stop: () => Promise<void>;
}

const lookEveryMs = 60_000;
/** A restart of the server takes seconds. */
const awayAfterMs = 60_000;

/** Looks every minute for what needs a person, writes it down, and tells it once. It goes on whatever fails. */
export function startWatch(parts: WatchParts): Watch {
  const stopping = new AbortController();
  const watcher = makeWatcher(parts);
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      await watcher();
      await parts.wait(lookEveryMs, stopping.signal);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await loop;
    },
  };
}

/** One look; what it remembers is only of the time in which the database can't remember for it. */
export function makeWatcher(parts: WatchParts): () => Promise<void> {
  const { database, look, tell, log, now } = parts;
  let away: Away | null = null;
  return async () => {
    try {
      const surroundings = await look();
      const snapshot = await describeOperation(database, surroundings, now());
      const problems = findProblems(snapshot, now());
      await recordIncidents(database, problems, now());
      away = away && (await tellBack(away, parts));
      if (tell) await tellIncidents(database, ({ opened, recovered }) => tryTo(() => tell([...opened, ...recovered]), log), now);
    } catch (cause) {
      const trouble = explainDatabaseTrouble(cause);
      log.error({ cause }, "the watch could not look");
      if (trouble instanceof OutsideError) away = await tellAway(away ?? { since: now(), isTold: false }, parts);
    }
  };
}

/** The database is away: what is told of that is kept in memory, for there is nowhere else. */
interface Away {
  readonly since: Date;
  readonly isTold: boolean;
}

const itemOf = ({ since }: Away, resolvedAt: Date | null): AlertItem => ({
  key: "database-away",
  message: "the database can't be reached, so nothing is made or mailed",
  remedy: "see whether it runs and has room; the service goes on by itself once it is back",
  since,
  reopened: 0,
  resolvedAt,
});

async function tellAway(away: Away, { tell, tellsAway, now, log }: WatchParts): Promise<Away> {
  if (!tell || !tellsAway || away.isTold || now().getTime() - away.since.getTime() < awayAfterMs) return away;
  return { ...away, isTold: await tryTo(() => tell([itemOf(away, null)]), log) };
}

/** Null once it is told, or if nobody knew. */
async function tellBack(away: Away, { tell, now, log }: WatchParts): Promise<Away | null> {
  if (!tell || !away.isTold) return null;
  return (await tryTo(() => tell([itemOf(away, now())]), log)) ? null : away;
}

async function tryTo(act: () => Promise<boolean>, log: Log): Promise<boolean> {
  try {
    return await act();
  } catch (cause) {
    log.warn({ cause }, "an alert could not be mailed; it is tried again");
    return false;
  }
}
