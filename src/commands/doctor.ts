import { Resolver } from "node:dns/promises";
import { EnvironmentReader, type Environment } from "../config/environment.ts";
import type { VariableName } from "../config/environment-variables.ts";
import { sendingSettings, type MailSettings, type SendingSettings } from "../config/mail-settings.ts";
import { serveSettings, type ServeSettings } from "../config/serve-settings.ts";
import { stateSettings } from "../config/state-settings.ts";
import type { Effects } from "../effects.ts";
import type { Problem } from "../errors.ts";
import type { CommandContext } from "./command-context.ts";
import { checkDatabase } from "./doctor/check-database.ts";
import { checkDkim, type ResolveTxt } from "./doctor/check-dkim.ts";
import { checkMailServer } from "./doctor/check-mail-server.ts";
import { findingLines, type Finding } from "./doctor/finding.ts";

/** What is asked outside; a test passes its own. */
export interface DoctorProbes {
  readonly resolveTxt: ResolveTxt;
  /** Status of the answer to a GET. */
  readonly getStatus: (url: string) => Promise<number>;
  readonly openSeconds: number;
}

const probes: DoctorProbes = {
  resolveTxt: (name) => new Resolver({ timeout: 3000, tries: 1 }).resolveTxt(name),
  getStatus: async (url) => (await fetch(url, { signal: AbortSignal.timeout(5000), redirect: "manual" })).status,
  openSeconds: 10,
};

/** Which variables each finding is about: what is wrong with one of them is told in its place. */
const variablesOf = {
  database: ["BRIEF_STATE_DIR", "DATABASE_URL"],
  secret: ["BRIEF_SECRET"],
  "mail server": ["SMTP_URL", "SMTP_CA_FILE"],
  sender: [
    "MAIL_FROM",
    "MAIL_REPLY_TO",
    "MAIL_BOUNCE_ADDRESS",
    "MAIL_UNSUBSCRIBE_ADDRESS",
    "MAIL_POSTAL_ADDRESS",
    "MAIL_LIST_ID",
    "MAIL_ADVERTISING",
  ],
  DKIM: ["DKIM_DOMAIN", "DKIM_SELECTOR", "DKIM_KEY_FILE"],
  "public address": ["PUBLIC_URL"],
  "web server": ["SERVE_HOST", "SERVE_PORT", "SERVE_TRUSTED_PROXY"],
  limits: ["MAIL_MAX_BYTES", "MAIL_RATE", "MAIL_CONNECTIONS", "MAIL_MAX_ATTEMPTS", "MAIL_PAUSE_PERCENT"],
} as const satisfies Record<string, readonly VariableName[]>;

type Subject = keyof typeof variablesOf;

export interface DoctorFlags {
  readonly json?: boolean;
}

/** Says what is in force for sending and serving, each thing tested. Nothing is sent. */
export async function doctor(
  { json = false }: DoctorFlags,
  { environment, effects }: Pick<CommandContext, "effects" | "environment">,
): Promise<number> {
  const findings = await examine(environment, effects);
  if (json) effects.print(JSON.stringify({ findings }));
  else findingLines(findings).forEach(effects.print);
  return doctorExitCode(findings);
}

export async function examine(
  environment: Environment,
  effects: Effects,
  { resolveTxt, getStatus, openSeconds } = probes,
): Promise<Finding[]> {
  const reader = new EnvironmentReader(environment);
  const [state, sending, serve] = [stateSettings(reader), sendingSettings(reader), serveSettings(reader)];
  const { mail, smtp } = sending;
  const look: Record<Subject, () => Finding[] | Promise<Finding[]>> = {
    database: () => checkDatabase(state, effects.now()),
    secret: () => [{ name: "secret", status: "ok", words: `BRIEF_SECRET has ${mail.secret.length} characters` }],
    "mail server": async () => [await checkMailServer(smtp, mail.maxBytes, openSeconds)],
    sender: () => [describeSender(mail)],
    DKIM: async () => [await checkDkim(mail.dkim, mail.from.address, resolveTxt)],
    "public address": async () => [await checkPublicUrl(mail.publicUrl, getStatus)],
    "web server": () => [describeServer(serve)],
    limits: () => [describeLimits(sending)],
  };
  const findings: Finding[] = [];
  for (const subject of Object.keys(variablesOf) as Subject[]) {
    effects.progress(`looking at ${subject}`);
    const wrong = problemsWith(subject, reader.problems);
    findings.push(...(wrong.length > 0 ? wrong : await look[subject]()));
  }
  effects.progress("");
  return findings;
}

