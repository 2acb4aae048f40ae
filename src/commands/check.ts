import type { Effects } from "../effects.ts";
import type { Problem } from "../errors.ts";
import { checkEditions, planAll, type CheckOptions } from "../press/check-editions.ts";
import { withRunMemory } from "../press/with-run-memory.ts";

/** All that can be found out without writing: data, templates, strings, style, and each edition down to its glyphs. */
export async function check(options: CheckOptions, effects: Effects): Promise<readonly Problem[]> {
  return withRunMemory(options.folders, effects, () => checkEditions(options, { plan: planAll, take: async () => {} }, effects));
}
