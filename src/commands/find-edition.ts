import { join } from "node:path";
import { chooseEdition } from "./choose-edition.ts";
import { checkKept, checkMailing } from "../delivery/check-mailing.ts";
import { manifestName } from "../edition/edition-manifest.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { loadEdition } from "../state/keep-edition.ts";
import { listKeptEditions } from "../state/kept-editions.ts";
import { readBuiltEdition } from "../edition/read-built-edition.ts";
import { shownPath, type Effects } from "../effects.ts";
import { error, UsageError, UserError } from "../errors.ts";
import type { Database } from "../state/open-state.ts";
import type { IsoDate } from "../units.ts";

export interface EditionChoice {
  /** An edition that is kept already. */
  readonly id?: string | undefined;
  readonly brief?: string | undefined;
  /** Where editions were built. */
  readonly folder: string;
  readonly today: IsoDate;
}

/**
 * The edition that is to be sent: a kept one as it was kept, or the one that was built last, if it may be mailed.
 *
 * @throws UserError with everything that is against it.
 */
export async function findEdition(database: Database, { id, brief, folder, today }: EditionChoice, effects: Effects): Promise<KeptEdition> {
  if (id !== undefined) {
    const kept = await findKept(database, id, brief);
    const faults = checkKept(kept, today);
    if (faults.length > 0) throw new UserError(faults);
    return kept;
  }
  const { built, problems } = await readBuiltEdition(folder, await chooseBrief(brief, folder, effects), effects);
  const against = [...problems, ...(built ? checkMailing(built, today) : [])];
  if (!built || against.some(({ severity }) => severity === "error")) throw new UserError(against);
  return built.edition;
}

async function findKept(database: Database, id: string, brief: string | undefined): Promise<KeptEdition> {
  const edition = await loadEdition(database, id);
  if (edition && brief !== undefined && edition.brief !== brief)
    throw new UsageError(`the edition ${id} is of the brief "${edition.brief}", not "${brief}"`);
  if (edition) return edition;
  const chosen = chooseEdition(id, await listKeptEditions(database, brief ?? null));
  return findKept(database, chosen.id, brief);
}

const nothingBuilt = (folder: string): UserError =>
  new UserError([
    error("manifest-missing", "no edition was built", { file: shownPath(join(folder, manifestName("*"))) }, "build one: brief build"),
  ]);

/** The one that was named, or the only one that was built. */
async function chooseBrief(brief: string | undefined, folder: string, effects: Effects): Promise<string> {
  if (brief !== undefined) return brief;
  const ending = manifestName("");
  const names = await effects.listFolder(folder);
  const [only, ...others] = names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
  if (only === undefined) throw nothingBuilt(folder);
  if (others.length > 0) throw new UsageError(`say which brief to send; there are ${[only, ...others].join(", ")}`);
  return only;
}
