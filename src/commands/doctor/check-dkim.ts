import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import type { DkimKey } from "../../config/mail-settings.ts";
import type { Finding } from "./finding.ts";

/** Texts of a name in DNS, each in pieces. */
export type ResolveTxt = (name: string) => Promise<readonly (readonly string[])[]>;

const name = "DKIM";

/** DNS has the public half of the key. Without an answer of DNS it may still be right. */
export async function checkDkim(key: DkimKey | undefined, sender: string, resolveTxt: ResolveTxt): Promise<Finding> {
  if (!key)
    return {
      name,
      status: "warning",
      words: "messages are not signed",
      hint: "large mail providers refuse unsigned lists: set DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY_FILE, unless your mail server signs",
    };
  // The settings have looked at it: it is RSA of at least 1024 bits, or Ed25519.
  const signer = createPrivateKey(key.privateKey);
  const record = `${key.selector}._domainkey.${key.domain}`;
  const bits = signer.asymmetricKeyDetails?.modulusLength;
  const kind = bits === undefined ? "Ed25519" : `RSA, ${bits} bits`;
  const published = publicKeyText(signer);
  const publish = `publish at ${record} the TXT record: v=DKIM1; k=${signer.asymmetricKeyType}; p=${published}`;
  const words = `signs as ${record} (${kind})`;
  let texts: readonly (readonly string[])[];
  try {
    texts = await resolveTxt(record);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    return { name, status: "warning", words: `${words}; its public key can't be looked up${code}`, hint: publish };
  }
  const keys = texts.map((pieces) => publicKeyIn(pieces.join("")));
  if (!keys.includes(published)) return { name, status: "wrong", words: `${words}; DNS has another key there`, hint: publish };
  if (!isAligned(key.domain, sender))
    return {
      name,
      status: "warning",
      words: `${words}; DNS has its public key, but the sender is not of this domain`,
      hint: "sign with the domain of MAIL_FROM: under DMARC no other signature counts (RFC 7489 section 3.1.1)",
    };
  if (bits !== undefined && bits < 2048)
    return { name, status: "warning", words: `${words}; DNS has its public key`, hint: "RFC 8301 asks for 2048 bits" };
  return { name, status: "ok", words: `${words}; DNS has its public key` };
}

/** The domain of the sender's address is the signing one or lies below it. */
function isAligned(domain: string, sender: string): boolean {
  const own = sender.slice(sender.lastIndexOf("@") + 1).toLowerCase();
  return own === domain.toLowerCase() || own.endsWith(`.${domain.toLowerCase()}`);
}

/** RFC 6376 section 3.6.1: SubjectPublicKeyInfo; RFC 8463 section 4: the key's 32 octets alone. */
function publicKeyText(signer: KeyObject): string {
  const der = createPublicKey(signer).export({ type: "spki", format: "der" });
  return (signer.asymmetricKeyType === "ed25519" ? der.subarray(-32) : der).toString("base64");
}

const publicKeyIn = (record: string): string | undefined => /(?:^|;)\s*p\s*=([^;]*)/.exec(record)?.[1]?.replace(/\s+/g, "");
