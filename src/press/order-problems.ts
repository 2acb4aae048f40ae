import type { Problem } from "../errors.ts";

/** A file that can't be read as what it is comes before what is wrong in others: it may be why. */
const causes = /^(?:encoding|missing-file|.*-syntax|csv-.*|(?:unknown|missing)-column|.*-shape)$/;

/** Errors first, those of whole files before others; then by file and line. The same problem found in several editions is told once. */
export function orderProblems(problems: readonly Problem[]): Problem[] {
  const unique = [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
  const key = ({ where }: Problem): [string, number] => [where?.file ?? "", where?.line ?? 0];
  return unique.sort((a, b) => {
    const [[fileA, lineA], [fileB, lineB]] = [key(a), key(b)];
    if (a.severity !== b.severity) return a.severity === "error" ? -1 : 1;
    if (a.severity === "error" && causes.test(a.code) !== causes.test(b.code)) return causes.test(a.code) ? -1 : 1;
    return fileA === fileB ? lineA - lineB : fileA < fileB ? -1 : 1;
  });
}
