import { count, desc } from "drizzle-orm";
import { maskAddressesIn } from "../investors/mask-address.ts";
import type { Database } from "../state/open-state.ts";
import { consoleActions, type ConsoleAct } from "../state/tables.ts";

/** What somebody did in the console. */
export interface Action {
  readonly who: string;
  readonly act: ConsoleAct;
  readonly about: string;
}

/** In the transaction of what is done, so that neither is without the other. */
export async function recordAction(database: Database, { who, act, about }: Action, now: Date): Promise<void> {
  await database.insert(consoleActions).values({ at: now, who, act, about: maskAddressesIn(about) });
}

/** The latest first. */
export async function listActions(
  database: Database,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ total: number; actions: (Action & { readonly id: number; readonly at: Date })[] }> {
  const [{ total } = { total: 0 }] = await database.select({ total: count() }).from(consoleActions);
  const actions = await database.select().from(consoleActions).orderBy(desc(consoleActions.id)).limit(limit).offset(offset);
  return { total, actions };
}
