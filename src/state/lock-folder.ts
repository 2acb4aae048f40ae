import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { OutsideError } from "../errors.ts";
import { shownPath } from "../effects.ts";

/** SQLITE_BUSY: https://sqlite.org/rescode.html#busy */
const busy = 5;

export interface FolderLock {
  /** Says where others may work with the folder while it is held. */
  readonly share: (socket: string) => Promise<void>;
  readonly release: () => void;
}

/** Who has a folder, as it says itself: the lock is the system's. */
export interface LockHolder {
  readonly pid: string;
  readonly since: string;
  /** It will share the folder once it is ready. */
  readonly willShare: boolean;
  /** Path of the Unix socket where it does. */
  readonly socket: string | null;
}

/** The folder is another process's. */
export class FolderInUse extends OutsideError {
  readonly holder: LockHolder;
  constructor(folder: string, holder: LockHolder, cause: unknown) {
    super(
      `${shownPath(folder)} is in use by process ${holder.pid}, since ${holder.since}; wait until it ends or stop it, or set DATABASE_URL to work at the same time`,
      { cause },
    );
    this.holder = holder;
  }
}

/**
 * Holds `folder` for this process alone until `release`. The lock is the system's, taken through SQLite (fcntl or
 * LockFileEx), so it falls when the process dies in any way, and nothing is left to clean up.
 *
 * @throws FolderInUse naming the process that has it (pid, since when).
 */
export async function lockFolder(folder: string, now: Date, willShare = false): Promise<FolderLock> {
  // People's addresses will lie in it.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "lock-holder.json");
  const database = new DatabaseSync(join(folder, "lock.sqlite"), { timeout: 0 });
  try {
    database.exec("pragma locking_mode = exclusive; begin exclusive");
  } catch (cause) {
    database.close();
    if (!(cause instanceof Error && "errcode" in cause && cause.errcode === busy)) throw cause;
    throw new FolderInUse(folder, await readHolder(folder), cause);
  }
  const tell = async (socket: string | null): Promise<void> => {
    // Renamed, so that nobody reads half of it.
    await writeFile(`${path}.part`, `${JSON.stringify({ pid: process.pid, since: now.toISOString(), willShare, socket })}\n`);
    await rename(`${path}.part`, path);
  };
  try {
    await tell(null);
  } catch (cause) {
    database.close();
    throw cause;
  }
  return { share: tell, release: () => database.close() };
}

/** For messages and for finding the socket: what it says may be of a process that is gone. */
export async function readHolder(folder: string): Promise<LockHolder> {
  try {
    const told: Record<string, unknown> = JSON.parse(await readFile(join(folder, "lock-holder.json"), "utf8"));
    const { pid, since, willShare, socket } = told;
    return { pid: String(pid), since: String(since), willShare: willShare === true, socket: typeof socket === "string" ? socket : null };
  } catch {
    return { pid: "(unknown)", since: "just now", willShare: false, socket: null };
  }
}
