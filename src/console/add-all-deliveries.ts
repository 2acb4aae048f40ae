import { countResolvable, resolveAll, type Resolution } from "../delivery/resolve-deliveries.ts";
import { listEditions } from "../state/keep-edition.ts";
import { recordAction } from "./actions.ts";
import { isPastMailing, resolutionActs } from "./add-deliveries.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { addressOf } from "./numbered-pages.ts";
import { addScreen, type ConsoleApp, type Visit } from "./visit.ts";

/** Of which states a person may decide about all messages of an edition at once, and how. */
const resolutions = { failed: ["again"], uncertain: ["sent", "again"] } as const satisfies Record<string, readonly Resolution[]>;

interface Choice {
  readonly edition: string;
  readonly state: keyof typeof resolutions;
}

/** A server that was away for an afternoon leaves hundreds behind: one decision for all of an edition in one state. */
export function addAllDeliveries(app: ConsoleApp, parts: ConsoleParts): void {
  const { database } = parts;
  addScreen(app, parts, "/console/deliveries/all", {
    get: async (visit) => {
      const choice = await choiceOf(visit.query, parts);
      if (!choice) return visit.notFound();
      const counted = await countChoices(choice, parts);
      const facts = { ...choice, choices: counted, back: addressOf("/console/deliveries", { ...choice }) };
      return visit.show("console-deliveries-all", { title: "console.all-of.title", ...facts, isOver: await isPastMailing(choice, parts) });
    },
    post: async (visit) => {
      const choice = await choiceOf((name) => visit.form.get(name) ?? "", parts);
      if (!choice) return visit.notFound();
      const chosen = (await countChoices(choice, parts)).find(({ as }) => as === visit.form.get("as"));
      const done =
        chosen && String(chosen.count) === visit.form.get("count") ? await resolve(visit, parts, { ...choice, as: chosen.as }) : 0;
      const path = addressOf(done > 0 ? "/console/deliveries" : "/console/deliveries/all", { ...choice });
      const key = chosen && done > 0 ? `console.done.all-${resolutionActs[chosen.as]}` : "console.done.other-count";
      return visit.leaveFor(path, { key, about: String(done) });
    },
  });

  function resolve({ session }: Visit, { now }: ConsoleParts, { edition, state, as }: Choice & { as: Resolution }): Promise<number> {
    return database.transaction(async (transaction) => {
      const { length } = await resolveAll(transaction, { editionId: edition, state, as }, now());
      const about = `${length} × ${state} (${edition})`;
      if (length > 0) await recordAction(transaction, { who: session.who, act: resolutionActs[as], about }, now());
      return length;
    });
  }
}

async function choiceOf(word: (name: string) => string, { database }: ConsoleParts): Promise<Choice | null> {
  const state = (["failed", "uncertain"] as const).find((one) => one === word("state"));
  const edition = (await listEditions(database, null)).find(({ id }) => id === word("edition"))?.id;
  return state && edition !== undefined ? { edition, state } : null;
}

/** What can be decided, and about how many; people who have left the list are not written to again. */
async function countChoices(choice: Choice, parts: ConsoleParts): Promise<{ as: Resolution; count: number }[]> {
  const isOver = await isPastMailing(choice, parts);
  const counted: { as: Resolution; count: number }[] = [];
  for (const as of resolutions[choice.state]) {
    if (as === "again" && isOver) continue;
    const count = await countResolvable(parts.database, { editionId: choice.edition, state: choice.state, as });
    if (count > 0) counted.push({ as, count });
  }
  return counted;
}
