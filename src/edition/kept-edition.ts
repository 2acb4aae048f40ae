import { createHash } from "node:crypto";
import type { IsoDate } from "../units.ts";
import type { EditionContent } from "./edition-content.ts";

/** A file of an edition: a PDF, a picture of its mails, its manifest, its data or its words. */
export interface EditionFile {
  readonly mediaType: string;
  /** Hex. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
}

const mediaTypes: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  png: "image/png",
  json: "application/json",
  csv: "text/csv",
  txt: "text/plain",
};

export function editionFile(name: string, bytes: Uint8Array): EditionFile {
  const mediaType = mediaTypes[name.slice(name.lastIndexOf(".") + 1)];
  if (mediaType === undefined) throw new Error(`${name} is no file of an edition`);
  return { mediaType, sha256: createHash("sha256").update(bytes).digest("hex"), bytes };
}

/** An edition with its files: it stays so, whatever becomes of `out/`. */
export interface KeptEdition {
  readonly id: string;
  readonly brief: string;
  readonly date: IsoDate;
  /** What it was made from, whatever the day. Empty: kept by a version that did not know it. */
  readonly inputsHash: string;
  /** The edition that it was compared with. */
  readonly previousId: string | null;
  readonly content: EditionContent;
  /** By file name. */
  readonly files: ReadonlyMap<string, EditionFile>;
}
