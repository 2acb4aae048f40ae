import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { resolve } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import { dkimVerify } from "mailauth/lib/dkim/verify.js";
import type { DkimKey } from "../../src/config/mail-settings.ts";
import { nodeEffects } from "../../src/effects.ts";
import { composeMessage, type Message, type MessageRequest } from "../../src/mail/compose-message.ts";
import { readMailTemplates } from "../../src/mail/mail-templates.ts";
import { exampleEdition, exampleSettings } from "./example-edition.ts";

export const templatesFolder = resolve(import.meta.dirname, "../../templates");
const read = await readMailTemplates(templatesFolder, nodeEffects());
if (!read.templates) throw new Error("the templates of mails have errors");

export const request: MessageRequest = {
  edition: exampleEdition(),
  previous: null,
  recipient: { name: "Nguyễn Thị Hà", address: "ha@example.org", language: "vi" },
  delivery: {
    messageId: "5d41402abc4b2a76@example.com",
    bounceToken: "5d41402abc4b2a76",
    unsubscribeUrl: "https://briefs.example.com/u/Rk9yVGVzdHNPbmx5",
    editionUrl: "https://briefs.example.com/b/QWxzb0ZvclRlc3Rz",
  },
  settings: exampleSettings(),
  templates: read.templates,
  date: new Date("2026-11-21T02:03:04Z"),
};

/** A request that differs; settings and recipient by single members. */
export function requestWith({ recipient, settings, delivery, ...changes }: Changes = {}): MessageRequest {
  return {
    ...request,
    ...changes,
    recipient: { ...request.recipient, ...recipient },
    // The same object where nothing changes: letters are kept by it.
    settings: settings ? { ...request.settings, ...settings } : request.settings,
    delivery: { ...request.delivery, ...delivery },
  };
}

type Changes = Partial<Omit<MessageRequest, "recipient" | "settings" | "delivery">> & {
  readonly [Key in "recipient" | "settings" | "delivery"]?: Partial<MessageRequest[Key]>;
};

export const bytesOf = ({ raw }: Message): Buffer => Buffer.concat(raw);

/** A message as a reader of mail that shares no code with the program understands it. */
export async function readBack(
  changes: Changes = {},
): Promise<{ message: Message; raw: string; parsed: ParsedMail; html: string; text: string }> {
  const message = composeMessage(requestWith(changes));
  const bytes = bytesOf(message);
  const parsed = await simpleParser(bytes, { skipImageLinks: true, skipTextToHtml: true });
  return { message, raw: bytes.toString("latin1"), parsed, html: parsed.html || "", text: parsed.text ?? "" };
}

export interface SigningPair {
  readonly key: DkimKey;
  readonly publicKey: KeyObject;
}

export function signingPair(type: "rsa" | "ed25519"): SigningPair {
  const { privateKey, publicKey } = type === "rsa" ? generateKeyPairSync("rsa", { modulusLength: 2048 }) : generateKeyPairSync("ed25519");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  return { key: { domain: "example.com", selector: "brief2026", privateKey: pem }, publicKey };
}

export interface Verified {
  readonly result: string;
  readonly comment: string;
  /** Names of the fields that are signed, as often as they are. */
  readonly signed: readonly string[];
}

/** What an independent verifier says of the signature, with the key in a DNS of our own. */
export async function verify(bytes: Buffer, { publicKey, key }: SigningPair): Promise<Verified[]> {
  const resolver = async (name: string): Promise<string[][]> => {
    if (name !== `${key.selector}._domainkey.${key.domain}`) throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    const der = publicKey.export({ type: "spki", format: "der" });
    // RFC 8463 section 4: of an Ed25519 key the 32 octets alone.
    const data = publicKey.asymmetricKeyType === "ed25519" ? der.subarray(-32) : der;
    return [[`v=DKIM1; k=${publicKey.asymmetricKeyType}; p=${data.toString("base64")}`]];
  };
  const { results } = await dkimVerify(bytes, { resolver });
  return results.map(({ status, signingHeaders }) => ({
    result: status.result,
    comment: status.comment ?? "",
    signed: signingHeaders?.keys?.split(":").map((name) => name.trim().toLowerCase()) ?? [],
  }));
}
