import { resolve } from "node:path";
import { shownPath } from "../effects.ts";
import type { Problem } from "../errors.ts";
import { applyImport } from "../investors/apply-import.ts";
import { readInvestorList } from "../investors/investor-list.ts";
import { parseInvestorTable, type InvestorTable } from "../investors/parse-investor-table.ts";
import { planImport, type RowPlan } from "../investors/plan-import.ts";
import type { CommandContext } from "./command-context.ts";
import { editionDate } from "./edition-date.ts";
import { resolveFolders } from "./folders.ts";
import { countKinds, importJson, mappingLines, planLines } from "./import-report.ts";
import { problemLines } from "./report.ts";
import { undeclaredSegments } from "./undeclared-segments.ts";
import { withInvestors, type OpenInvestors } from "./with-investors.ts";

export interface ImportFlags {
  readonly yes?: boolean;
  readonly partial?: boolean;
  readonly json?: boolean;
}

/** Shows what a table would do to the list, and does it once that is agreed to. */
export async function importInvestors(path: string, flags: ImportFlags, context: CommandContext): Promise<number> {
  const { effects } = context;
  const today = editionDate(undefined, effects.now());
  const table = await parseInvestorTable(await effects.readFile(resolve(path)), shownPath(resolve(path)), today);
  if (table.problems.length > 0) {
    tell({ table, plan: [], problems: table.problems, written: false }, flags, context);
    return 1;
  }
  return withInvestors(context, async (open) => {
    const plan = planImport(table, await readInvestorList(open.database, open.secret), open.secret);
    const undeclared = await undeclaredSegments(table, resolveFolders({}).data, effects);
    const problems = [...problemsOf(table, plan), ...undeclared];
    if (!flags.json) tell({ table, plan, problems, written: false }, flags, context);
    const { written, last } = await write({ table, plan }, open, { flags, context });
    if (flags.json) tell({ table, plan, problems, written }, flags, context);
    else effects.print(last);
    return plan.some(({ kind }) => kind === "refused") ? 1 : 0;
  });
}

/** Refusals, and what was mended in rows that are taken; in the file's order. */
function problemsOf({ rows }: InvestorTable, plan: readonly RowPlan[]): readonly Problem[] {
  return plan.flatMap((row, i) => [
    ...(row.kind === "refused" ? row.problems : []),
    ...(rows[i]?.problems.filter(({ severity }) => severity === "warning") ?? []),
  ]);
}

function tell(result: Parameters<typeof importJson>[0], flags: ImportFlags, { effects }: CommandContext): void {
  if (flags.json) return effects.print(importJson(result));
  mappingLines(result.table).forEach(effects.print);
  if (result.plan.length > 0) planLines(result.plan).forEach(effects.print);
  problemLines(result.problems).forEach(effects.printError);
}

interface Written {
  readonly written: boolean;
  /** What is said last. */
  readonly last: string;
}

async function write(
  { table, plan }: { table: InvestorTable; plan: readonly RowPlan[] },
  { database, secret }: OpenInvestors,
  { flags, context }: { flags: ImportFlags; context: CommandContext },
): Promise<Written> {
  const counts = countKinds(plan);
  const work = [counts.new > 0 && `add ${counts.new}`, counts.changed > 0 && `change ${counts.changed}`].filter(Boolean).join(" and ");
  if (counts.refused > 0 && !flags.partial)
    return { written: false, last: "nothing is written: correct the rows that are refused, or say --partial to import the others" };
  if (work === "") return { written: false, last: "nothing to write" };
  const agreed = flags.yes || (flags.json ? undefined : await context.effects.ask(`${work}?`));
  if (agreed === undefined) return { written: false, last: "nothing is written yet: say --yes to write it" };
  if (!agreed) return { written: false, last: "nothing is written" };
  await applyImport(database, { table, plan, secret }, context.effects.now());
  return { written: true, last: `added ${counts.new}, changed ${counts.changed}` };
}
