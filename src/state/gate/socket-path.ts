import { createHash } from "node:crypto";
import { chmod, lstat, mkdir, rm } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { OutsideError } from "../../errors.ts";
import { shownPath } from "../../effects.ts";

/** What PostgreSQL's clients look for in the folder that they are given as host. */
const socketName = ".s.PGSQL.5432";

/** sun_path of sockaddr_un has 104 octets on macOS and the BSDs and 108 on Linux, a zero at the end included. */
const maxPathBytes = 103;

/**
 * Where the socket of a state folder lies: in it, or where the path would be too long for a socket, in a short folder of
 * this user's alone below the system's temporary one. The same at each start, so that clients find it again.
 */
export async function prepareSocketPath(stateFolder: string): Promise<string> {
  const usual = join(stateFolder, socketName);
  const path = Buffer.byteLength(usual) <= maxPathBytes ? usual : await shortPath(stateFolder);
  // Left by a process that was killed: who calls has the lock of the folder, so nobody listens there.
  await rm(path, { force: true });
  return path;
}

async function shortPath(stateFolder: string): Promise<string> {
  const { uid } = userInfo();
  const folder = join(tmpdir(), `brief-${createHash("sha256").update(`${uid}\0${stateFolder}`).digest("hex").slice(0, 16)}`);
  const path = join(folder, socketName);
  const words = `the path of the state folder is too long for a socket in it, and ${shownPath(folder)}`;
  if (Buffer.byteLength(path) > maxPathBytes) throw new OutsideError(`${words} is, too; set BRIEF_STATE_DIR or TMPDIR to a shorter one`);
  await mkdir(folder, { mode: 0o700 }).catch((cause: unknown) => {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EEXIST")) throw cause;
  });
  // Anybody may make folders there: one that is not ours is not used.
  const found = await lstat(folder);
  if (!found.isDirectory() || (uid >= 0 && found.uid !== uid)) throw new OutsideError(`${words} is somebody else's; remove it`);
  await chmod(folder, 0o700);
  return path;
}

/** The folder that PostgreSQL's clients take for the host. */
export const hostOf = (socketPath: string): string => dirname(socketPath);
