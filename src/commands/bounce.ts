import { bounceSettings } from "../config/bounce-settings.ts";
import { EnvironmentReader } from "../config/environment.ts";
import { stateSettings } from "../config/state-settings.ts";
import { settleBounce, type SettledBounce } from "../delivery/settle-bounce.ts";
import { shownPath, type Effects } from "../effects.ts";
import { readBounce } from "../mail/read-bounce.ts";
import { readStandardInput } from "../standard-input.ts";
import { explainDatabaseTrouble } from "../state/database-trouble.ts";
import { openState } from "../state/open-state.ts";
import type { CommandContext } from "./command-context.ts";

export interface BounceFlags {
  readonly json?: boolean;
}

interface ReadBounce extends SettledBounce {
  /** As the user would name it; null: standard input. */
  readonly file: string | null;
}

/** More than any mail server takes. */
const maxMessageBytes = 64 * 1024 * 1024;

/** Reads messages to the bounce mailbox, marks the deliveries that they speak of and suppresses addresses that are wrong. */
export async function bounce(
  files: readonly string[],
  { json = false }: BounceFlags,
  { effects, environment }: Pick<CommandContext, "effects" | "environment">,
): Promise<number> {
  const reader = new EnvironmentReader(environment);
  const [settings, kept] = [bounceSettings(reader), stateSettings(reader)];
  reader.finish();
  // Read before the database is opened: a file that is not there must not wait for it.
  const messages = await Promise.all(
    (await readMessages(files, effects)).map(async ({ file, bytes }) => ({ file, read: await readBounce(bytes) })),
  );
  const state = await openState(kept, effects.now());
  const settled: ReadBounce[] = [];
  try {
    for (const { file, read } of messages)
      settled.push({ file, ...(await settleBounce({ database: state.database, settings }, read, effects.now())) });
  } catch (cause) {
    throw explainDatabaseTrouble(cause);
  } finally {
    await state.close();
  }
  if (json) effects.print(JSON.stringify({ messages: settled }));
  else settled.map(bounceLine).forEach(effects.print);
  return 0;
}

/** No files: one message on standard input. */
async function readMessages(files: readonly string[], effects: Effects): Promise<{ file: string | null; bytes: Uint8Array }[]> {
  if (files.length === 0) return [{ file: null, bytes: await readStandardInput("message", maxMessageBytes) }];
  return Promise.all(files.map(async (file) => ({ file: shownPath(file), bytes: await effects.readFile(file) })));
}

/** One line: file, what was done, edition and delivery, why. */
function bounceLine({ file, outcome, edition, delivery, suppressed, words }: ReadBounce): string {
  const found = delivery === null ? [] : [`${edition ?? ""} delivery ${delivery}`];
  const done = {
    bounced: suppressed ? "bounced, suppressed" : "bounced",
    complained: "complained, suppressed",
    "left-alone": "left alone",
  };
  return [...(file === null ? [] : [file]), done[outcome], ...found, words].join("  ");
}
