/** Where a problem is: a file, and as far as it is known a line and column (1-based) or a named field. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** A column of a table or a key of a mapping. */
  readonly field?: string;
}

/** 1-based line and column of an offset (UTF-16). */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

/** Where something stands in a text, by its offset. */
export type PlaceAt = (offset: number) => Place;

export function placesIn(file: string, text: string): PlaceAt {
  // Worked out when first asked for: nearly all places are never told.
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    const line = starts.findLastIndex((start) => start <= offset);
    return { file, line: line + 1, column: offset - starts[line]! + 1 };
  };
}

export type Severity = "error" | "warning";

/** One thing that is wrong with what a person wrote or asked for. */
export interface Problem {
  readonly severity: Severity;
  /** Stable, kebab-case; scripts may match on it. */
  readonly code: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  readonly where?: Place;
}

export function error(code: string, message: string, where?: Place, hint?: string): Problem {
  return { severity: "error", code, message, ...(where && { where }), ...(hint && { hint }) };
}

export function warning(code: string, message: string, where?: Place, hint?: string): Problem {
  return { severity: "warning", code, message, ...(where && { where }), ...(hint && { hint }) };
}

export const hasError = (problems: readonly Problem[]): boolean => problems.some(({ severity }) => severity === "error");

/** What a person got wrong: carries every problem found, exits 1. Anything that is not one of these classes is a bug. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map(formatProblem).join("\n"), options);
    this.problems = problems;
  }
}

/** The command line itself was wrong: exits 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Something outside the program failed (disk, SMTP, database): exits 3. */
export class OutsideError extends Error {
  override readonly name = "OutsideError";
}

export function formatPlace({ file, line, column, field }: Place): string {
  const position = [file, line, column].filter((part) => part !== undefined).join(":");
  return [position, field].filter(Boolean).join(" ");
}

/** `data/observations.csv:41 UNIT_MEASURE: "Uds" is not a unit; did you mean "USD"?` */
export function formatProblem({ where, message, hint }: Problem): string {
  const place = where ? formatPlace(where) : "";
  return `${place ? `${place}: ` : ""}${message}${hint ? `; ${hint}` : ""}`;
}

/** The member of `known` nearest to `word`, if near enough to be what was meant. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Optimal string alignment distance, given up at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let [before, previous]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1);
      current.push(cost);
    }
    [before, previous] = [previous, current];
  }
  return previous[b.length]!;
}
