import type { IsoDate } from "../units.ts";
import type { EditionContent } from "./edition-content.ts";

/** The edition that one is compared with. */
export interface EditionBefore {
  readonly id: string;
  readonly content: EditionContent;
}

/** The newest edition of a brief that is kept. */
export interface NewestEdition extends EditionBefore {
  readonly date: IsoDate;
  /** Empty: kept by a version that did not know it. */
  readonly inputsHash: string;
  readonly previous: EditionBefore | null;
}

/**
 * What an edition is compared with: the newest one that is kept, unless that is this very one, made again. Then it is what
 * that was compared with, so that the same bytes come out.
 */
export function editionBefore(newest: NewestEdition | null, made: Pick<NewestEdition, "date" | "inputsHash">): EditionBefore | null {
  if (!newest) return null;
  return newest.date === made.date && newest.inputsHash === made.inputsHash ? newest.previous : newest;
}
