import type { Inputs } from "../edition/inputs.ts";
import type { LaidOutEdition } from "../edition/make-edition.ts";
import { hasError, type Problem } from "../errors.ts";
import type { EditionLanguage } from "../language/language.ts";

/** An edition of one language, sound and printed. */
export interface PreviewedEdition {
  /** The build that it came from. */
  readonly build: number;
  readonly edition: LaidOutEdition;
  readonly pdf: Uint8Array;
  /** Of the PDF, hex: what has not changed need not be shown again. */
  readonly sha256: string;
  readonly made: Date;
  readonly madeFrom: Inputs;
  /** Digests of what it was made from, by name. */
  readonly inputs: ReadonlyMap<string, string>;
}

/** Names the bytes of its PDF. */
export const versionOf = ({ sha256 }: Pick<PreviewedEdition, "sha256">): string => sha256.slice(0, 16);

/** What the preview knows at a moment. Of older builds only those editions are held that no later one could make. */
export interface BuildState {
  /** Of the newest build, from 1. */
  readonly build: number;
  /** Whether it is under way. */
  readonly busy: boolean;
  readonly problems: readonly Problem[];
  readonly editions: ReadonlyMap<EditionLanguage, PreviewedEdition>;
  /** From the change to the first edition; null until there is one. */
  readonly milliseconds: number | null;
}

export const noBuild: BuildState = { build: 0, busy: true, problems: [], editions: new Map(), milliseconds: null };

/** The brief that its editions are of; null: there is none yet. */
export const shownBrief = ({ editions }: Pick<BuildState, "editions">): string | null =>
  editions.values().next().value?.edition.request.brief ?? null;

/** Whether the pages of a language are older than the files: those have errors. */
export const isBehind = ({ editions, build, problems }: BuildState, language: EditionLanguage): boolean =>
  hasError(problems) && editions.get(language)?.build !== build;
