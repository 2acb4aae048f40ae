import { desc, isNull } from "drizzle-orm";
import type { Database } from "../state/open-state.ts";
import { pauses } from "../state/tables.ts";

export interface Pause {
  readonly since: Date;
  readonly reason: string;
}

/** What stops all sending, if anything: the newest pause that was not lifted. */
export async function currentPause(database: Database): Promise<Pause | null> {
  const [pause] = await database.select().from(pauses).where(isNull(pauses.liftedAt)).orderBy(desc(pauses.id)).limit(1);
  return pause ?? null;
}

/** Stops all senders: none of them gets a row from here on. */
export async function pauseSending(database: Database, { since, reason }: Pause): Promise<void> {
  await database.insert(pauses).values({ since, reason });
}

/** Gives how many pauses there were. */
export async function liftPauses(database: Database, now: Date): Promise<number> {
  const lifted = await database.update(pauses).set({ liftedAt: now }).where(isNull(pauses.liftedAt)).returning({ id: pauses.id });
  return lifted.length;
}
