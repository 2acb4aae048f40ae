import { dueIn, type SendPlan } from "../delivery/plan-send.ts";
import type { SendEnd, SendProgress } from "../delivery/send-run.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { deliveryStates, type DeliveryState } from "../state/tables.ts";
import { unknownInterestsLines } from "./report.ts";
import { textTable } from "./text-table.ts";

type Named = Pick<KeptEdition, "id" | "brief">;

/** Who would get what, before anything is sent. */
export function planLines({ id, brief }: Named, plan: SendPlan): string[] {
  const { added, languages, selections, unknownInterests, excluded, kept } = plan;
  const rows = [
    ...[...languages].map(([language, count]) => [`new, in ${language}`, String(count)]),
    ...(selections === null ? [] : [["personal, selections of sections", String(selections)]]),
    ...deliveryStates.filter((state) => kept[state] > 0).map((state) => [`${state} before`, String(kept[state])]),
    ...[...excluded].map(([reason, count]) => [`gets none: ${reason}`, String(count)]),
  ];
  return [
    `edition ${id} of ${brief}`,
    ...textTable(rows).map((line) => `  ${line}`),
    ...unknownInterestsLines(unknownInterests),
    `${counted(dueIn(plan), "message")} to send, ${added.length} of them new`,
  ];
}

/** What has become of the edition, all runs together. */
export const countLines = (counts: Readonly<Record<DeliveryState, number>>): string[] =>
  textTable(deliveryStates.filter((state) => counts[state] > 0 || alwaysShown.has(state)).map((state) => [state, String(counts[state])]));

const alwaysShown: ReadonlySet<DeliveryState> = new Set(["sent", "deferred", "failed", "suppressed", "uncertain"]);

/** Why it ended, if there is more to say than that it is done. */
export function endLine(end: SendEnd, id: string): string | null {
  const again = `brief send --edition ${id}`;
  switch (end.kind) {
    case "done":
      return null;
    case "later":
      return `some are put off; the next is due at ${minuteOf(end.nextAttemptAt)}: give the command again then (${again})`;
    case "stopped":
      return `stopped; go on with: ${again}`;
    case "paused":
      return `paused: ${end.reason}; mend it, then: ${again} --resume`;
    case "unreachable":
      return `${end.words}; nothing is lost, go on with: ${again}`;
  }
}

/** What only a person can settle. */
export function uncertainLine({ uncertain }: Readonly<Record<DeliveryState, number>>, id: string): string[] {
  if (uncertain === 0) return [];
  return [`uncertain: the mail server may have them or not; see brief deliveries --edition ${id}, then brief deliveries resolve`];
}

export function progressText({ counts, waitingUntil }: SendProgress, total: number): string {
  const done = Object.entries(counts).map(([state, count]) => `${state} ${count}`);
  const waiting = waitingUntil ? [`the next is due at ${minuteOf(waitingUntil)}`] : [];
  return [`of ${total}`, ...done, ...waiting].join(", ");
}

/** What `--json` prints, whatever happened. */
export const sendJson = ({
  edition: { id, brief },
  plan,
  sent,
}: {
  edition: Named;
  plan: SendPlan;
  sent: { readonly end: SendEnd; readonly counts: Readonly<Record<DeliveryState, number>> } | null;
}): string =>
  JSON.stringify({
    edition: id,
    brief,
    plan: {
      new: plan.added.length,
      byLanguage: Object.fromEntries(plan.languages),
      personal:
        plan.selections === null ? null : { selections: plan.selections, unknownInterests: Object.fromEntries(plan.unknownInterests) },
      excluded: Object.fromEntries(plan.excluded),
      before: plan.kept,
    },
    result: sent && { end: sent.end.kind, message: endLine(sent.end, id), counts: sent.counts },
    problems: [],
  });

const counted = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

/** To the minute, UTC. */
const minuteOf = (time: Date): string => `${time.toISOString().slice(0, 16).replace("T", " ")} UTC`;
