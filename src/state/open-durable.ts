import { fsyncSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";

/** What is needed of Emscripten's file system: https://emscripten.org/docs/api_reference/Filesystem-API.html */
interface Mount {
  readonly mounts: readonly Mount[];
  readonly opts?: { readonly root?: string };
  readonly type: { readonly stream_ops?: { fsync?: (stream: { nfd: number }) => number } };
}

/**
 * The embedded database with commits that outlast a power cut. PGlite leaves that to the system's leisure: it starts
 * PostgreSQL with -F, and the file system that it gives it has no fsync, so a ledger row could be gone when the mail is not.
 */
export async function openDurable(folder: string, sync: (descriptor: number) => void = fsyncSync): Promise<PGlite> {
  const client = await PGlite.create({
    dataDir: folder,
    startParams: PGlite.defaultStartParams.filter((parameter) => parameter !== "-F"),
    // fdatasync, PostgreSQL's first choice on Linux, never reaches the file system here.
    postgresqlconf: ["fsync = on", "synchronous_commit = on", "wal_sync_method = fsync"],
  });
  const { FS } = client.Module;
  if (!("root" in FS)) throw new Error("PGlite's file system has no root");
  // eslint-disable-next-line typescript/no-unsafe-type-assertion
  const operations = disk((FS.root as { mount: Mount }).mount)?.type.stream_ops;
  if (!operations) throw new Error("PGlite's file system has no folder of this machine");
  operations.fsync = ({ nfd }) => {
    sync(nfd);
    return 0;
  };
  return client;
}

/** The mount that is a folder of this machine. */
const disk = (mount: Mount): Mount | undefined =>
  mount.opts?.root === undefined ? mount.mounts.map(disk).find((found) => found !== undefined) : mount;
