import { formatPlace, hasError, type Problem } from "../errors.ts";
import type { Language } from "../language/language.ts";
import type { BuildState } from "./build-state.ts";

interface ShownProblem {
  /** `data/observations.csv:41 UNIT_MEASURE`; empty: nowhere. */
  readonly place: string;
  readonly message: string;
  readonly hint: string;
}

/** What the list of problems shows: errors one by one, warnings by kind. */
export interface ProblemFacts {
  readonly none: boolean;
  /** The first build is under way. */
  readonly early: boolean;
  readonly errors: readonly (ShownProblem & { readonly code: string })[];
  /** How many. */
  readonly warnings: number;
  readonly groups: readonly {
    readonly code: string;
    readonly count: number;
    readonly open: boolean;
    readonly problems: readonly ShownProblem[];
  }[];
  /** Messages of `check` are in English, whatever the screen is in. */
  readonly foreign: boolean;
}

/** So few of a kind are shown without being asked for. */
const maxOpen = 3;

export function problemFacts({ problems, editions }: Pick<BuildState, "problems" | "editions">, language: Language): ProblemFacts {
  const warnings = Map.groupBy(
    problems.filter(({ severity }) => severity === "warning"),
    ({ code }) => code,
  );
  return {
    none: problems.length === 0 && editions.size > 0,
    early: problems.length === 0 && editions.size === 0,
    errors: problems.filter(({ severity }) => severity === "error").map((problem) => ({ ...shown(problem), code: problem.code })),
    warnings: [...warnings.values()].flat().length,
    groups: [...warnings].map(([code, all]) => ({
      code,
      count: all.length,
      open: all.length <= maxOpen && !hasError(problems),
      problems: all.map(shown),
    })),
    foreign: language !== "en",
  };
}

const shown = ({ where, message, hint }: Problem): ShownProblem => ({ place: where ? formatPlace(where) : "", message, hint: hint ?? "" });
