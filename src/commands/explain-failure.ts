import { CommanderError } from "commander";
import type { Effects } from "../effects.ts";
import { error, OutsideError, UsageError, UserError, type Problem } from "../errors.ts";
import { maskAddressesIn } from "../investors/mask-address.ts";
import { problemLines, resultJson } from "./report.ts";

/** Tells why a command stopped, as text or, so that scripts always get one, as the JSON document; gives its exit code. */
export function explainFailure(cause: unknown, { json }: { json: boolean }, effects: Effects): number {
  effects.progress("");
  const { code, problems } = describeFailure(cause);
  if (json) effects.print(resultJson({ editions: [], problems }));
  else if (code === 1) problemLines(problems).forEach(effects.printError);
  else problems.forEach(({ message }) => effects.printError(`error  ${message}`));
  if (code === 2 && !json) effects.printError("(brief --help lists commands and options)");
  // Whoever mends a bug needs its stack; standard error stays free for it with --json too.
  if (code === 70) effects.printError(maskAddressesIn(stackOf(cause)));
  return code;
}

/** Of a failed query its text and what the database said: the message of drizzle's own error holds the parameters, people's data. */
function stackOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if ("query" in cause && "params" in cause) return `failed query: ${String(cause.query)}\n${stackOf(cause.cause)}`;
  return cause.stack ?? cause.message;
}

function describeFailure(cause: unknown): { code: 1 | 2 | 3 | 70; problems: readonly Problem[] } {
  if (cause instanceof UserError) return { code: 1, problems: cause.problems };
  if (cause instanceof UsageError) return { code: 2, problems: [error("usage", maskAddressesIn(cause.message))] };
  // Commander writes "error: unknown option '--dat'" and its suggestion on the next line.
  if (cause instanceof CommanderError) return { code: 2, problems: [error("usage", maskAddressesIn(onOneLine(cause.message)))] };
  if (cause instanceof OutsideError) return { code: 3, problems: [error("outside", cause.message)] };
  return { code: 70, problems: [error("internal", "internal error, please report it")] };
}

const onOneLine = (message: string): string => message.replace(/^error: /, "").replace(/\s*\n\s*/g, " ");
