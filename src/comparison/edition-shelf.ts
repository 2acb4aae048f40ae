import type { EditionContent } from "../edition/edition-content.ts";
import type { EditionLanguage } from "../language/language.ts";
import type { IsoDate } from "../units.ts";

/** An edition that can be taken down and compared. */
export interface ShelvedEdition {
  /** What an address names it by. */
  readonly id: string;
  readonly brief: string;
  readonly date: IsoDate;
  /** Made of what is being edited right now. */
  readonly current: boolean;
  readonly pdfs: readonly { readonly language: EditionLanguage; readonly pages: number }[];
}

/** The edition that is made of what is being edited, and changes with it. */
export interface FollowedEdition {
  /** The address that tells of each build. */
  readonly events: string;
  /** Its PDFs as they are now: languages and digests. */
  readonly version: string;
}

/** Where editions come from: a folder and the build under way, or the database. */
export interface EditionShelf {
  /** The newest first. */
  readonly list: () => Promise<readonly ShelvedEdition[]>;
  readonly content: (id: string) => Promise<EditionContent | null>;
  readonly pdf: (id: string, language: EditionLanguage) => Promise<Uint8Array | null>;
  /** Not there: no edition of it changes. */
  readonly follow?: () => FollowedEdition;
  /**
   * Observations on each page of a PDF. Null, or not there: it is not known where they stand. An edition that is kept has its PDFs
   * and its words, not its layout, and no later version may lay it out as it was.
   */
  readonly figures?: (id: string, language: EditionLanguage) => Promise<readonly (readonly string[])[] | null>;
}
