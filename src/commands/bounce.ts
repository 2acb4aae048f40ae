import type { BounceSettings } from "../config/bounce-settings.ts";
import type { StateSettings } from "../config/state-settings.ts";
import { settleBounce, type SettledBounce } from "../delivery/settle-bounce.ts";
import { shownPath, type Effects } from "../effects.ts";
import { readBounce } from "../mail/read-bounce.ts";
import { readStandardInput } from "../standard-input.ts";
import { openState } from "../state/open-state.ts";

export interface BounceOptions {
  /** Messages; none: one on standard input. */
  readonly files: readonly string[];
  readonly bounce: BounceSettings;
  readonly state: StateSettings;
}

export interface ReadBounce extends SettledBounce {
  /** As the user would name it; null: standard input. */
  readonly file: string | null;
}

/** More than any mail server takes. */
const maxMessageBytes = 64 * 1024 * 1024;

/** Reads messages to the bounce mailbox, marks the deliveries that they speak of and suppresses addresses that are wrong. */
export async function bounce({ files, bounce: settings, state: stateSettings }: BounceOptions, effects: Effects): Promise<ReadBounce[]> {
  // Read before the database is opened: a file that is not there must not wait for it.
  const messages =
    files.length === 0
      ? [{ file: null, bytes: await readStandardInput("message", maxMessageBytes) }]
      : await Promise.all(files.map(async (file) => ({ file: shownPath(file), bytes: await effects.readFile(file) })));
  const bounces = await Promise.all(messages.map(async ({ file, bytes }) => ({ file, read: await readBounce(bytes) })));
  const state = await openState(stateSettings, effects.now());
  try {
    const settled: ReadBounce[] = [];
    for (const { file, read } of bounces)
      settled.push({ file, ...(await settleBounce({ database: state.database, settings }, read, effects.now())) });
    return settled;
  } finally {
    await state.close();
  }
}

/** One line: file, what was done, edition and delivery, why. */
export function bounceLine({ file, outcome, edition, delivery, suppressed, words }: ReadBounce): string {
  const found = delivery === null ? [] : [`${edition ?? ""} delivery ${delivery}`];
  const done = {
    bounced: suppressed ? "bounced, suppressed" : "bounced",
    complained: "complained, suppressed",
    "left-alone": "left alone",
  };
  return [...(file === null ? [] : [file]), done[outcome], ...found, words].join("  ");
}
