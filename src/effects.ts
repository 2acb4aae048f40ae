import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { error, OutsideError, UserError } from "./errors.ts";
import type { FileCache } from "./file-cache.ts";

/** What an edition goes through; `mail`: one turn of mailing. */
export type Stage = "read" | "layout" | "pdf" | "keep" | "write" | "mail";

export interface FileKind {
  /** For their owner alone. */
  readonly secret?: boolean;
  /** Made again if they are lost in a power cut: nobody waits for the disk. */
  readonly transient?: boolean;
}

/** Everything that the program does to the world, in one argument, so that a test can pass its own. */
export interface Effects {
  readonly now: () => Date;
  /** Monotonic milliseconds, for durations. */
  readonly clock: () => number;
  /** Files below a directory whose names end in one of `endings`, by path relative to it, in order of path. */
  readonly readTree: (directory: string, endings: readonly string[]) => Promise<ReadonlyMap<string, Uint8Array>>;
  /** Names of what lies in a directory itself; none where there is no such directory. */
  readonly listFolder: (directory: string) => Promise<readonly string[]>;
  /** Those of the named files that a directory has, by name. */
  readonly readFiles: (directory: string, names: readonly string[]) => Promise<ReadonlyMap<string, Uint8Array>>;
  /** One file that a person named. */
  readonly readFile: (path: string) => Promise<Uint8Array>;
  /** Writes all files or none: each beside its target first, renamed when all are on disk. */
  readonly writeFiles: (files: ReadonlyMap<string, Uint8Array>, kind?: FileKind) => Promise<void>;
  /** Takes away those of the named files that a directory has. */
  readonly removeFiles: (directory: string, names: readonly string[]) => Promise<void>;
  /** A question that "y" or "yes" agrees to; undefined where nobody can answer, for it is no terminal. */
  readonly ask: (question: string) => Promise<boolean | undefined>;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  /** Where there is one, a run leaves there what the next one need not do again. */
  readonly cache?: FileCache;
  /** Takes how long a stage took, where somebody wants to know. */
  readonly observe?: ((stage: Stage, milliseconds: number) => void) | undefined;
  /** Progress that is overwritten on a terminal and not shown elsewhere. */
  readonly progress: (text: string) => void;
}

export function nodeEffects(): Effects {
  for (const stream of [process.stdout, process.stderr]) {
    if (!stream.listeners("error").includes(ignoreClosedPipe)) stream.on("error", ignoreClosedPipe);
  }
  return {
    now: () => new Date(),
    clock: () => performance.now(),
    readTree,
    listFolder,
    readFiles,
    readFile: readNamed,
    writeFiles,
    removeFiles,
    ask,
    print: (line) => void process.stdout.write(`${line}\n`),
    printError: (line) => void process.stderr.write(`${line}\n`),
    progress: (text) => {
      if (process.stderr.isTTY) process.stderr.write(text === "" ? "\r\u001b[K" : `\r\u001b[K${text}`);
    },
  };
}

/** A path as a person would name it: from where the command was given if it lies below, else in full. */
export function shownPath(path: string): string {
  const below = relative(process.cwd(), path);
  return below.startsWith("..") || isAbsolute(below) ? path : below || ".";
}

/** `brief check | head` closes the pipe early: the work goes on, nobody reads what it prints. */
function ignoreClosedPipe(cause: Error): void {
  // A pipe that is a socket may say that it was reset.
  if (!("code" in cause && (cause.code === "EPIPE" || cause.code === "ECONNRESET"))) throw cause;
}

async function ask(question: string): Promise<boolean | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const { createInterface } = await import("node:readline/promises");
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    // The end of input (Ctrl-D) answers nothing, and nothing is no.
    const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
    return /^y(?:es)?$/i.test((await Promise.race([terminal.question(`${question} [y/N] `), closed])).trim());
  } finally {
    terminal.close();
  }
}

async function readNamed(path: string): Promise<Uint8Array> {
  return outside(
    `can't read ${shownPath(path)}`,
    () => readFile(path),
    (code) => {
      if (code === "EISDIR")
        throw new UserError([error("missing-file", "this is a folder", { file: shownPath(path) }, "name one of its files")]);
      if (code === "ENOENT" || code === "ENOTDIR")
        throw new UserError([error("missing-file", "there is no such file", { file: shownPath(path) }, "look at how its name is written")]);
    },
  );
}

