import type { Effects } from "../effects.ts";
import { type EditionBefore, editionBefore, type NewestEdition } from "../edition/edition-before.ts";
import type { InputFolders, Inputs } from "../edition/inputs.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { inputsHash } from "../edition/manifest.ts";
import { error, hasError, type Problem, UserError } from "../errors.ts";
import { editionLanguages } from "../language/language.ts";
import type { IsoDate } from "../units.ts";
import { pressBriefs } from "./press-briefs.ts";

export interface EditionOrder {
  readonly folders: InputFolders;
  readonly brief: string;
  readonly date: IsoDate;
  /** The newest edition that is kept. */
  readonly newest: NewestEdition | null;
  /** An edition of another day is made from the same inputs, too. */
  readonly always: boolean;
}

export type PressResult =
  | { readonly kind: "unchanged"; readonly editionId: string }
  | { readonly kind: "pressed"; readonly edition: KeptEdition; readonly warnings: readonly Problem[] };

/**
 * Makes an edition of a brief, in all languages, unless nothing has changed since the newest one.
 *
 * @throws UserError with everything that is wrong with the inputs.
 */
export async function pressEdition({ folders, brief, ...order }: EditionOrder, effects: Effects): Promise<PressResult> {
  let planned: PlannedEdition | undefined;
  const plan = (inputs: Inputs) => {
    if (!inputs.dataset.briefs.has(brief)) throw unknownBrief(brief);
    planned = planEdition({ brief, inputs, ...order });
    return new Map(planned.kind === "make" ? [[brief, planned.before]] : []);
  };
  const { editions, problems } = await pressBriefs({ folders, date: order.date, plan, wanted: () => true }, effects);
  if (hasError(problems)) throw new UserError(problems.filter(({ severity }) => severity === "error"));
  if (planned?.kind === "unchanged") return planned;
  const [pressed] = editions;
  if (!pressed) throw new Error(`no edition of ${brief} was pressed, though nothing is wrong with it`);
  return { kind: "pressed", ...pressed };
}

type PlannedEdition = { kind: "unchanged"; editionId: string } | { kind: "make"; before: EditionBefore | null };

/** @throws UserError if a newer edition is kept. */
export function planEdition({ brief, inputs, date, newest, always }: Omit<EditionOrder, "folders"> & { inputs: Inputs }): PlannedEdition {
  // One that was mailed as it was built may lack a language.
  const whole = newest?.content.pdfs.length === editionLanguages.length;
  const made = { date, inputsHash: inputsHash({ brief, hashes: inputs.hashes }) };
  if (newest && newest.inputsHash === made.inputsHash && whole && (!always || newest.date === date))
    return { kind: "unchanged", editionId: newest.id };
  if (newest && newest.date > date) throw new UserError([tooEarly(brief, date, newest)]);
  return { kind: "make", before: editionBefore(newest, made) };
}

const tooEarly = (brief: string, date: IsoDate, newest: NewestEdition): Problem =>
  error(
    "edition-earlier",
    `the newest edition of ${brief} is of ${newest.date} (${newest.id}); one of ${date} can't follow it`,
    undefined,
    `make it of ${newest.date} or later`,
  );

const unknownBrief = (brief: string): UserError =>
  new UserError([error("unknown-brief", `there is no brief "${brief}"`, undefined, "see data/briefs")]);
