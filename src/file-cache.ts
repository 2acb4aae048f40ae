import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Files that may be lost at any time, by name. A folder that can't be read or written is as good as an empty one. */
export interface FileCache {
  readonly read: (name: string) => Uint8Array | undefined;
  readonly write: (name: string, bytes: Uint8Array) => void;
}

/** Two each of as many projects, or versions of the program, as somebody may go to and fro between; the others go when one is written. */
const mostFiles = 16;

/** A cache in a folder of its own. */
export function folderCache(folder: string): FileCache {
  return {
    read: (name) => attempt(() => readFileSync(join(folder, name))),
    write: (name, bytes) => {
      attempt(() => write(folder, name, bytes));
    },
  };
}

function write(folder: string, name: string, bytes: Uint8Array): void {
  mkdirSync(folder, { recursive: true });
  // Beside it first: who reads at this moment gets the old file or the new one.
  const temporary = join(folder, `${name}.${randomUUID()}`);
  writeFileSync(temporary, bytes);
  renameSync(temporary, join(folder, name));
  removeOldest(folder);
}

function removeOldest(folder: string): void {
  const files = readdirSync(folder).map((name) => ({ path: join(folder, name), written: statSync(join(folder, name)).mtimeMs }));
  for (const { path } of files.sort((a, b) => b.written - a.written).slice(mostFiles)) rmSync(path);
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
