import { lockFolder } from "../../src/state/lock-folder.ts";
import { openState } from "../../src/state/open-state.ts";

// A process that takes the lock of the folder in its first argument, or shares its state, says so, and waits for its end.
const [, , folder = "", how] = process.argv;
const now = new Date("2026-11-21T08:00:00Z");
if (how === "shared") {
  const state = await openState({ stateFolder: folder }, now, { shared: true });
  process.once("SIGTERM", () => void state.close().then(() => process.exit(0)));
} else await lockFolder(folder, now);
process.stdout.write("held\n");
setInterval(() => {}, 1000);
