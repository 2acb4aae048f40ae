import { hostOf, prepareSocketPath } from "./gate/socket-path.ts";
import { openGate } from "./gate/open-gate.ts";
import type { FolderLock } from "./lock-folder.ts";
import { openMigrated } from "./open-migrated.ts";
import { openPool, stateOf } from "./open-pool.ts";
import type { State } from "./open-state.ts";

/** Opens the embedded database for this process and, by its socket, for others. This one goes by the socket, too. */
export async function shareState(folder: string, lock: FolderLock): Promise<State> {
  const path = await prepareSocketPath(folder);
  const gate = await openGate({ path, open: () => openMigrated(folder) });
  const pool = openPool({ host: hostOf(path) });
  await lock.share(path);
  return stateOf(pool, async () => {
    await pool.end();
    await gate.close();
    await gate.client().close();
    lock.release();
  });
}
