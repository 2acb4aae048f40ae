import { createHash, createPrivateKey, sign, type KeyObject } from "node:crypto";
import { domainToASCII } from "node:url";
import type { DkimKey } from "../config/mail-settings.ts";

/**
 * Fields that are signed. Those of the first group are named once more than they occur, so that nobody can add one
 * (RFC 6376 section 8.15). RFC 8058 section 4 asks for the List fields.
 */
const sealed = ["from", "to", "subject", "date", "message-id", "reply-to", "list-unsubscribe", "list-unsubscribe-post"];
const alsoSigned = ["list-id", "auto-submitted", "content-language", "feedback-id", "mime-version", "content-type"];

/**
 * The DKIM-Signature field (RFC 6376, RFC 8463) of a message, with its line break. `head` has its fields with their line
 * breaks. `body` must be in the relaxed form already (3.4.4): no tab, no run of spaces, none at the end of a line, one line
 * break at its end. That is so by how messages are built, and saves a pass over the attachment.
 */
export function dkimSignature(head: readonly string[], body: readonly Uint8Array[], options: { key: DkimKey; date: Date }): string {
  const key = privateKey(options.key);
  const bodyHash = createHash("sha256");
  for (const part of body) bodyHash.update(part);
  const fields = new Map(head.map((field) => [nameOf(field), field]));
  const signed = [...sealed, ...alsoSigned].filter((name) => fields.has(name));
  const names = [...signed, ...sealed.filter((name) => fields.has(name))];
  const unsigned = [
    "DKIM-Signature: v=1;",
    ` a=${key.asymmetricKeyType === "ed25519" ? "ed25519" : "rsa"}-sha256; c=relaxed/relaxed;`,
    ` d=${domainToASCII(options.key.domain)}; s=${options.key.selector};`,
    ` t=${Math.floor(options.date.getTime() / 1000)};`,
    ` h=${foldNames(names)};`,
    ` bh=${bodyHash.digest("base64")};`,
    " b=",
  ].join("\r\n");
  const data = signed.map((name) => `${relaxed(fields.get(name) ?? "")}\r\n`).join("") + relaxed(unsigned);
  const signature = signWith(key, Buffer.from(data, "utf8")).toString("base64");
  return `${unsigned}${signature.replace(/.{72}(?=.)/g, "$&\r\n ")}\r\n`;
}

function signWith(key: KeyObject, data: Buffer): Buffer {
  // RFC 8463 section 3: Ed25519 signs the hash.
  if (key.asymmetricKeyType === "ed25519") return sign(null, createHash("sha256").update(data).digest(), key);
  return sign("sha256", data, key);
}

/** A key is parsed once, not for each message. */
const privateKeys = new WeakMap<DkimKey, KeyObject>();

function privateKey(key: DkimKey): KeyObject {
  const parsed = privateKeys.get(key) ?? createPrivateKey(key.privateKey);
  privateKeys.set(key, parsed);
  return parsed;
}

const nameOf = (field: string): string => field.slice(0, field.indexOf(":")).toLowerCase();

/** RFC 6376 3.4.2. */
function relaxed(field: string): string {
  const value = field.slice(field.indexOf(":") + 1);
  return `${nameOf(field)}:${value
    .replace(/\r\n/g, "")
    .replace(/[\t ]+/g, " ")
    .trim()}`;
}

function foldNames(names: readonly string[]): string {
  const lines: string[] = [""];
  for (const [i, name] of names.entries()) {
    const word = i < names.length - 1 ? `${name}:` : name;
    if (lines.at(-1)!.length + word.length > 70) lines.push("");
    lines[lines.length - 1] += word;
  }
  return lines.join("\r\n ");
}
