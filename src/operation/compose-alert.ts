import { createHash } from "node:crypto";
import type { AlertSettings } from "../config/alert-settings.ts";
import { maskAddressesIn } from "../investors/mask-address.ts";
import { base64Lines } from "../mail/base64-lines.ts";
import { dateText, headerField, mailboxParts, textParts } from "../mail/header-text.ts";
import type { OutgoingMessage } from "../mail/smtp-connection.ts";
import { shownTime } from "./find-problems.ts";

/** One thing that an alert tells. */
export interface AlertItem {
  readonly key: string;
  readonly message: string;
  readonly remedy: string;
  readonly since: Date;
  /** How often it came back. */
  readonly reopened: number;
  /** Null: it is still there. */
  readonly resolvedAt: Date | null;
}

/** A short text for whoever keeps the service: what is wrong and what to do, then what is over. */
export function alertText(items: readonly AlertItem[], host: string): { readonly subject: string; readonly text: string } {
  const [open, over] = [items.filter(({ resolvedAt }) => !resolvedAt), items.filter(({ resolvedAt }) => resolvedAt)];
  const [first] = [...open, ...over];
  const more = items.length > 1 ? ` (and ${items.length - 1} more)` : "";
  const subject = `${open.length > 0 ? "Problem" : "Recovered"}: ${maskAddressesIn(first?.message ?? "").slice(0, 120)}${more}`;
  const blocks = [
    ...open.map(({ message, remedy, since, reopened }) =>
      [`PROBLEM   ${message}`, `since     ${shownTime(since)}${timesOf(reopened)}`, `to do     ${remedy}`].join("\n"),
    ),
    ...over.map(({ message, since, resolvedAt, reopened }) =>
      [`RECOVERED ${message}`, `lasted    ${shownTime(since)} to ${shownTime(resolvedAt!)}${timesOf(reopened)}`].join("\n"),
    ),
  ];
  const foot = `Told by the brief service on ${host}. "brief status" shows how everything stands.`;
  return { subject, text: `${maskAddressesIn([...blocks, foot].join("\n\n"))}\n` };
}

const timesOf = (reopened: number): string => (reopened === 0 ? "" : `, came back ${reopened === 1 ? "once" : `${reopened} times`}`);

/** The message to one of those who are told. Told again, for nobody knows whether it was taken, it has the same Message-ID. */
export function composeAlert(
  items: readonly AlertItem[],
  { settings: { from }, to, host, now }: { settings: Pick<AlertSettings, "from">; to: string; host: string; now: Date },
): OutgoingMessage {
  const { subject, text } = alertText(items, host);
  const identity = items.map(({ key, since, reopened, resolvedAt }) => `${key} ${since.toISOString()} ${reopened} ${resolvedAt !== null}`);
  const id = createHash("sha256")
    .update([to, ...identity.toSorted()].join("\n"))
    .digest("hex")
    .slice(0, 32);
  const head = [
    headerField("Date", [dateText(now)]),
    headerField("From", mailboxParts(from.name, from.address)),
    headerField("To", mailboxParts("", to)),
    headerField("Subject", textParts(subject)),
    headerField("Message-ID", [`<alert.${id}@${from.address.slice(from.address.lastIndexOf("@") + 1)}>`]),
    headerField("Auto-Submitted", ["auto-generated"]),
    "MIME-Version: 1.0\r\n",
    headerField("Content-Type", ["text/plain;", "charset=utf-8"]),
    "Content-Transfer-Encoding: base64\r\n\r\n",
  ];
  const raw = [Buffer.from(head.join("")), base64Lines(Buffer.from(text.replaceAll("\n", "\r\n")))];
  const smtpUtf8 = [from.address, to].some((one) => /[^\x20-\x7e]/.test(one));
  return { envelope: { from: from.address, to, smtpUtf8 }, raw, bytes: raw.reduce((sum, { length }) => sum + length, 0) };
}
