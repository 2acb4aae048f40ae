import { countStates } from "../delivery/ledger-outlook.ts";
import { listDeliveries, resolveDelivery, resolveUncertain, type Delivery, type Resolution } from "../delivery/list-deliveries.ts";
import { currentPause } from "../delivery/pauses.ts";
import { listKeptEditions } from "../state/kept-editions.ts";
import { error, UsageError, UserError } from "../errors.ts";
import { maskAddress } from "../investors/mask-address.ts";
import type { Database } from "../state/open-state.ts";
import { chooseEdition } from "./choose-edition.ts";
import type { CommandContext } from "./command-context.ts";
import { countLines } from "./send-report.ts";
import { textTable } from "./text-table.ts";
import { withDatabase } from "./with-database.ts";

export interface DeliveriesFlags {
  readonly edition?: string;
  readonly json?: boolean;
}

export interface ResolveFlags {
  readonly all?: boolean;
  readonly as: Resolution;
  readonly json?: boolean;
}

/** Rows that need no look are counted only; `--json` has all. */
const quiet = new Set<Delivery["state"]>(["sent", "suppressed", "queued"]);

export async function showDeliveries({ edition, json }: DeliveriesFlags, context: CommandContext): Promise<number> {
  return withDatabase(context, async (database) => {
    const { effects } = context;
    const editions = await listKeptEditions(database, null);
    const chosen = edition === undefined ? editions[0] : chooseEdition(edition, editions);
    const pause = await currentPause(database);
    if (chosen === undefined) {
      effects.print(json ? JSON.stringify({ edition: null, pause, counts: null, deliveries: [], problems: [] }) : "nothing was sent yet");
      return 0;
    }
    const [counts, rows] = [await countStates(database, chosen.id), await listDeliveries(database, chosen.id)];
    if (json) {
      const shown = rows.map(({ address, ...row }) => ({ ...row, address: address && maskAddress(address) }));
      effects.print(JSON.stringify({ edition: chosen.id, brief: chosen.brief, pause, counts, deliveries: shown, problems: [] }));
      return 0;
    }
    effects.print(`edition ${chosen.id} of ${chosen.brief}`);
    [...countLines(counts), ...rowLines(rows)].forEach(effects.print);
    if (pause) effects.print(`paused since ${pause.since.toISOString()}: ${pause.reason}`);
    return 0;
  });
}

function rowLines(all: readonly Delivery[]): string[] {
  const rows = all.filter(({ state }) => !quiet.has(state));
  if (rows.length === 0) return [];
  const body = rows.map(({ id, state, address, attempts, nextAttemptAt, lastReply }) => [
    String(id),
    state,
    address === null ? "(forgotten)" : maskAddress(address),
    String(attempts),
    nextAttemptAt ? nextAttemptAt.toISOString().slice(0, 16) : "",
    lastReply,
  ]);
  return ["", ...textTable([["id", "state", "address", "attempts", "next (UTC)", "last words"], ...body])];
}

/** Settles uncertain messages as a person has found out, or decided. */
export async function resolveDeliveries(id: string | undefined, { all, as, json }: ResolveFlags, context: CommandContext): Promise<number> {
  if ((id === undefined) !== (all === true)) throw new UsageError("name one delivery by its number, or say --all");
  const number = Number(id);
  if (id !== undefined && !/^[1-9]\d{0,14}$/.test(id))
    throw new UsageError(`"${id}" is no number of a delivery; brief deliveries shows them`);
  return withDatabase(context, async (database) => {
    const now = context.effects.now();
    const ids = all ? await resolveUncertain(database, as, now) : await resolveOne(database, { id: number, as }, now);
    const what = as === "sent" ? "taken for sent" : "to be sent again; give the send command for that";
    context.effects.print(json ? JSON.stringify({ resolved: ids, as, problems: [] }) : `${ids.length} ${what}`);
    return 0;
  });
}

async function resolveOne(database: Database, one: { id: number; as: Resolution }, now: Date): Promise<number[]> {
  const state = await resolveDelivery(database, one, now);
  if (state === null) return [one.id];
  const message = state === "unknown" ? `there is no delivery ${one.id}` : `the delivery ${one.id} is ${state}, not uncertain`;
  throw new UserError([error("not-uncertain", message, undefined, "brief deliveries shows which are")]);
}