async function readTree(directory: string, endings: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const paths = await listTree(directory, endings);
  const contents = await Promise.all(paths.map((path) => outside(`can't read ${shownPath(path)}`, () => readFile(path))));
  return new Map(paths.map((path, i) => [relative(directory, path).replaceAll(sep, "/"), contents[i]!]));
}

async function listFolder(directory: string): Promise<readonly string[]> {
  return (await orMissing(`can't read the folder ${shownPath(directory)}`, () => readdir(directory)))?.sort() ?? [];
}

async function readFiles(directory: string, names: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const name of names) {
    const path = join(directory, name);
    const bytes = await orMissing(`can't read ${shownPath(path)}`, () => readFile(path));
    if (bytes) files.set(name, bytes);
  }
  return files;
}

/** Null: it isn't there. */
async function orMissing<T>(message: string, act: () => Promise<T>): Promise<T | null> {
  return outside(message, async () => {
    try {
      return await act();
    } catch (cause) {
      if (["ENOENT", "ENOTDIR"].includes(codeOf(cause))) return null;
      throw cause;
    }
  });
}

/** Links count as the files they lead to; what an editor or system hides behind a dot is not for us. */
async function listTree(directory: string, endings: readonly string[]): Promise<string[]> {
  const list = () => readdir(directory, { recursive: true, withFileTypes: true });
  const entries = await outside(`can't read the folder ${shownPath(directory)}`, list, (code) => {
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw new UserError([
        error("missing-folder", "there is no such folder", { file: shownPath(directory) }, "name it with --data or --templates"),
      ]);
    }
  });
  return entries
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .filter(({ name }) => !name.startsWith(".") && endings.some((ending) => name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function removeFiles(directory: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const path = join(directory, name);
    await outside(`can't remove ${shownPath(path)}`, () => rm(path, { force: true }));
  }
}

async function writeFiles(files: ReadonlyMap<string, Uint8Array>, { secret = false, transient = false }: FileKind = {}): Promise<void> {
  const staged: [temporary: string, target: string][] = [];
  try {
    for (const [target, bytes] of files) {
      const temporary = `${target}.${randomUUID()}.part`;
      await outside(`can't make the folder ${shownPath(dirname(target))}`, () => makeFolder(dirname(target), secret ? 0o700 : 0o777));
      staged.push([temporary, target]);
      await outside(`can't write ${shownPath(target)}`, () =>
        writeBeside(temporary, bytes, { mode: secret ? 0o600 : 0o666, durably: !transient }),
      );
    }
    for (const [temporary, target] of staged) await outside(`can't replace ${shownPath(target)}`, () => rename(temporary, target));
  } finally {
    await Promise.all(staged.map(([temporary]) => rm(temporary, { force: true }).catch(() => {})));
  }
}

/**
 * The folder and those that it lies in. Not by `recursive: true`: where a folder exists but takes no others and says that
 * it doesn't (ENOENT below /proc), Node tries again without end.
 */
async function makeFolder(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (cause) {
    const code = codeOf(cause);
    if (code === "EEXIST" && (await stat(path)).isDirectory()) return;
    if (code !== "ENOENT" || dirname(path) === path) throw cause;
    await makeFolder(dirname(path), mode);
    await mkdir(path, { mode });
  }
}

const codeOf = (cause: unknown): string => (cause instanceof Error && "code" in cause ? String(cause.code) : "");

/** `durably`: on disk before the rename, so that a power cut leaves the old file or the new one. */
async function writeBeside(path: string, bytes: Uint8Array, { mode, durably }: { mode: number; durably: boolean }): Promise<void> {
  const handle = await open(path, "wx", mode);
  try {
    await handle.writeFile(bytes);
    if (durably) await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Trouble outside the program, unless `refine` knows better and throws. */
async function outside<T>(message: string, act: () => Promise<T>, refine: (code: string) => void = () => {}): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    const code = codeOf(cause);
    refine(code);
    throw new OutsideError(`${message}${code && ` (${code})`}`, { cause });
  }
}
