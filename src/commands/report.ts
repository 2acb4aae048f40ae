import { formatProblem, type Problem } from "../errors.ts";
import type { BuiltEdition, BuildResult } from "./build.ts";

/** One line each: path, pages, size, time, figures. */
export const editionLine = ({ file, pages, bytes, milliseconds, figures, charts }: BuiltEdition): string =>
  [
    file,
    counted(pages, "page"),
    `${Math.ceil(bytes / 1000)} kB`,
    `${Math.round(milliseconds)} ms`,
    counted(figures, "figure"),
    counted(charts, "chart"),
  ].join("  ");

/** Errors and warnings as a person reads them, then how many there are. */
export function problemLines(problems: readonly Problem[]): string[] {
  const count = (severity: Problem["severity"]) => problems.filter((problem) => problem.severity === severity).length;
  const lines = problems.map((problem) => `${problem.severity}  ${formatProblem(shorten(problem))}  [${problem.code}]`);
  const [errors, warnings] = [count("error"), count("warning")];
  return [...lines, ...(problems.length > 0 ? [`${counted(errors, "error")}, ${counted(warnings, "warning")}`] : [])];
}

const counted = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

/** Lists of hundreds of ids would bury the other lines; --json has them whole. */
const maxMessageLength = 240;

function shorten(problem: Problem): Problem {
  if (problem.message.length <= maxMessageLength) return problem;
  const cut = problem.message.lastIndexOf(" ", maxMessageLength);
  return { ...problem, message: `${problem.message.slice(0, cut)} … (all with --json)` };
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
