import { resolve } from "node:path";
import { EnvironmentReader } from "../config/environment.ts";
import { sendingSettings, type SendingSettings } from "../config/mail-settings.ts";
import { stateSettings } from "../config/state-settings.ts";
import { composeClaims } from "../delivery/compose-claim.ts";
import { lackingVariants } from "../delivery/lacking-variants.ts";
import { enqueue } from "../delivery/ledger.ts";
import { countStates, ledgerHashes } from "../delivery/ledger-outlook.ts";
import { newDeliveries } from "../delivery/new-deliveries.ts";
import { currentPause, liftPauses } from "../delivery/pauses.ts";
import { dueIn, planSend, type SendPlan } from "../delivery/plan-send.ts";
import { recoverDeliveries } from "../delivery/recover-deliveries.ts";
import { nodeSendEffects } from "../delivery/send-effects.ts";
import { sendEdition } from "../delivery/send-edition.ts";
import type { SendEffects, SendEnd } from "../delivery/send-run.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { keepVariants } from "../state/edition-variants.ts";
import { keepEdition, loadEdition } from "../state/keep-edition.ts";
import { OutsideError, UsageError, UserError } from "../errors.ts";
import { recipientsOf } from "../investors/recipients-of.ts";
import { readMailTemplates, type MailTemplates } from "../mail/mail-templates.ts";
import { openSmtpConnection } from "../mail/smtp-connection.ts";
import { explainDatabaseTrouble } from "../state/database-trouble.ts";
import { openState, type State } from "../state/open-state.ts";
import type { DeliveryState } from "../state/tables.ts";
import { onStopSignal } from "../stop-signal.ts";
import type { CommandContext } from "./command-context.ts";
import { editionDate } from "./edition-date.ts";
import { findEdition } from "./find-edition.ts";
import { resolveFolders, type Folders } from "./folders.ts";
import { pressLacking } from "./press-lacking.ts";
import { countLines, endLine, planLines, progressText, sendJson, uncertainLine } from "./send-report.ts";
import { sendTest } from "./send-test.ts";

export interface SendFlags {
  readonly edition?: string;
  readonly segment?: string;
  readonly dryRun?: boolean;
  readonly test?: string;
  readonly rate?: string;
  readonly resume?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly data?: string;
  readonly out?: string;
  readonly templates?: string;
}

/** All that a send works with, once it is open. */
export interface SendParts {
  readonly state: State;
  readonly settings: SendingSettings;
  readonly templates: MailTemplates;
  readonly edition: KeptEdition;
  readonly folders: Folders;
  readonly context: CommandContext;
  readonly sendEffects: SendEffects;
}

/** Sends an edition to those who agreed to get it, or shows who would. */
export async function send(
  brief: string | undefined,
  flags: SendFlags,
  context: CommandContext,
  sendEffects: SendEffects = nodeSendEffects(context.effects.now),
): Promise<number> {
  const { effects, environment } = context;
  const reader = new EnvironmentReader(environment);
  const read = sendingSettings(reader);
  const where = stateSettings(reader);
  reader.finish();
  const settings = withRate(read, flags.rate);
  const folders = resolveFolders(flags);
  const { templates, problems } = await readMailTemplates(folders.templates, effects);
  if (!templates) throw new UserError(problems);
  const state = await openState(where, effects.now());
  try {
    const today = editionDate(undefined, effects.now());
    const choice = { id: flags.edition, brief, folder: resolve(folders.out), today };
    const edition = await findEdition(state.database, choice, effects);
    const parts: SendParts = { state, settings, templates, edition, folders, context, sendEffects };
    return await (flags.test === undefined ? sendToList(parts, flags) : sendTest(parts, flags.test));
  } catch (cause) {
    throw explainDatabaseTrouble(cause);
  } finally {
    await state.close();
  }
}

function withRate(settings: SendingSettings, rate: string | undefined): SendingSettings {
  if (rate === undefined) return settings;
  const perMinute = Number(/^([1-9]\d{0,5})(?:\/min)?$/.exec(rate)?.[1]);
  if (Number.isNaN(perMinute)) throw new UsageError(`--rate ${rate} is no rate; write messages a minute, e.g. 120/min`);
  return { ...settings, ratePerMinute: perMinute };
}

