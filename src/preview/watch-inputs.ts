import { watch, type FSWatcher } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { OutsideError } from "../errors.ts";
import { calmDown } from "./calm-down.ts";

export interface Watching {
  readonly close: () => void;
}

/** What briefs are made from; a name without an ending may be a folder's. What an editor or system hides behind a dot is not for us. */
const mayCount = (name: string): boolean => !name.startsWith(".") && /^[^.]+$|\.(?:csv|yaml|hbs|css)$/.test(name);

/**
 * Calls `changed` once after each burst of changes below `folders`. Each folder is watched by itself, and not its files: so
 * an editor may write beside a file and rename, and folders may come, go and come back.
 */
export async function watchInputs(folders: readonly string[], changed: () => void): Promise<Watching> {
  const roots = folders.map((folder) => resolve(folder));
  const watchers = new Map<string, FSWatcher>();
  const { report, cancel } = calmDown(changed);
  let closed = false;
  let looking = Promise.resolve();

  const forget = (folder: string): void => {
    for (const [path, watcher] of watchers) {
      if (path !== folder && !path.startsWith(join(folder, "/"))) continue;
      watcher.close();
      watchers.delete(path);
    }
  };
  const onEvent = (folder: string, kind: string, name: string | null): void => {
    if (name !== null && !mayCount(name)) return;
    if (kind !== "rename") return report();
    // Whatever had the name may be another thing now.
    if (name !== null) forget(join(folder, name));
    looking = looking.then(lookAtRoots).then(report, report);
  };
  const observe = (folder: string, listen: (kind: string, name: string | null) => void): void => {
    if (closed || watchers.has(folder)) return;
    const watcher = watch(folder, listen);
    // A folder that was taken away.
    watcher.on("error", () => forget(folder));
    watchers.set(folder, watcher);
  };
  const lookAt = async (folder: string): Promise<void> => {
    try {
      observe(folder, (kind, name) => onEvent(folder, kind, name));
      const entries = await readdir(folder, { withFileTypes: true });
      await Promise.all(
        entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith(".")).map(({ name }) => lookAt(join(folder, name))),
      );
    } catch (cause) {
      const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
      if (code === "ENOENT" || code === "ENOTDIR") return forget(folder);
      throw new OutsideError(`can't watch ${folder} (${code})`, { cause });
    }
  };
  const lookAtRoots = async (): Promise<void> => {
    await Promise.all(roots.map(lookAt));
  };

  await lookAtRoots();
  // A folder that is renamed, or not there yet, is seen by the one it lies in.
  const above = roots.map((root) => watchAbove(root, (kind, name) => name === basename(root) && onEvent(dirname(root), kind, name)));
  return {
    close: () => {
      closed = true;
      cancel();
      for (const watcher of [...watchers.values(), ...above]) watcher?.close();
      watchers.clear();
    },
  };
}

function watchAbove(root: string, listen: (kind: string, name: string | null) => void): FSWatcher | null {
  try {
    return watch(dirname(root), listen).on("error", () => {});
  } catch {
    return null;
  }
}
