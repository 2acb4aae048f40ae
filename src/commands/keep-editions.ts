import { readStateSettings } from "../config/state-settings.ts";
import type { EditionBefore } from "../edition/edition-before.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import type { Inputs } from "../edition/inputs.ts";
import { hasError, OutsideError, type Problem, warning } from "../errors.ts";
import type { EditionPlan } from "../press/check-editions.ts";
import { editionDay } from "../press/edition-day.ts";
import { pressBriefs } from "../press/press-briefs.ts";
import { withRunMemory } from "../press/with-run-memory.ts";
import { planEdition } from "../press/press-edition.ts";
import { type EditionWriting, writeEditionFiles } from "../press/write-edition-files.ts";
import { explainDatabaseTrouble } from "../state/database-trouble.ts";
import { loadEdition } from "../state/keep-edition.ts";
import { keepNextEdition } from "../state/keep-next-edition.ts";
import { isKept } from "../state/kept-editions.ts";
import { newestEdition } from "../state/newest-edition.ts";
import { openState, type Database } from "../state/open-state.ts";
import type { IsoDate } from "../units.ts";
import { builtEdition, chooseBriefs, type BuildOptions, type BuildResult } from "./build.ts";
import type { CommandContext } from "./command-context.ts";

/** What has become of a brief. */
export interface KeptBrief {
  readonly brief: string;
  readonly edition: string;
  /** False: nothing has changed since it was made. */
  readonly made: boolean;
}

export interface KeepResult extends BuildResult {
  readonly kept: readonly KeptBrief[];
}

/** Makes an edition of each brief whose inputs have changed and keeps them, all or none; then writes their files out. */
export async function keepEditions(options: Omit<BuildOptions, "languages">, context: CommandContext): Promise<KeepResult> {
  const { effects, environment } = context;
  const state = await openState(readStateSettings(environment), effects.now());
  try {
    return await keepIn(state.database, options, context);
  } catch (cause) {
    throw explainDatabaseTrouble(cause);
  } finally {
    await state.close();
  }
}

async function keepIn(
  database: Database,
  { folders, date, briefs }: Omit<BuildOptions, "languages">,
  { effects }: CommandContext,
): Promise<KeepResult> {
  const unchanged: KeptBrief[] = [];
  const plan = async (inputs: Inputs): Promise<EditionPlan> => {
    const planned = new Map<string, EditionBefore | null>();
    for (const brief of chooseBriefs(briefs, inputs)) {
      const one = planEdition({ brief, inputs, date, newest: await newestEdition(database, brief), always: false });
      if (one.kind === "make") planned.set(brief, one.before);
      else unchanged.push({ brief, edition: one.editionId, made: false });
    }
    return planned;
  };
  const { editions, pdfs, problems } = await withRunMemory(folders, effects, () =>
    pressBriefs({ folders, date, plan, wanted: () => true }, effects),
  );
  if (hasError(problems)) return { editions: [], kept: [], problems };
  await database.transaction(async (transaction) => {
    for (const { edition } of editions) {
      if ((await keepNextEdition(transaction, edition, effects.now())) === "kept") continue;
      throw new OutsideError(`another edition of ${edition.brief} was kept meanwhile; give the command again`);
    }
  });
  const write = (edition: KeptEdition): Promise<void> =>
    writeOut(edition, folders.out, { ...effects, isKept: (id: string) => isKept(database, id) });
  for (const { edition } of editions) await write(edition);
  // Whoever stopped between keeping and writing left the files of before in the place of the latest.
  for (const { edition } of unchanged) {
    const kept = await loadEdition(database, edition);
    if (kept) await write(kept);
  }
  const made = editions.map(({ edition }) => ({ brief: edition.brief, edition: edition.id, made: true }));
  const ahead = made.length > 0 && date > editionDay(effects.now()) ? [yetToCome(date)] : [];
  return { editions: pdfs.map((pdf) => builtEdition(pdf, folders.out)), kept: [...made, ...unchanged], problems: [...problems, ...ahead] };
}

const yetToCome = (date: IsoDate): Problem =>
  warning(
    "edition-ahead",
    `what was kept is of ${date}, a day that is yet to come, and none of an earlier day can follow it`,
    undefined,
    "scheduled runs that change anything fail until then",
  );

/** The edition is safe by now, whatever the disk says; whoever sees it fail is to know. */
async function writeOut(edition: KeptEdition, out: string, writing: EditionWriting): Promise<void> {
  try {
    await writeEditionFiles(edition, out, writing);
  } catch (cause) {
    if (!(cause instanceof OutsideError)) throw cause;
    throw new OutsideError(`${cause.message}; ${edition.id} is kept all the same, and brief editions write writes it out`, { cause });
  }
}
