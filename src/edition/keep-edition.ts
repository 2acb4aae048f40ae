import type { Database } from "../state/open-state.ts";
import type { IsoDate } from "../units.ts";
import type { EditionContent } from "./edition-content.ts";

/** A PDF of an edition or a picture of its mails. */
export interface EditionFile {
  readonly mediaType: string;
  /** Hex. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

/** An edition as it was given to the mail: it stays so, whatever becomes of `out/`. */
export interface KeptEdition {
  readonly id: string;
  readonly brief: string;
  readonly date: IsoDate;
  readonly content: EditionContent;
  /** By file name. */
  readonly files: ReadonlyMap<string, EditionFile>;
}

/** Keeps an edition and its files; one that is kept already stays as it is. Gives whether it is new. */
export async function keepEdition(_database: Database, _edition: KeptEdition, _now: Date): Promise<boolean> {
  throw new Error("not there yet");
}

/** An edition with its files, or null if none of this id is kept. Load it once a run: messages share what is made of it. */
export async function loadEdition(_database: Database, _id: string): Promise<KeptEdition | null> {
  throw new Error("not there yet");
}

/** What an edition printed, without its files: for the difference to the edition that a person got last. */
export async function loadEditionContent(_database: Database, _id: string): Promise<EditionContent | null> {
  throw new Error("not there yet");
}

/** One file of an edition by its name, for a link. */
export async function loadEditionFile(_database: Database, _id: string, _name: string): Promise<EditionFile | null> {
  throw new Error("not there yet");
}
