import { readStateSettings } from "../../src/config/state-settings.ts";
import { composeClaims } from "../../src/delivery/compose-claim.ts";
import { nodeSendEffects } from "../../src/delivery/send-effects.ts";
import { sendEdition } from "../../src/delivery/send-edition.ts";
import { nodeEffects } from "../../src/effects.ts";
import { readMailTemplates } from "../../src/mail/mail-templates.ts";
import { openSmtpConnection } from "../../src/mail/smtp-connection.ts";
import { loadEdition } from "../../src/state/keep-edition.ts";
import { openState } from "../../src/state/open-state.ts";
import { exampleSettings } from "../mail/example-edition.ts";

// A sender of personal copies, to be killed: `node personal-send-process.ts PORT EDITION`, the state from the environment.
const [port, editionId] = [Number(process.argv[2]), process.argv[3]!];
const state = await openState(readStateSettings(process.env), new Date());
const { database } = state;
const edition = await loadEdition(database, editionId);
const { templates } = await readMailTemplates("templates", nodeEffects());
if (!edition || !templates) throw new Error("there is nothing to send");
const now = (): Date => new Date();
const end = await sendEdition(
  {
    state,
    editionId,
    limits: { connections: 3, maxAttempts: 8, pauseShare: 0.2 },
    open: () => openSmtpConnection({ host: "127.0.0.1", port, implicitTls: false, requireTls: false }),
    compose: composeClaims({ database, edition, settings: exampleSettings(), templates, now }),
    stop: new AbortController().signal,
  },
  nodeSendEffects(),
);
await state.close();
process.stdout.write(JSON.stringify(end));
