import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 bits that nobody guesses. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What the database knows of a token: whoever reads it there can't use it. */
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("base64url");

/** The same of a session that a password has opened: with another password nobody finds it. */
export const passwordTokenHash = (token: string, { key }: { readonly key: Uint8Array }): string =>
  createHmac("sha256", key).update(token).digest("base64url");

/** What forms carry: only a page that was made for the holder of the cookie has it. */
export const formToken = (token: string): string => createHmac("sha256", token).update("form").digest("base64url");

export function isSame(given: string, expected: string): boolean {
  const hash = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
