import type { Effects } from "../effects.ts";
import { checkSections } from "../edition/check-sections.ts";
import type { Inputs } from "../edition/inputs.ts";
import { hasError, type Problem } from "../errors.ts";
import { checkEditions, planAll, type CheckOptions } from "../press/check-editions.ts";
import { orderProblems } from "../press/order-problems.ts";
import { withRunMemory } from "../press/with-run-memory.ts";

/** All that can be found out without writing: data, templates, strings, style, and each edition down to its glyphs. */
export async function check(options: CheckOptions, effects: Effects): Promise<readonly Problem[]> {
  return withRunMemory(options.folders, effects, async () => {
    let read: Inputs | undefined;
    const plan = (inputs: Inputs) => {
      read = inputs;
      return planAll(inputs);
    };
    const problems = await checkEditions(options, { plan, take: async () => {} }, effects);
    return read && !hasError(problems) ? orderProblems([...problems, ...checkSections(read, options.date)]) : problems;
  });
}
