import type { EditionLanguage } from "../language/language.ts";

/** Which of an edition's PDFs a copy is made of. */
export interface VariantKey {
  readonly language: EditionLanguage;
  /** From `leftOutFor`. */
  readonly leftOut: string;
}

/** A PDF of an edition and the cover that goes in front of it, both as they are kept. */
export interface VariantFiles {
  readonly pdf: Uint8Array;
  /** JSON: the cover's HTML with room for a reader, and its style. */
  readonly cover: Uint8Array;
}

/** Whose copy it is. */
export interface Reader {
  readonly name: string;
  readonly organisation: string;
  readonly interests: readonly string[];
}

export interface PersonalCopy {
  readonly bytes: Uint8Array;
  readonly pages: number;
}

/** A variant, opened once for many copies. */
export interface PersonalBase {
  readonly files: VariantFiles;
}

export function openPersonalBase(files: VariantFiles): PersonalBase {
  return { files };
}
