import type { Logger } from "pino";
import type { LogSettings } from "./config/log-settings.ts";
import { OutsideError, UsageError, UserError } from "./errors.ts";
import { maskAddressesIn } from "./investors/mask-address.ts";
import { explainDatabaseTrouble } from "./state/database-trouble.ts";

export type LogFields = Readonly<Record<string, unknown>>;

/** What a service tells while it works. No address gets into it whole, whoever gives it one. */
export interface Log {
  readonly info: (fields: LogFields, message: string) => void;
  readonly warn: (fields: LogFields, message: string) => void;
  readonly error: (fields: LogFields, message: string) => void;
  /** The same with `fields` in every line. */
  readonly child: (fields: LogFields) => Log;
}

/** Where lines go: standard error, so that standard output stays for what a command answers. */
export interface LogDestination {
  readonly isTerminal: boolean;
  /** Set in tests; otherwise the lines are written at once, so that a process that is killed has told all it did. */
  readonly write?: (line: string) => void;
}

/** A log of JSON lines, or of lines for people on a terminal. pino is loaded by whoever asks for it. */
export async function openLog(
  { level }: LogSettings,
  now: () => Date = () => new Date(),
  { isTerminal, write }: LogDestination = { isTerminal: process.stderr.isTTY },
): Promise<Log> {
  const { pino } = await import("pino");
  const options = {
    level,
    timestamp: () => `,"time":"${now().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return wrap(pino(options, isTerminal ? await prettyStream(write) : (asStream(write) ?? pino.destination({ dest: 2, sync: true }))));
}

const asStream = (write: ((line: string) => void) | undefined) => write && { write };

async function prettyStream(write: ((line: string) => void) | undefined) {
  const { PinoPretty, prettyFactory } = await import("pino-pretty");
  const options = { ignore: "pid,hostname", translateTime: "SYS:HH:MM:ss", singleLine: true, sync: true } as const;
  if (!write) return PinoPretty({ ...options, destination: 2 });
  const pretty = prettyFactory({ ...options, colorize: false });
  return { write: (line: string) => write(pretty(line)) };
}

const wrap = (to: Logger): Log => ({
  info: (fields, message) => to.info(cleanFields(fields), maskAddressesIn(message)),
  warn: (fields, message) => to.warn(cleanFields(fields), maskAddressesIn(message)),
  error: (fields, message) => to.error(cleanFields(fields), maskAddressesIn(message)),
  child: (fields) => wrap(to.child(cleanFields(fields))),
});

/** For whoever wants none. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {}, child: () => silentLog };

const cleanFields = (fields: LogFields): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, clean(value, 0)]));

/** Deeper than this nobody reads a line. */
const maxDepth = 6;

function clean(value: unknown, depth: number): unknown {
  if (typeof value === "string") return maskAddressesIn(value);
  if (value instanceof Error) return describeError(value);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  if (depth >= maxDepth || ArrayBuffer.isView(value)) return "…";
  if (Array.isArray(value)) return value.map((one) => clean(one, depth + 1));
  // Libraries hand on copies of errors, too.
  if ("stack" in value && "message" in value) return describeError(Object.assign(new Error(), value));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, clean(one, depth + 1)]));
}

interface ErrorFields {
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: ErrorFields;
}

/** What went wrong and why, without a stack unless it is a bug of ours. */
function describeError(cause: Error): ErrorFields {
  const isTrouble = [UserError, UsageError, OutsideError].some((known) => explainDatabaseTrouble(cause) instanceof known);
  return { ...chain(cause), ...(!isTrouble && { stack: maskAddressesIn(stackOf(cause)) }) };
}

function chain(cause: Error, depth = 0): ErrorFields {
  const code = "code" in cause ? String(cause.code) : "";
  const deeper = cause.cause instanceof Error && depth < maxDepth ? chain(cause.cause, depth + 1) : undefined;
  return { message: maskAddressesIn(messageOf(cause)), ...(code && { code }), ...(deeper && { cause: deeper }) };
}

/** The message of drizzle's own error holds the parameters, which are people's data. */
const messageOf = (cause: Error): string =>
  "query" in cause && "params" in cause ? `failed query: ${String(cause.query)}` : cause.message || cause.name;

/** Only where it was: the message, which a stack begins with, is told apart. */
const stackOf = ({ stack = "" }: Error): string =>
  stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
