import { formatProblem, type Problem } from "../errors.ts";
import type { BuiltEdition, BuildResult } from "./build.ts";

/** One line each: path, pages, size, time, figures. */
export const editionLine = ({ file, pages, bytes, milliseconds, figures, charts }: BuiltEdition): string =>
  `${file}  ${pages} pages  ${Math.ceil(bytes / 1000)} kB  ${Math.round(milliseconds)} ms  ${figures} figures  ${charts} charts`;

/** Errors and warnings as a person reads them, then how many there are. */
export function problemLines(problems: readonly Problem[]): string[] {
  const count = (severity: Problem["severity"]) => problems.filter((problem) => problem.severity === severity).length;
  const lines = problems.map((problem) => `${problem.severity}  ${formatProblem(problem)}  [${problem.code}]`);
  const [errors, warnings] = [count("error"), count("warning")];
  const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;
  return [...lines, ...(problems.length > 0 ? [`${plural(errors, "error")}, ${plural(warnings, "warning")}`] : [])];
}

/** The one JSON document that `--json` prints. */
export function resultJson({ editions, problems }: BuildResult): string {
  return JSON.stringify({
    editions: editions.map(({ brief, language, file, pages, bytes, sha256, figures, charts }) => ({
      brief,
      language,
      file,
      pages,
      bytes,
      sha256,
      figures,
      charts,
    })),
    problems: problems.map(({ severity, code, message, hint, where }) => ({
      severity,
      code,
      message: hint ? `${message}; ${hint}` : message,
      file: where?.file ?? null,
      line: where?.line ?? null,
    })),
  });
}
