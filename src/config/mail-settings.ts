import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { domainToASCII } from "node:url";
import addressparser from "nodemailer/lib/addressparser/index.js";
import type { EnvironmentReader } from "./environment.ts";
import type { VariableName } from "./environment-variables.ts";
import { parseOwnAddress } from "./own-address.ts";

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

export interface DkimKey {
  readonly domain: string;
  readonly selector: string;
  readonly privateKey: string;
}

/** The mail server and how it is treated. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first octet; otherwise STARTTLS. */
  readonly implicitTls: boolean;
  /** True but for a server on this machine, where `?tls=required` asks for it. */
  readonly requireTls: boolean;
  readonly user?: string;
  readonly password?: string;
  readonly certificateAuthority?: string;
}

/** Who writes, and what every message carries. */
export interface MailSettings {
  readonly secret: string;
  readonly from: Mailbox;
  readonly replyTo: string;
  readonly bounceAddress: string;
  readonly unsubscribeAddress: string;
  readonly postalAddress: string;
  readonly listId: string;
  readonly advertising: boolean;
  readonly maxBytes: number;
  readonly publicUrl: string;
  readonly dkim?: DkimKey;
}

export interface SendingSettings {
  readonly smtp: SmtpSettings;
  readonly mail: MailSettings;
  readonly ratePerMinute?: number;
  readonly connections: number;
  readonly maxAttempts: number;
  /** 0 to 1. */
  readonly pauseShare: number;
}

/** What is wrong is in the reader. */
export function sendingSettings(reader: EnvironmentReader): SendingSettings {
  const rate = reader.wholeNumber("MAIL_RATE", 0);
  return {
    smtp: smtpSettings(reader),
    mail: mailSettings(reader),
    ...(rate > 0 && { ratePerMinute: rate }),
    connections: reader.wholeNumber("MAIL_CONNECTIONS", 5, { most: 100 }),
    maxAttempts: reader.wholeNumber("MAIL_MAX_ATTEMPTS", 8, { most: 100 }),
    pauseShare: reader.wholeNumber("MAIL_PAUSE_PERCENT", 20, { most: 100 }) / 100,
  };
}

export function mailSettings(reader: EnvironmentReader): MailSettings {
  const from = mailbox(reader, "MAIL_FROM", reader.required("MAIL_FROM"));
  const address = (name: VariableName, fallback: string): string => {
    const text = reader.optional(name);
    return text === undefined ? fallback : mailbox(reader, name, text).address;
  };
  const replyTo = address("MAIL_REPLY_TO", from.address);
  const dkim = dkimKey(reader);
  return {
    secret: secret(reader),
    from,
    replyTo,
    bounceAddress: address("MAIL_BOUNCE_ADDRESS", from.address),
    unsubscribeAddress: address("MAIL_UNSUBSCRIBE_ADDRESS", replyTo),
    postalAddress: reader.required("MAIL_POSTAL_ADDRESS"),
    listId: listId(reader, `briefs.${from.address.split("@")[1] ?? ""}`),
    advertising: yesOrNo(reader, "MAIL_ADVERTISING"),
    maxBytes: reader.wholeNumber("MAIL_MAX_BYTES", 10_000_000, { least: 10_000 }),
    publicUrl: publicUrl(reader),
    ...(dkim && { dkim }),
  };
}

/** RFC 2919 section 2: names with dots between them, in ASCII. */
function listId(reader: EnvironmentReader, fallback: string): string {
  const text = reader.optional("MAIL_LIST_ID");
  const id = domainToASCII(text ?? fallback);
  if (text !== undefined && !/^[\w-]+(?:\.[\w-]+)+$/.test(id))
    reader.complain("MAIL_LIST_ID", `MAIL_LIST_ID is "${text}", which is no name with dots`, "write e.g. MAIL_LIST_ID=briefs.example.com");
  return id;
}

/** The key of links and hashes. */
export function secret(reader: EnvironmentReader): string {
  const text = reader.required("BRIEF_SECRET");
  if (text !== "" && text.length < 32)
    reader.complain("BRIEF_SECRET", "BRIEF_SECRET has fewer than 32 characters", "make one with: openssl rand -base64 32");
  return text;
}

