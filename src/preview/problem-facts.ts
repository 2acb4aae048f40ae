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
  /** Further ones, which `check` tells. */
  readonly moreErrors: number;
  /** How many. */
  readonly warnings: number;
  readonly groups: readonly {
    readonly code: string;
    readonly count: number;
    readonly open: boolean;
    readonly problems: readonly ShownProblem[];
    readonly more: number;
  }[];
  /** Messages of `check` are in English, whatever the screen is in. */
  readonly foreign: boolean;
}

/** So few of a kind are shown without being asked for. */
const maxOpen = 3;

/** So many are listed: who spoils a column spoils each row of it, and no browser need lay out ten thousand lines for that. */
const mostListed = 300;

export function problemFacts({ problems, editions }: Pick<BuildState, "problems" | "editions">, language: Language): ProblemFacts {
  const errors = problems.filter(({ severity }) => severity === "error");
  const warnings = Map.groupBy(
    problems.filter(({ severity }) => severity === "warning"),
    ({ code }) => code,
  );
  return {
    none: problems.length === 0 && editions.size > 0,
    early: problems.length === 0 && editions.size === 0,
    errors: errors.slice(0, mostListed).map((problem) => ({ ...shown(problem), code: problem.code })),
    moreErrors: Math.max(0, errors.length - mostListed),
    warnings: [...warnings.values()].flat().length,
    groups: [...warnings].map(([code, all]) => ({
      code,
      count: all.length,
      open: all.length <= maxOpen && !hasError(problems),
      problems: all.slice(0, mostListed).map(shown),
      more: Math.max(0, all.length - mostListed),
    })),
    foreign: language !== "en",
  };
}

const shown = ({ where, message, hint }: Problem): ShownProblem => ({ place: where ? formatPlace(where) : "", message, hint: hint ?? "" });
