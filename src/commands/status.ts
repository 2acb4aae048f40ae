import { readStateSettings } from "../config/state-settings.ts";
import { describeOperation } from "../operation/describe-operation.ts";
import { findProblems } from "../operation/find-problems.ts";
import { measureDisks } from "../operation/measure-disks.ts";
import { readDeclared } from "../operation/read-declared.ts";
import { explainDatabaseTrouble } from "../state/database-trouble.ts";
import { openState } from "../state/open-state.ts";
import type { CommandContext } from "./command-context.ts";
import { resolveFolders } from "./folders.ts";
import { statusJson, statusLines } from "./status-report.ts";

export interface StatusFlags {
  readonly data?: string;
  readonly out?: string;
  readonly json?: boolean;
}

/** How everything stands, on one screen; 1 if something needs a person. */
export async function showStatus(flags: StatusFlags, { effects, environment }: CommandContext): Promise<number> {
  const settings = readStateSettings(environment);
  const folders = resolveFolders(flags);
  const now = effects.now();
  const declared = await readDeclared(folders.data, effects);
  const state = await openState(settings, now);
  try {
    const disks = await measureDisks({ ...(settings.databaseUrl === undefined && { state: settings.stateFolder }), out: folders.out });
    const snapshot = await describeOperation(state.database, { declared, disks }, now);
    const problems = findProblems(snapshot, now);
    if (flags.json) effects.print(statusJson(snapshot, problems));
    else statusLines(snapshot, problems).forEach(effects.print);
    return problems.length > 0 ? 1 : 0;
  } catch (cause) {
    throw explainDatabaseTrouble(cause);
  } finally {
    await state.close();
  }
}