/** `https://…` without a slash at its end; http only to loopback, for trying. */
export function publicUrl(reader: EnvironmentReader): string {
  const text = reader.required("PUBLIC_URL");
  if (text === "") return "";
  const url = URL.parse(text);
  const secure = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url.hostname));
  if (!url || !secure || url.search !== "" || url.hash !== "") {
    reader.complain("PUBLIC_URL", `PUBLIC_URL is "${text}", which is no https address`, "write e.g. PUBLIC_URL=https://briefs.example.com");
    return "";
  }
  return url.href.replace(/\/+$/, "");
}

export function yesOrNo(reader: EnvironmentReader, name: VariableName): boolean {
  const text = reader.optional(name) ?? "no";
  if (text !== "yes" && text !== "no")
    reader.complain(name, `${name} is "${text}", which is neither yes nor no`, `write ${name}=yes or ${name}=no`);
  return text === "yes";
}

const isLoopback = (host: string): boolean => host === "localhost" || /^127(\.\d+){3}$/.test(host) || host === "[::1]" || host === "::1";

export function smtpSettings(reader: EnvironmentReader): SmtpSettings {
  const text = reader.required("SMTP_URL");
  const authorityFile = reader.optional("SMTP_CA_FILE");
  const url = URL.parse(text);
  const known = url?.protocol === "smtp:" || url?.protocol === "smtps:";
  if (text !== "" && (!url || !known || url.hostname === ""))
    reader.complain(
      "SMTP_URL",
      "SMTP_URL is no address of a mail server",
      "write smtp://USER:PASSWORD@HOST:587, with special characters as %XX",
    );
  const implicitTls = url?.protocol === "smtps:";
  const host = (url?.hostname ?? "").replace(/^\[(.*)\]$/, "$1");
  const authority = authorityFile === undefined ? undefined : readKey(reader, "SMTP_CA_FILE", authorityFile);
  return {
    host,
    port: url?.port ? Number(url.port) : implicitTls ? 465 : 587,
    implicitTls,
    requireTls: !isLoopback(host) || url?.searchParams.get("tls") === "required",
    ...(url?.username && { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) }),
    ...(authority !== undefined && { certificateAuthority: authority }),
  };
}

function dkimKey(reader: EnvironmentReader): DkimKey | undefined {
  const domain = reader.optional("DKIM_DOMAIN");
  if (domain === undefined) return undefined;
  return {
    domain,
    selector: reader.required("DKIM_SELECTOR"),
    privateKey: soundKey(reader, readKey(reader, "DKIM_KEY_FILE", reader.required("DKIM_KEY_FILE"))),
  };
}

/** RFC 8301 section 3.2: an RSA key has 1024 bits at least; RFC 8463: or it is an Ed25519 key. */
function soundKey(reader: EnvironmentReader, pem: string | undefined): string {
  if (pem === undefined) return "";
  const fault = keyFault(pem);
  const hint = "make one with: openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048";
  if (fault !== undefined) reader.complain("DKIM_KEY_FILE", `DKIM_KEY_FILE holds ${fault}`, hint);
  return pem;
}

function keyFault(pem: string): string | undefined {
  try {
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = createPrivateKey(pem);
    if (type === "ed25519") return undefined;
    if (type !== "rsa") return `a key of the kind ${type ?? "unknown"}, which DKIM has no use for`;
    return (details?.modulusLength ?? 0) < 1024 ? "an RSA key of fewer than 1024 bits, which nobody accepts" : undefined;
  } catch {
    return "no private key, or one that needs a passphrase";
  }
}

function readKey(reader: EnvironmentReader, name: VariableName, path: string): string | undefined {
  if (path === "") return undefined;
  try {
    return readFileSync(path, "utf8");
  } catch {
    reader.complain(name, `${name} names ${path}, which can't be read`, "name a PEM file that this user may read");
    return undefined;
  }
}

/** One address with its name, as in `Investor Brief <brief@example.com>`. */
export function mailbox(reader: EnvironmentReader, name: VariableName, text: string): Mailbox {
  const [first, ...more] = addressparser(text);
  // The parser mends what it can: an address with a space in it would become another one.
  const given = /^[^<>]*<([^<>]*)>\s*$/.exec(text)?.[1] ?? text;
  const address =
    first && "address" in first && first.address === given.trim() && more.length === 0 ? parseOwnAddress(first.address) : undefined;
  if (text !== "" && address === undefined)
    reader.complain(name, `${name} is "${text}", which is not one mail address`, `write e.g. ${name}=Investor Brief <brief@example.com>`);
  return { name: first?.name ?? "", address: address ?? "" };
}
