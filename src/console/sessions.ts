import { and, eq, inArray, isNull, lte, or, gt } from "drizzle-orm";
import type { Database } from "../state/open-state.ts";
import { consoleLinks, consoleSessions, type SignInWay } from "../state/tables.ts";
import type { PasswordHash } from "../config/console-settings.ts";
import { newToken, passwordTokenHash, tokenHash } from "./token.ts";

/** Somebody who is signed in. */
export interface Session {
  readonly tokenHash: string;
  readonly who: string;
  readonly way: SignInWay;
  readonly openedAt: Date;
  readonly notice: Notice | null;
}

/** What the next screen says, once. */
export interface Notice {
  /** Of a string of the screens. */
  readonly key: string;
  readonly about: string;
}

const hour = 3_600_000;
const [idleMs, longestMs] = [hour, 12 * hour];
/** That somebody is there is written down at most so often. */
const seenEveryMs = 60_000;
export const linkMs = 15 * 60_000;
/** What was made later than this from now was made by a clock that was ahead; it would hold for as much longer. */
const skewMs = 5 * 60_000;

export interface SignIn {
  readonly who: string;
  readonly way: SignInWay;
}

/** Null: only links let in. */
type Password = PasswordHash | null;

const hashOf = (token: string, way: SignInWay, password: Password): string =>
  way === "password" && password ? passwordTokenHash(token, password) : tokenHash(token);

/** A session of its own for each sign-in. Gives the token, which is nowhere else but in the browser. */
export async function openSession(
  database: Database,
  { who, way, password }: SignIn & { readonly password: Password },
  now: Date,
): Promise<string> {
  const token = newToken();
  await database.delete(consoleSessions).where(isOver(now));
  await database.insert(consoleSessions).values({ tokenHash: hashOf(token, way, password), who, way, openedAt: now, seenAt: now });
  return token;
}

const isOver = (now: Date) =>
  or(lte(consoleSessions.seenAt, new Date(now.getTime() - idleMs)), lte(consoleSessions.openedAt, new Date(now.getTime() - longestMs)));

/** Whose token it is; null: nobody's, or that of a session that is over, or of a password that is not in force any more. */
export async function findSession(
  database: Database,
  { token, password }: { readonly token: string; readonly password: Password },
  now: Date,
): Promise<Session | null> {
  const hashes = [...new Set((["link", "password"] as const).map((way) => hashOf(token, way, password)))];
  const [row] = await database.select().from(consoleSessions).where(inArray(consoleSessions.tokenHash, hashes));
  if (!row || row.tokenHash !== hashOf(token, row.way, password)) return null;
  const hash = row.tokenHash;
  const [idle, age] = [now.getTime() - row.seenAt.getTime(), now.getTime() - row.openedAt.getTime()];
  if (idle >= idleMs || age >= longestMs || age < -skewMs) {
    await endSession(database, hash);
    return null;
  }
  if (idle >= seenEveryMs) await database.update(consoleSessions).set({ seenAt: now }).where(eq(consoleSessions.tokenHash, hash));
  const { who, way, openedAt, notice } = row;
  return { tokenHash: hash, who, way, openedAt, notice };
}

export async function endSession(database: Database, hash: string): Promise<void> {
  await database.delete(consoleSessions).where(eq(consoleSessions.tokenHash, hash));
}

export async function leaveNotice(database: Database, hash: string, notice: Notice | null): Promise<void> {
  await database.update(consoleSessions).set({ notice }).where(eq(consoleSessions.tokenHash, hash));
}

/** Gives the token of a link that signs in once. */
export async function makeLink(database: Database, who: string, now: Date): Promise<string> {
  const token = newToken();
  await database.delete(consoleLinks).where(lte(consoleLinks.endsAt, now));
  await database.insert(consoleLinks).values({ tokenHash: tokenHash(token), who, madeAt: now, endsAt: new Date(now.getTime() + linkMs) });
  return token;
}

/** For whom a link is or was: somebody who uses one a second time has found it somewhere. */
export async function whoseLink(database: Database, token: string): Promise<string | null> {
  const [row] = await database
    .select({ who: consoleLinks.who })
    .from(consoleLinks)
    .where(eq(consoleLinks.tokenHash, tokenHash(token)));
  return row?.who ?? null;
}

const isUsable = (token: string, now: Date) =>
  and(
    eq(consoleLinks.tokenHash, tokenHash(token)),
    isNull(consoleLinks.usedAt),
    gt(consoleLinks.endsAt, now),
    lte(consoleLinks.endsAt, new Date(now.getTime() + linkMs + skewMs)),
  );

/** For whom it is; null: it was used, is over, or never was. Looking at it changes nothing, for programs follow links. */
export async function findLink(database: Database, token: string, now: Date): Promise<string | null> {
  const [row] = await database.select({ who: consoleLinks.who }).from(consoleLinks).where(isUsable(token, now));
  return row?.who ?? null;
}

/** The same, once: of two who use it at a time one gets in. */
export async function takeLink(database: Database, token: string, now: Date): Promise<string | null> {
  const [row] = await database.update(consoleLinks).set({ usedAt: now }).where(isUsable(token, now)).returning({ who: consoleLinks.who });
  return row?.who ?? null;
}
