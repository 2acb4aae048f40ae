import { createHmac, timingSafeEqual } from "node:crypto";

/** What a link may be used for; a token for one is worth nothing for another. */
export type LinkPurpose = "unsubscribe" | "edition";

const macBytes = 16;

/**
 * `ID.MAC` as one opaque word of base64url: the id of an investor (unsubscribe) or a delivery's bounce token (edition) with
 * HMAC-SHA256, cut to 128 bits (RFC 2104 section 5), over purpose and id.
 */
export function linkToken(purpose: LinkPurpose, id: string, secret: string): string {
  return Buffer.concat([mac(purpose, id, secret), Buffer.from(id, "utf8")]).toString("base64url");
}

/** The id in a token, or null if we did not make it for this purpose. Compared in constant time. */
export function readLinkToken(purpose: LinkPurpose, token: string, secret: string): string | null {
  if (!/^[\w-]{24,200}$/.test(token)) return null;
  const bytes = Buffer.from(token, "base64url");
  // The last character has bits that decoding drops: only one of its spellings is ours.
  if (bytes.toString("base64url") !== token) return null;
  const id = bytes.subarray(macBytes).toString("utf8");
  return timingSafeEqual(bytes.subarray(0, macBytes), mac(purpose, id, secret)) ? id : null;
}

const mac = (purpose: LinkPurpose, id: string, secret: string): Buffer =>
  createHmac("sha256", secret).update(`link\n${purpose}\n${id}`).digest().subarray(0, macBytes);