/** 0: all can be sent and served; 1: a setting is wrong; 3: something outside is. */
export const doctorExitCode = (findings: readonly Finding[]): 0 | 1 | 3 =>
  findings.some(({ status }) => status === "wrong") ? 1 : findings.some(({ status }) => status === "trouble") ? 3 : 0;

/** Several readers may have complained of the same variable. */
function problemsWith(subject: Subject, problems: readonly Problem[]): Finding[] {
  const variables: readonly string[] = variablesOf[subject];
  const own = problems.filter(({ where }) => variables.includes(where?.field ?? ""));
  const unique = new Map(own.map((problem) => [problem.message, problem]));
  return [...unique.values()].map(({ message, hint }) => ({ name: subject, status: "wrong", words: message, ...(hint && { hint }) }));
}

function describeSender(mail: MailSettings): Finding {
  const { from, replyTo, bounceAddress, unsubscribeAddress, postalAddress, listId, advertising } = mail;
  const words = [
    `${from.name} <${from.address}>`,
    `answers to ${replyTo}`,
    `bounces to ${bounceAddress.replace("@", "+TOKEN@")}`,
    `unsubscribe by mail to ${unsubscribeAddress}`,
    `List-Id ${listId}`,
    advertising ? "subjects are labelled [QC] or [AD]" : "no advertising label",
    `postal address: ${postalAddress}`,
  ].join("; ");
  if (bounceAddress !== from.address) return { name: "sender", status: "ok", words };
  return { name: "sender", status: "warning", words, hint: "set MAIL_BOUNCE_ADDRESS, so that bounces can be read by brief bounce" };
}

async function checkPublicUrl(publicUrl: string, getStatus: DoctorProbes["getStatus"]): Promise<Finding> {
  const name = "public address";
  const hint = "start brief serve, and look at the reverse proxy: the links in mails lead there";
  try {
    const status = await getStatus(`${publicUrl}/healthz`);
    if (status !== 200) return { name, status: "warning", words: `${publicUrl}: its /healthz answers ${status}`, hint };
  } catch {
    return { name, status: "warning", words: `${publicUrl}: does not answer from here`, hint };
  }
  if (publicUrl.startsWith("https:")) return { name, status: "ok", words: `${publicUrl}: answers` };
  return {
    name,
    status: "warning",
    words: `${publicUrl}: answers`,
    hint: "only for trying: nobody else reaches this machine's own address",
  };
}

function describeServer({ host, port, trustedProxy }: ServeSettings): Finding {
  const name = "web server";
  const words = `listens on ${host}:${port}; ${trustedProxy ? "behind a proxy whose X-Forwarded-For counts" : "X-Forwarded-For is not believed"}`;
  if (trustedProxy && !/^(?:127\.|::1$|localhost$)/.test(host))
    return {
      name,
      status: "warning",
      words,
      hint: "whoever reaches this port past the proxy can pretend to be anybody: let only the proxy reach it",
    };
  return { name, status: "ok", words };
}

function describeLimits({ mail, ratePerMinute, connections, maxAttempts, pauseShare }: SendingSettings): Finding {
  const words = [
    `messages up to ${mail.maxBytes} octets`,
    ratePerMinute === undefined ? "no limit a minute" : `${ratePerMinute} a minute`,
    `${connections} connections`,
    `${maxAttempts} attempts`,
    `pause when more than ${Math.round(pauseShare * 100)} % fail for good`,
  ].join("; ");
  return { name: "limits", status: "ok", words };
}
