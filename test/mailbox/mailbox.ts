import { resolve } from "node:path";
import { stopSignal } from "../../src/stop-signal.ts";
import { startMailbox } from "./start-mailbox.ts";

// `npm run mailbox [-- PORT]`: mail for trying, kept below out/mailbox.
const folder = resolve(import.meta.dirname, "../../out/mailbox");
const mailbox = await startMailbox({ port: Number(process.argv[2] ?? 2525), folder, print: console.log });
console.log(`listening on smtp://127.0.0.1:${mailbox.port}; messages are kept in out/mailbox (Ctrl-C stops)`);
await stopSignal();
await mailbox.close();