async function sendToList(parts: SendParts, flags: SendFlags): Promise<number> {
  const { state, edition, context } = parts;
  const { effects } = context;
  const { database } = state;
  // What a killed sender left is counted as what it is: still to go, or uncertain.
  if (!flags.dryRun) await recoverDeliveries(state, null, parts.sendEffects);
  const ledger = { hashes: await ledgerHashes(database, edition.id), states: await countStates(database, edition.id) };
  const plan = planSend(edition, await recipientsOf(database, { segment: flags.segment }), ledger);
  if (!flags.json) planLines(edition, plan).forEach(effects.print);
  const pause = await currentPause(database);
  if (flags.dryRun) {
    if (flags.json) effects.print(sendJson({ edition, plan, sent: null }));
    return 0;
  }
  if (pause && !flags.resume) {
    const since = pause.since.toISOString();
    throw new OutsideError(`sending is paused since ${since}: ${pause.reason}; mend it, then give the command with --resume`);
  }
  if (!(await agreed(plan, flags, context))) return 0;
  if (flags.resume) await liftPauses(database, effects.now());
  const sent = await carryOut(plan, parts);
  effects.progress("");
  if (flags.json) effects.print(sendJson({ edition, plan, sent }));
  else
    [...countLines(sent.counts), ...uncertainLine(sent.counts, edition.id), ...[endLine(sent.end, edition.id) ?? []].flat()].forEach(
      effects.print,
    );
  return sent.end.kind === "done" ? 0 : 3;
}

/** @throws UsageError where nobody can be asked. */
async function agreed(plan: SendPlan, { yes, json }: SendFlags, { effects }: CommandContext): Promise<boolean> {
  if (yes) return true;
  const count = dueIn(plan);
  const answer = json ? undefined : await effects.ask(`send ${count} ${count === 1 ? "message" : "messages"}?`);
  if (answer === undefined) throw new UsageError("nobody is there to agree to it: say --yes to send");
  if (!answer) effects.print("nothing is sent");
  return answer;
}

interface Sent {
  readonly end: SendEnd;
  readonly counts: Readonly<Record<DeliveryState, number>>;
}

async function carryOut(plan: SendPlan, parts: SendParts): Promise<Sent> {
  const { state, settings, templates, edition, context, sendEffects } = parts;
  const { database } = state;
  const { effects } = context;
  // Before anything is kept: what can't be made is not queued.
  const lacking = await lackingVariants(database, edition, plan.added);
  const variants = await pressLacking(lacking, parts);
  const { mail, smtp, ...limits } = settings;
  await keepEdition(database, edition, effects.now());
  // What others have got is what these get, whatever lies in out/ by now.
  const kept = await loadEdition(database, edition.id);
  if (!kept) throw new Error(`the edition ${edition.id} is not kept, though it was`);
  await keepVariants(database, kept.id, variants);
  const domain = mail.from.address.slice(mail.from.address.lastIndexOf("@") + 1);
  const keys = { editionId: kept.id, secret: mail.secret, domain, personal: kept.content.personal };
  await enqueue(database, { editionId: kept.id, deliveries: newDeliveries(plan.added, keys) }, effects.now());
  const stop = new AbortController();
  const release = onStopSignal((signal) => {
    effects.progress("");
    effects.printError(`${signal}: finishing what is under way; once more ends it at once`);
    stop.abort();
  });
  try {
    const end = await sendEdition(
      {
        state,
        editionId: kept.id,
        limits,
        open: () => openSmtpConnection(smtp),
        compose: composeClaims({ database, edition: kept, settings: mail, templates, now: effects.now }),
        stop: stop.signal,
        onProgress: (progress) => effects.progress(progressText(progress, dueIn(plan))),
      },
      sendEffects,
    );
    return { end, counts: await countStates(database, kept.id) };
  } finally {
    release();
  }
}
