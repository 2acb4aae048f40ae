/** What `doctor` found about one thing. No secret is in it. */
export interface Finding {
  readonly name: string;
  /** `wrong`: a setting, exit 1. `trouble`: something outside, exit 3. A warning stops nothing. */
  readonly status: "ok" | "warning" | "wrong" | "trouble";
  /** What is in force, and how its test went. */
  readonly words: string;
  /** What to do. */
  readonly hint?: string;
}

/** A line each, what to do below it, and how it stands in all. */
export function findingLines(findings: readonly Finding[]): string[] {
  const count = (...statuses: readonly Finding["status"][]) => findings.filter(({ status }) => statuses.includes(status)).length;
  const lines = findings.flatMap(({ name, status, words, hint }) => [
    `${status.padEnd(7)}  ${name.padEnd(14)}  ${words}`,
    ...(hint === undefined ? [] : [`${" ".repeat(25)}${hint}`]),
  ]);
  return [...lines, `${count("ok")} ok, ${count("warning")} to look at, ${count("wrong", "trouble")} to mend`];
}
