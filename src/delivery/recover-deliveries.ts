import type { State } from "../state/open-state.ts";
import { recoverAbandoned } from "./ledger.ts";
import { findDead } from "./ledger-outlook.ts";
import type { SendEffects } from "./send-run.ts";

/** Settles what senders that are no more have left. `senderId`: the one that asks, or null if it has not begun yet. */
export async function recoverDeliveries(
  { database, kind }: Pick<State, "database" | "kind">,
  senderId: string | null,
  effects: Pick<SendEffects, "now" | "host" | "pid" | "isAlive">,
): Promise<void> {
  const now = effects.now();
  const own = { senderId: senderId ?? nobody };
  const dead = kind === "embedded" ? ({ senders: "all", before: now } as const) : await findDead(database, { ...own, ...effects }, now);
  await recoverAbandoned(database, { ...own, dead }, now);
}

const nobody = "00000000-0000-0000-0000-000000000000";
