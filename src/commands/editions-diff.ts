import { compareEditions } from "../edition/compare-editions.ts";
import type { EditionBefore } from "../edition/edition-before.ts";
import { UsageError } from "../errors.ts";
import { loadEditionContent } from "../state/keep-edition.ts";
import { listKeptEditions } from "../state/kept-editions.ts";
import type { Database } from "../state/open-state.ts";
import { chooseEdition, editionBeforeIn } from "./choose-edition.ts";
import type { CommandContext } from "./command-context.ts";
import { comparisonLines } from "./comparison-lines.ts";
import type { EditionsFlags } from "./editions.ts";
import { withDatabase } from "./with-database.ts";

/** What one edition says otherwise than another; with one name, than the one before it. */
export async function diffEditions(names: readonly string[], { brief, json }: EditionsFlags, context: CommandContext): Promise<number> {
  if (names.length > 2) throw new UsageError("name two editions, or one to compare it with the one before it");
  const { effects } = context;
  const [before, now] = await withDatabase(context, async (database) => {
    const all = await listKeptEditions(database, brief ?? null);
    const last = chooseEdition(names.at(-1) ?? "latest", all);
    const first = names.length === 2 ? chooseEdition(names[0]!, all) : editionBeforeIn(last, all);
    if (first.brief !== last.brief) throw new UsageError(`${first.id} is of the brief ${first.brief}, ${last.id} of ${last.brief}`);
    return Promise.all([first, last].map(({ id }) => load(database, id)));
  });
  if (!before || !now) throw new Error("two editions were asked for");
  const comparison = compareEditions(before, now);
  if (json) effects.print(JSON.stringify({ before: before.id, now: now.id, ...comparison, problems: [] }));
  else comparisonLines(before, now, comparison).forEach(effects.print);
  return 0;
}

export async function load(database: Database, id: string): Promise<EditionBefore> {
  const content = await loadEditionContent(database, id);
  if (!content) throw new Error(`the edition ${id} was listed and is not kept`);
  return { id, content };
}
