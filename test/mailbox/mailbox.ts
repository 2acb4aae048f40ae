import { resolve } from "node:path";
import { stopSignal } from "../../src/stop-signal.ts";
import { startMailbox } from "./start-mailbox.ts";

// `npm run mailbox [-- PORT]`: mail for trying, kept below out/mailbox.
const folder = resolve(import.meta.dirname, "../../out/mailbox");
const port = Number(process.argv[2] ?? 2525);
const mailbox = await startMailbox({ port, folder, print: console.log }).catch(() => {
  console.log(`can't listen on port ${port}; name a free one (npm run mailbox -- 2526), and in SMTP_URL, too`);
  process.exit(3);
});
console.log(`listening on smtp://127.0.0.1:${mailbox.port}; messages are kept in out/mailbox (Ctrl-C stops)`);
await stopSignal();
await mailbox.close();
