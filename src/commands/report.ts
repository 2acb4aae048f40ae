import { formatProblem, warning, type Problem } from "../errors.ts";
import type { UnknownInterests } from "../edition/personal.ts";
import type { BriefCopies } from "./build-copies.ts";
import type { KeepResult, KeptBrief } from "./keep-editions.ts";
import type { BuiltEdition, BuildResult } from "./build.ts";

/** One line each: path, pages, size, time if it was built, figures. */
export const editionLine = ({ file, pages, bytes, milliseconds, figures, charts }: BuiltEdition, unchanged = false): string =>
  [
    file,
    counted(pages, "page"),
    `${Math.ceil(bytes / 1000)} kB`,
    unchanged ? "unchanged" : `${Math.round(milliseconds)} ms`,
    counted(figures, "figure"),
    counted(charts, "chart"),
  ].join("  ");

export const keptLine = ({ brief, edition, made }: KeptBrief): string =>
  made ? `${edition} of ${brief} is kept` : `${brief}: nothing has changed since ${edition}; no edition is made`;

/** Where a brief's personal copies are, and who has none. */
export function copiesLines({ folder, copies, variants, bytes, excluded, unserved, unknownInterests }: BriefCopies): string[] {
  const without = [
    ...(excluded > 0 ? [`${people(excluded)} without consent, or unsubscribed`] : []),
    ...(unserved > 0 ? [`${people(unserved)} in whose language nothing was built`] : []),
  ];
  return [
    `${folder}  ${copies} ${copies === 1 ? "copy" : "copies"} made of ${counted(variants, "PDF")}  ${(bytes / 1e6).toFixed(1)} MB`,
    ...(without.length > 0 ? [`no copy for ${without.join(", and ")}`] : []),
    ...unknownInterestsLines(unknownInterests),
  ];
}

/** The most frequent: a list may hold hundreds. */
const mostTold = 8;

export const unknownInterestsLines = (interests: UnknownInterests): string[] =>
  interests.length === 0 ? [] : [`interests that no section is for: ${listInterests(interests)}`];

const listInterests = (interests: UnknownInterests): string =>
  [
    ...interests.slice(0, mostTold).map(([interest, count]) => `${interest} (${count})`),
    ...(interests.length > mostTold ? [`and ${interests.length - mostTold} more`] : []),
  ].join(", ");

const people = (count: number): string => (count === 1 ? "1 person" : `${count} people`);

/** Errors and warnings as a person reads them, then how many there are. */
export function problemLines(problems: readonly Problem[]): string[] {
  const count = (severity: Problem["severity"]) => problems.filter((problem) => problem.severity === severity).length;
  const lines = fold(problems).map((problem) => `${problem.severity}  ${formatProblem(problem)}  [${problem.code}]`);
  const [errors, warnings] = [count("error"), count("warning")];
  return [...lines, ...(problems.length > 0 ? [`${counted(errors, "error")}, ${counted(warnings, "warning")}`] : [])];
}

/** How many of what no brief uses is told in full: a dataset holds more than a brief needs. --json has all. */
const maxAlike = 5;

/** Of the warnings of what is unused the first of each code, and in the place of the rest how many there are. */
function fold(problems: readonly Problem[]): Problem[] {
  const groups = Map.groupBy(problems, ({ severity, code }) => `${severity} ${code}`);
  return problems.flatMap((problem) => {
    const alike = groups.get(`${problem.severity} ${problem.code}`) ?? [];
    const index = alike.indexOf(problem);
    if (!problem.code.startsWith("unused-") || alike.length <= maxAlike + 1 || index < maxAlike) return [problem];
    return index === maxAlike ? [warning(problem.code, `… and ${alike.length - maxAlike} more like this (all with --json)`)] : [];
  });
}

const counted = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

/** The one JSON document that `--json` prints. */
export function resultJson({
  editions,
  kept,
  copies,
  problems,
  unchanged,
}: BuildResult & Partial<KeepResult> & { copies?: readonly BriefCopies[] | undefined }): string {
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
    ...(kept && { kept }),
    ...(copies && { copies }),
    ...(unchanged && { unchanged }),
    problems: problems.map(({ severity, code, message, hint, where }) => ({
      severity,
      code,
      message: hint ? `${message}; ${hint}` : message,
      file: where?.file ?? null,
      line: where?.line ?? null,
    })),
  });
}
