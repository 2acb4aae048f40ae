import type { IsoDate } from "../units.ts";
import type { EditionContent } from "./edition-content.ts";

/** A PDF of an edition or a picture of its mails. */
export interface EditionFile {
  readonly mediaType: string;
  /** Hex. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** An edition with its files: it stays so, whatever becomes of `out/`. */
export interface KeptEdition {
  readonly id: string;
  readonly brief: string;
  readonly date: IsoDate;
  readonly content: EditionContent;
  /** By file name. */
  readonly files: ReadonlyMap<string, EditionFile>;
}
