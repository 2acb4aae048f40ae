import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import type { DiskStatus } from "./snapshot.ts";

/** Room on the disks of the folders that are written to; a folder that is not there yet is as the one that it will lie in. */
export async function measureDisks(folders: Readonly<Partial<Record<DiskStatus["what"], string>>>): Promise<DiskStatus[]> {
  const measured = await Promise.all(
    (["state", "out"] as const).map(async (what) => (folders[what] === undefined ? null : measure(what, folders[what]))),
  );
  return measured.filter((one) => one !== null);
}

async function measure(what: DiskStatus["what"], folder: string): Promise<DiskStatus | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { what, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return dirname(folder) === folder ? null : measure(what, dirname(folder));
  }
}
