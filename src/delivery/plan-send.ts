import type { KeptEdition } from "../edition/kept-edition.ts";
import { leftOutFor, type UnknownInterests, unknownInterests } from "../edition/personal.ts";
import type { ExclusionReason, Investor, Recipients } from "../investors/recipients-of.ts";
import { editionLanguages, type EditionLanguage } from "../language/language.ts";
import type { DeliveryState } from "../state/tables.ts";

/** Who would get an edition, and who not and why. */
export interface SendPlan {
  /** Those who are not in the ledger yet. */
  readonly added: readonly Investor[];
  /** How many rows are there already, by state. */
  readonly kept: Readonly<Record<DeliveryState, number>>;
  /** Of `added`. */
  readonly languages: ReadonlyMap<EditionLanguage, number>;
  /** How many selections of sections `added` get; null: all get the same. */
  readonly selections: number | null;
  /** Of `added`. */
  readonly unknownInterests: UnknownInterests;
  readonly excluded: ReadonlyMap<ExclusionReason | "no-pdf-in-their-language", number>;
}

export function planSend(
  { content }: Pick<KeptEdition, "content">,
  { recipients, excluded }: Recipients,
  ledger: { readonly hashes: ReadonlySet<string>; readonly states: SendPlan["kept"] },
): SendPlan {
  const offered = new Set(content.pdfs.map(({ language }) => language));
  const unserved = recipients.filter(({ language }) => !offered.has(language));
  const added = recipients.filter(({ language, addressHash }) => offered.has(language) && !ledger.hashes.has(addressHash));
  const reasons = [...excluded.map(({ reason }) => reason), ...unserved.map(() => "no-pdf-in-their-language" as const)];
  const { personal } = content;
  return {
    added,
    selections: personal && new Set(added.map(({ interests }) => leftOutFor(interests, personal))).size,
    unknownInterests: personal ? unknownInterests(added, personal) : [],
    kept: ledger.states,
    languages: counted(
      added.map(({ language }) => language),
      editionLanguages,
    ),
    excluded: counted(reasons, reasons.toSorted()),
  };
}

/** Messages that are still to go: new ones and those that wait. Another sender's, if there is one, are its own. */
export const dueIn = ({ added, kept }: SendPlan): number => added.length + kept.queued + kept.deferred;

/** How often each is there, in the order of `order`. */
const counted = <T>(items: readonly T[], order: Iterable<T>): ReadonlyMap<T, number> =>
  new Map([...new Set(order)].map((item) => [item, items.filter((one) => one === item).length] as const).filter(([, count]) => count > 0));
