import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve, sep } from "node:path";
import { expect, onTestFinished } from "vitest";
import { runCommandLine } from "../../src/commands/command-line.ts";
import { nodeEffects, type Effects } from "../../src/effects.ts";

/** The day for which the fixture has nothing wrong with it. */
export const editionDay = "2025-03-01";
export const fixture = resolve(import.meta.dirname, "../fixtures/small");

/** One change of a file of the fixture: `from`, which must be there once, becomes `to`; `null` takes the file away. */
export type Change = readonly [file: string, from: string, to: string] | readonly [file: string, text: string | null];

export interface SmallBrief {
  readonly root: string;
  readonly data: string;
  readonly templates: string;
  readonly out: string;
  /** `--data … --templates … --date …`, for any command. */
  readonly inputs: readonly string[];
}

/** A folder of its own that goes with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "brief-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the small brief, with changes. */
export async function smallBrief(...changes: readonly Change[]): Promise<SmallBrief> {
  const root = await temporaryFolder();
  await cp(fixture, root, { recursive: true });
  for (const change of changes) await apply(root, change);
  const [data, templates, out] = ["data", "templates", "out"].map((name) => join(root, name)) as [string, string, string];
  return { root, data, templates, out, inputs: ["--data", data, "--templates", templates, "--date", editionDay] };
}

export async function apply(root: string, [file, ...change]: Change): Promise<void> {
  const path = join(root, file);
  const [from, to] = change;
  if (from === null) return rm(path);
  if (to === undefined) return writeFile(path, from);
  const text = await readFile(path, "utf8");
  if (text.split(from).length !== 2) throw new Error(`${file} holds ${JSON.stringify(from)} ${text.split(from).length - 1} times`);
  return writeFile(
    path,
    text.replace(from, () => to),
  );
}

export interface Ran {
  readonly code: number;
  readonly out: readonly string[];
  readonly err: readonly string[];
}

/** The command line in this process, with what it printed. */
export async function run(words: readonly string[], changes: Partial<Effects> = {}): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const effects: Effects = {
    ...nodeEffects(),
    print: (line) => out.push(line),
    printError: (line) => err.push(line),
    progress: () => {},
    ...changes,
  };
  const code = await runCommandLine(words, effects);
  return { code, out, err };
}

export interface JsonProblem {
  readonly severity: string;
  readonly code: string;
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
}

export interface JsonResult {
  readonly editions: readonly Readonly<Record<string, string | number>>[];
  readonly problems: readonly JsonProblem[];
}

/** The one document that a command printed with `--json`. */
export function jsonOf({ out }: Ran): JsonResult {
  if (out.length !== 1) throw new Error(`${out.length} lines instead of one document`);
  return JSON.parse(out[0]!);
}

/** What `check` finds, as `severity code file:line`, files named from the fixture's folder. */
export async function checkSmall(
  ...changes: readonly Change[]
): Promise<{ code: number; found: string[]; problems: readonly JsonProblem[] }> {
  const brief = await smallBrief(...changes);
  const ran = await run(["check", "--json", ...brief.inputs]);
  const { problems } = jsonOf(ran);
  const named = problems.map((problem) => ({ ...problem, file: problem.file?.replace(`${brief.root}${sep}`, "") ?? null }));
  return {
    code: ran.code,
    problems: named,
    found: named.map(({ severity, code, file, line }) => [severity, code, [file, line].filter(Boolean).join(":")].join(" ")),
  };
}

/** The PDFs in a folder, by name: what is beside them is for mails. */
export async function pdfsIn(folder: string): Promise<Map<string, Buffer>> {
  return new Map([...(await filesIn(folder))].filter(([name]) => name.endsWith(".pdf")));
}

/** The files of a folder itself, by name. */
export async function filesIn(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  return new Map(await Promise.all(names.sort().map(async (name) => [name, await readFile(join(folder, name))] as const)));
}

/** What a build leaves of its editions, without the record by which it is recognised. */
export async function editionFilesIn(folder: string): Promise<Map<string, Buffer>> {
  return new Map([...(await filesIn(folder))].filter(([name]) => name !== ".build.json"));
}

/** With these changes check finds errors of one code only, at this place (`code file:line`) and with this message. */
export async function expectOnlyError([expected, message]: readonly [string, RegExp], ...changes: readonly Change[]): Promise<void> {
  const { code, problems, found } = await checkSmall(...changes);
  const lines = found.filter((line) => line.startsWith("error ")).map((line) => line.slice("error ".length));
  expect(lines).toContain(expected);
  expect(lines.filter((line) => line.split(" ")[0] !== expected.split(" ")[0])).toEqual([]);
  const errors = problems.filter(({ severity }) => severity === "error");
  expect(errors.map((problem) => problem.message).join("\n")).toMatch(message);
  expect(code).toBe(1);
}
