import type { EnvironmentReader } from "./environment.ts";

/** What a password is known by: scrypt (RFC 7914). */
export interface PasswordHash {
  /** Logarithm of scrypt's N. */
  readonly cost: number;
  readonly blockSize: number;
  readonly parallel: number;
  readonly salt: Uint8Array;
  readonly key: Uint8Array;
}

/** Where the console is, and who gets in. */
export interface ConsoleSettings {
  readonly host: string;
  readonly port: number;
  /** Nobody chose it: where another process has it, this one does without. */
  readonly isUsual: boolean;
  /** Null: only links let in. */
  readonly password: PasswordHash | null;
}

/** Null: there is none. What is wrong is in the reader. */
export function consoleSettings(reader: EnvironmentReader): ConsoleSettings | null {
  if (reader.optional("CONSOLE_PORT") === "off") return null;
  return {
    host: reader.optional("CONSOLE_HOST") ?? "127.0.0.1",
    isUsual: reader.optional("CONSOLE_PORT") === undefined,
    port: reader.wholeNumber("CONSOLE_PORT", 8082, { least: 0, most: 65_535 }),
    password: passwordHash(reader),
  };
}

function passwordHash(reader: EnvironmentReader): PasswordHash | null {
  const text = reader.optional("CONSOLE_PASSWORD_HASH");
  if (text === undefined) return null;
  const hash = parsePasswordHash(text);
  if (!hash)
    reader.complain("CONSOLE_PASSWORD_HASH", "CONSOLE_PASSWORD_HASH is no hash of a password", "set what brief console hash prints");
  return hash;
}

/** `scrypt:15:8:3:SALT:KEY`: no character in it means anything to a shell or to systemd. Dearer than 2^17 is a slip: it takes a second and 128 MB. */
export function parsePasswordHash(text: string): PasswordHash | null {
  const [, cost, blockSize, parallel, salt, key] =
    /^scrypt:(1[4-7]):([1-9]|1\d):([1-9])(?::([\w-]{22,86}))(?::([\w-]{43,86}))$/.exec(text) ?? [];
  if (salt === undefined || key === undefined) return null;
  const [bytes, keyBytes] = [Buffer.from(salt, "base64url"), Buffer.from(key, "base64url")];
  return { cost: Number(cost), blockSize: Number(blockSize), parallel: Number(parallel), salt: bytes, key: keyBytes };
}
