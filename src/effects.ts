import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { OutsideError } from "./errors.ts";

/** Everything that the program does to the world, in one argument, so that a test can pass its own. */
export interface Effects {
  readonly now: () => Date;
  /** Monotonic milliseconds, for durations. */
  readonly clock: () => number;
  /** Text files below a directory whose names end in one of `endings`, by path relative to it, in order of path. */
  readonly readTree: (directory: string, endings: readonly string[]) => Promise<ReadonlyMap<string, Uint8Array>>;
  /** Writes all files or none: each beside its target first, renamed when all are on disk. */
  readonly writeFiles: (files: ReadonlyMap<string, Uint8Array>) => Promise<void>;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  /** Progress that is overwritten on a terminal and not shown elsewhere. */
  readonly progress: (text: string) => void;
}

export function nodeEffects(): Effects {
  return {
    now: () => new Date(),
    clock: () => performance.now(),
    readTree,
    writeFiles,
    print: (line) => void process.stdout.write(`${line}\n`),
    printError: (line) => void process.stderr.write(`${line}\n`),
    progress: (text) => {
      if (process.stderr.isTTY) process.stderr.write(text === "" ? "\r\u001b[K" : `\r\u001b[K${text}`);
    },
  };
}

async function readTree(directory: string, endings: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const entries = await outside(`can't read the folder ${directory}`, () => readdir(directory, { recursive: true, withFileTypes: true }));
  const paths = entries
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const contents = await Promise.all(paths.map((path) => outside(`can't read ${path}`, () => readFile(path))));
  return new Map(paths.map((path, i) => [relative(directory, path).replaceAll(sep, "/"), contents[i]!]));
}

async function writeFiles(files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const staged: [temporary: string, target: string][] = [];
  try {
    for (const [target, bytes] of files) {
      const temporary = `${target}.${randomUUID()}.part`;
      await outside(`can't write ${target}`, () => mkdir(dirname(target), { recursive: true }));
      staged.push([temporary, target]);
      await outside(`can't write ${target}`, () => writeDurably(temporary, bytes));
    }
    for (const [temporary, target] of staged) await outside(`can't replace ${target}`, () => rename(temporary, target));
  } finally {
    await Promise.all(staged.map(([temporary]) => rm(temporary, { force: true })));
  }
}

/** On disk before the rename, so that a power cut leaves the old file or the new one. */
async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, "wx");
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function outside<T>(message: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    throw new OutsideError(`${message}${code}`, { cause });
  }
}
