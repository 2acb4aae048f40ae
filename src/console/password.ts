import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import type { PasswordHash } from "../config/console-settings.ts";

/** OWASP's Password Storage Cheat Sheet: N = 2^15, r = 8, p = 3, which takes 32 MiB and about a tenth of a second. */
const usual = { cost: 15, blockSize: 8, parallel: 3 };
const keyBytes = 32;

/** What CONSOLE_PASSWORD_HASH is set to. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, { ...usual, salt, key: Buffer.alloc(keyBytes) });
  return ["scrypt", usual.cost, usual.blockSize, usual.parallel, salt.toString("base64url"), key.toString("base64url")].join(":");
}

export const isPassword = async (password: string, hash: PasswordHash): Promise<boolean> =>
  timingSafeEqual(await derive(password, hash), hash.key);

function derive(password: string, { cost, blockSize, parallel, salt, key }: PasswordHash): Promise<Buffer> {
  const N = 2 ** cost;
  const options = { N, r: blockSize, p: parallel, maxmem: 2 * 128 * N * blockSize };
  // Keyboards differ in how they write "ộ": composed or not, it is the same password.
  return new Promise((resolve, reject) =>
    scrypt(password.normalize("NFKC"), salt, key.length, options, (failure, derived) => (failure ? reject(failure) : resolve(derived))),
  );
}
