import { createHmac } from "node:crypto";

/**
 * What the ledger and suppressions know a person by: HMAC-SHA256 of the folded address, so that a table of hashes without
 * the key tells nobody who is in it. 43 characters of base64url.
 */
export const addressHash = (foldedAddress: string, secret: string): string =>
  createHmac("sha256", secret).update(`address\n${foldedAddress}`).digest("base64url");
