import { join, resolve } from "node:path";
import { readStateSettings } from "../config/state-settings.ts";
import { makeCopies } from "../delivery/make-copies.ts";
import { coverName } from "../edition/edition-manifest.ts";
import type { EditionFile, KeptEdition } from "../edition/kept-edition.ts";
import { leftOutFor, type UnknownInterests, unknownInterests } from "../edition/personal.ts";
import { readBuiltEdition } from "../edition/read-built-edition.ts";
import { shownPath } from "../effects.ts";
import { error, hasError, UsageError, UserError } from "../errors.ts";
import { foldSegment } from "../investors/fold-segment.ts";
import { type Recipients, recipientsOf } from "../investors/recipients-of.ts";
import type { VariantFiles, VariantKey } from "../personal/personal-base.ts";
import { type CopyReader, writeCopies } from "../personal/write-copies.ts";
import { explainDatabaseTrouble } from "../state/database-trouble.ts";
import { keepVariants, listVariants, loadVariant } from "../state/edition-variants.ts";
import { isKept } from "../state/kept-editions.ts";
import { openState, type State } from "../state/open-state.ts";
import type { BuildResult } from "./build.ts";
import type { CommandContext } from "./command-context.ts";
import type { Folders } from "./folders.ts";
import { openPress } from "./press-lacking.ts";

export interface CopiesOptions {
  readonly folders: Folders;
  /** Of the list; undefined: everybody. */
  readonly segment: string | undefined;
}

/** What was made of a brief for people of the list. */
export interface BriefCopies {
  readonly brief: string;
  readonly edition: string;
  /** As the user would name it. */
  readonly folder: string;
  readonly copies: number;
  /** How many PDFs they are made of: a language and a selection of sections each. */
  readonly variants: number;
  readonly bytes: number;
  /** People of the list, or segment, who get no mail and so no copy; and those in whose language nothing was built. */
  readonly excluded: number;
  readonly unserved: number;
  /** Interests of theirs that no section is for, and how many have each, the most frequent first. */
  readonly unknownInterests: UnknownInterests;
}

/**
 * Copies of built editions for everybody who agreed to get them, below `out/copies/EDITION`, those of a segment
 * in a folder of their own.
 *
 * @throws UsageError if no built brief is personal.
 */
export async function buildCopies({ editions }: BuildResult, options: CopiesOptions, context: CommandContext): Promise<BriefCopies[]> {
  const { effects, environment } = context;
  const built = await Promise.all(
    [...new Set(editions.map(({ brief }) => brief))].map(async (brief) => {
      const { built, problems } = await readBuiltEdition(resolve(options.folders.out), brief, effects);
      if (!built || hasError(problems)) throw new UserError(problems);
      return built.edition;
    }),
  );
  const personal = built.filter(({ content }) => content.personal);
  if (personal.length === 0) throw new UsageError("no brief is personal: write `personal` into its definition in data/briefs");
  const state = await openState(readStateSettings(environment), effects.now());
  try {
    const people = await recipientsOf(state.database, { segment: options.segment });
    if (people.recipients.length + people.excluded.length === 0) throw nobody(options.segment);
    const made: BriefCopies[] = [];
    for (const edition of personal) made.push(await copiesOf(edition, { people, state, ...options, context }));
    return made;
  } catch (cause) {
    throw explainDatabaseTrouble(cause);
  } finally {
    await state.close();
  }
}

function nobody(segment: string | undefined): UserError {
  const who = segment === undefined ? "nobody is in the list" : `nobody in the list is of the segment "${segment}"`;
  return new UserError([error("no-readers", `${who}, so no copies are made`, undefined, "see brief investors list")]);
}

interface CopyParts extends CopiesOptions {
  readonly people: Recipients;
  readonly state: State;
  readonly context: CommandContext;
}

async function copiesOf(edition: KeptEdition, { people, state, folders, segment, context }: CopyParts): Promise<BriefCopies> {
  const rules = edition.content.personal ?? { sections: {} };
  const offered = new Set(edition.content.pdfs.map(({ language }) => language));
  const readers = people.recipients
    .filter(({ language }) => offered.has(language))
    .map((person): CopyReader => ({ ...person, leftOut: leftOutFor(person.interests, rules) }));
  const wanted = new Map(readers.map(({ language, leftOut }) => [nameOf({ language, leftOut }), { language, leftOut }]));
  const load = await variantsOf(edition, { state, folders, context });
  const folder = join(
    folders.out,
    "copies",
    segment === undefined ? edition.id : `${edition.id}.${foldSegment(segment).replace(/[^\p{L}\p{N}]+/gu, "-")}`,
  );
  const bytes = await writeCopies({ readers, makeCopy: makeCopies(load), folder }, context.effects);
  return {
    brief: edition.brief,
    edition: edition.id,
    folder: shownPath(folder),
    copies: readers.length,
    variants: wanted.size,
    bytes,
    excluded: people.excluded.length,
    unserved: people.recipients.length - readers.length,
    unknownInterests: unknownInterests(readers, rules),
  };
}

/** Gives what copies are made of. Of an edition that is kept it is kept, too, so that they are known again. */
async function variantsOf(
  edition: KeptEdition,
  { state, folders, context }: Pick<CopyParts, "state" | "folders" | "context">,
): Promise<(key: VariantKey) => Promise<VariantFiles>> {
  const { database } = state;
  const kept = await isKept(database, edition.id);
  const known = new Set(kept ? (await listVariants(database, edition.id)).map(nameOf) : []);
  // One at a time: there may be as many selections of sections as people.
  let press: ReturnType<typeof openPress> | undefined;
  return async (key) => {
    if (key.leftOut === "") return ownFiles(edition, key);
    if (known.has(nameOf(key))) return loadVariant(database, edition, key);
    const variant = await (await (press ??= openPress({ state, edition, folders, context })))(key);
    if (kept) await keepVariants(database, edition.id, [variant]);
    return variant;
  };
}

const nameOf = ({ language, leftOut }: VariantKey): string => `${language} ${leftOut}`;

function ownFiles({ id, brief, files }: KeptEdition, { language }: VariantKey): VariantFiles {
  const file = (name: string): EditionFile => {
    const found = files.get(name);
    if (!found) throw new Error(`the edition ${id} has no file ${name}`);
    return found;
  };
  return { pdf: file(`${brief}.${language}.pdf`).bytes, cover: file(coverName(brief, language)).bytes };
}
