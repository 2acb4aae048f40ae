import { resolveDelivery, type Resolution } from "../delivery/resolve-deliveries.ts";
import { checkAge } from "../delivery/check-mailing.ts";
import { maskAddress } from "../investors/mask-address.ts";
import { editionDay } from "../press/edition-day.ts";
import { unfinished } from "../queue/run-states.ts";
import { listEditions, loadEditionContent } from "../state/keep-edition.ts";
import { deliveryStates, type DeliveryState } from "../state/enumerations.ts";
import { recordAction } from "./actions.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { countLedger, findLedgerRow, findLedgerRows, type LedgerRow } from "./find-ledger-rows.ts";
import { addressOf, numberedPages, pageSize } from "./numbered-pages.ts";
import { addScreen, type ConsoleApp, type Visit } from "./visit.ts";

/** The ledger: what became of each message, and what a person decides about it. */
export function addDeliveries(app: ConsoleApp, parts: ConsoleParts): void {
  const { database } = parts;
  addScreen(app, parts, "/console/deliveries", { get: (visit) => showLedger(visit, parts) });
  addScreen(app, parts, "/console/deliveries/:id", {
    get: async (visit) => {
      const row = await findLedgerRow(database, idOf(visit));
      if (!row) return visit.notFound();
      const isOver = await isPastMailing(row, parts);
      const facts = { row: describe(row), isOver, choices: choicesOf(row, isOver).map((as) => ({ as, byService: row.schedule !== null })) };
      return visit.show("console-delivery", { title: "console.delivery.title", ...facts });
    },
    post: (visit) => decide(visit, parts),
  });
}

const idOf = ({ c }: Visit): number => (/^[1-9]\d{0,14}$/.test(c.req.param("id") ?? "") ? Number(c.req.param("id")) : 0);

async function showLedger({ query, show }: Visit, { database }: ConsoleParts): Promise<Response> {
  const editions = await listEditions(database, null);
  const edition = editions.find(({ id }) => id === query("edition"))?.id ?? "";
  const state = deliveryStates.find((one) => one === query("state")) ?? "";
  const counts = await countLedger(database, edition);
  const total = [...counts].reduce((sum, [one, count]) => sum + (state === "" || one === state ? count : 0), 0);
  const pages = numberedPages(query("page"), total, (page) => addressOf("/console/deliveries", { edition, state, page }));
  const rows = await findLedgerRows(database, { edition, state }, { limit: pageSize, offset: pages.offset });
  return show("console-deliveries", {
    title: "console.nav.deliveries",
    editions: editions.map(({ id }) => ({ id, chosen: id === edition })),
    states: deliveryStates.map((one) => ({
      state: one,
      count: counts.get(one) ?? 0,
      chosen: one === state,
      href: addressOf("/console/deliveries", { edition, state: one }),
    })),
    edition,
    state,
    all:
      edition !== "" && total > 1 && (state === "failed" || state === "uncertain")
        ? addressOf("/console/deliveries/all", { edition, state })
        : "",
    rows: rows.map(describe),
    pages,
  });
}

const chips: Readonly<Record<DeliveryState, string>> = {
  queued: "plain",
  sending: "plain",
  sent: "good",
  deferred: "notice",
  failed: "bad",
  suppressed: "plain",
  uncertain: "bad",
};

const describe = (row: LedgerRow) => ({
  ...row,
  address: row.address === null ? "" : maskAddress(row.address),
  suppression: row.suppression ?? "",
  chip: chips[row.state],
  schedule: row.schedule ?? "",
  byService: unfinished.some((state) => state === row.runState),
  runReason: row.runReason?.split("\n", 1)[0]?.slice(0, 300) ?? "",
  href: `/console/deliveries/${row.id}`,
});

/** As `deliveries resolve` lets a person decide; whoever gets nothing any more is not written to again. */
function choicesOf({ state, suppression }: LedgerRow, isOver: boolean): readonly Resolution[] {
  const again: readonly Resolution[] = suppression === null && !isOver ? ["again"] : [];
  if (state === "uncertain") return ["sent", ...again];
  return state === "failed" ? again : [];
}

/** What failed or is uncertain of an edition that is too old by now stays so: nothing of it is mailed any more. */
export async function isPastMailing({ edition }: Pick<LedgerRow, "edition">, { database, now }: ConsoleParts): Promise<boolean> {
  const content = await loadEditionContent(database, edition);
  return content !== null && checkAge(content, editionDay(now())).length > 0;
}

/** What is written down of it. */
export const resolutionActs = { sent: "taken-for-sent", again: "to-be-sent-again" } as const satisfies Record<Resolution, string>;

async function decide(visit: Visit, parts: ConsoleParts): Promise<Response> {
  const { database, now } = parts;
  const [id, as] = [idOf(visit), visit.form.get("as")];
  const row = await findLedgerRow(database, id);
  if (!row) return visit.notFound();
  const chosen = choicesOf(row, await isPastMailing(row, parts)).find((one) => one === as);
  const done =
    chosen !== undefined &&
    (await database.transaction(async (transaction) => {
      if (typeof (await resolveDelivery(transaction, { id, as: chosen }, now())) === "string") return false;
      const about = `${id} (${row.edition})`;
      await recordAction(transaction, { who: visit.session.who, act: resolutionActs[chosen], about }, now());
      return true;
    }));
  const key = done ? `console.done.${resolutionActs[chosen]}` : "console.done.other-state";
  return visit.leaveFor(`/console/deliveries/${id}`, { key, about: String(id) });
}
