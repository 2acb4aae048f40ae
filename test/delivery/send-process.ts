import { readStateSettings } from "../../src/config/state-settings.ts";
import { nodeSendEffects } from "../../src/delivery/send-effects.ts";
import { sendEdition } from "../../src/delivery/send-edition.ts";
import { openSmtpConnection } from "../../src/mail/smtp-connection.ts";
import { openState } from "../../src/state/open-state.ts";
import { editionId, filler, plainMessage } from "./fill-ledger.ts";

// A sender as a process of its own, to be killed: `node send-process.ts PORT CONNECTIONS`, the state from the environment.
const [port, connections] = process.argv.slice(2).map(Number) as [number, number];
const state = await openState(readStateSettings(process.env), new Date());
const body = filler(100_000);
const end = await sendEdition(
  {
    state,
    editionId,
    limits: { connections, maxAttempts: 8, pauseShare: 0.2 },
    open: () => openSmtpConnection({ host: "127.0.0.1", port, implicitTls: false, requireTls: false }),
    compose: (claim) => plainMessage(claim, body),
    stop: new AbortController().signal,
  },
  nodeSendEffects(),
);
await state.close();
process.stdout.write(JSON.stringify(end));
