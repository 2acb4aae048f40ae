import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { OutsideError } from "../errors.ts";
import { shownPath } from "../effects.ts";

/** SQLITE_BUSY: https://sqlite.org/rescode.html#busy */
const busy = 5;

/**
 * Holds `folder` for this process alone until `release`. The lock is the system's, taken through SQLite (fcntl or
 * LockFileEx), so it falls when the process dies in any way, and nothing is left to clean up.
 *
 * @throws OutsideError naming the process that has it (pid, since when).
 */
export async function lockFolder(folder: string, now: Date): Promise<{ release: () => void }> {
  await mkdir(folder, { recursive: true });
  const holder = join(folder, "lock-holder.json");
  const database = new DatabaseSync(join(folder, "lock.sqlite"), { timeout: 0 });
  try {
    database.exec("pragma locking_mode = exclusive; begin exclusive");
  } catch (cause) {
    database.close();
    if (!(cause instanceof Error && "errcode" in cause && cause.errcode === busy)) throw cause;
    const { pid, since } = await readHolder(holder);
    throw new OutsideError(
      `${shownPath(folder)} is in use by process ${pid}, since ${since}; wait until it ends or stop it, or set DATABASE_URL to work at the same time`,
      { cause },
    );
  }
  await writeFile(holder, `${JSON.stringify({ pid: process.pid, since: now.toISOString() })}\n`);
  return { release: () => database.close() };
}

/** Who says to hold the lock: for the message only, the lock itself is the system's. */
async function readHolder(path: string): Promise<{ pid: string; since: string }> {
  try {
    const { pid, since }: { pid?: unknown; since?: unknown } = JSON.parse(await readFile(path, "utf8"));
    return { pid: String(pid), since: String(since) };
  } catch {
    // It is just being written.
    return { pid: "(unknown)", since: "just now" };
  }
}
