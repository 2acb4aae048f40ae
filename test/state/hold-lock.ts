import { lockFolder } from "../../src/state/lock-folder.ts";

// A process that takes the lock of the folder in its first argument, says so, and waits to be killed.
await lockFolder(process.argv[2] ?? "", new Date("2026-11-21T08:00:00Z"));
process.stdout.write("held\n");
setInterval(() => {}, 1000);
