import { countStates } from "../delivery/ledger-outlook.ts";
import { listDeliveries, type Delivery } from "../delivery/list-deliveries.ts";
import { resolveDelivery, resolveUncertain, type Resolution, type Resolved } from "../delivery/resolve-deliveries.ts";
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
    const resolved = all ? await resolveUncertain(database, as, now) : await resolveOne(database, { id: number, as }, now);
    const ids = resolved.map(({ id }) => id);
    if (json) context.effects.print(JSON.stringify({ resolved: ids, as, problems: [] }));
    else resolvedLines(resolved, as).forEach(context.effects.print);
    return 0;
  });
}

function resolvedLines(resolved: readonly Resolved[], as: Resolution): string[] {
  if (as === "sent") return [`${resolved.length} taken for sent`];
  const left = resolved.filter(({ run }) => run === null).length;
  return [
    ...(left < resolved.length || left === 0 ? [`${resolved.length - left} to be sent again by the service`] : []),
    ...(left > 0 ? [`${left} to be sent again; give the send command for that`] : []),
  ];
}

async function resolveOne(database: Database, one: { id: number; as: Resolution }, now: Date): Promise<Resolved[]> {
  const state = await resolveDelivery(database, one, now);
  if (typeof state === "object") return [state];
  const message = state === "unknown" ? `there is no delivery ${one.id}` : `the delivery ${one.id} is ${state}, not uncertain`;
  throw new UserError([error("not-uncertain", message, undefined, "brief deliveries shows which are")]);
}
