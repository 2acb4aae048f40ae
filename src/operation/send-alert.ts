import type { AlertSettings } from "../config/alert-settings.ts";
import type { Log } from "../log.ts";
import type { Opened } from "../mail/smtp-connection.ts";
import { composeAlert, type AlertItem } from "./compose-alert.ts";

export interface AlertParts {
  readonly settings: AlertSettings;
  readonly open: () => Promise<Opened>;
  readonly host: string;
  readonly now: () => Date;
  readonly log: Log;
}

/** Mails it to each of those who are told. True once the server took it for one of them at least. */
export async function sendAlert({ settings, open, host, now, log }: AlertParts, items: readonly AlertItem[]): Promise<boolean> {
  const opened = await open();
  if ("failure" in opened) {
    log.warn({ words: opened.failure.words }, "the alert could not be mailed; it is tried again");
    return false;
  }
  const { connection } = opened;
  let taken = 0;
  try {
    for (const to of settings.to) {
      const answer = await connection.send(composeAlert(items, { settings, to, host, now: now() }), () => Promise.resolve(true));
      if (answer.kind === "accepted") taken++;
      else log.warn({ recipient: to, answer: answer.kind, words: "reply" in answer ? answer.reply : "" }, "the alert was not taken");
    }
  } finally {
    await connection.quit();
  }
  if (taken > 0) log.info({ problems: items.map(({ key }) => key) }, "an alert was mailed");
  return taken > 0;
}
