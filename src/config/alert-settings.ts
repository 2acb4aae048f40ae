import type { EnvironmentReader } from "./environment.ts";
import { mailbox, smtpSettings, type Mailbox, type SmtpSettings } from "./mail-settings.ts";

/** Who is told when something needs a person, and how. */
export interface AlertSettings {
  readonly to: readonly string[];
  readonly from: Mailbox;
  readonly smtp: SmtpSettings;
}

/** Null: nobody is told. What is wrong is in the reader. */
export function alertSettings(reader: EnvironmentReader): AlertSettings | null {
  const text = reader.optional("ALERT_TO");
  if (text === undefined) return null;
  return {
    to: text.split(",").map((one) => mailbox(reader, "ALERT_TO", one.trim()).address),
    from: mailbox(reader, "MAIL_FROM", reader.required("MAIL_FROM")),
    smtp: smtpSettings(reader),
  };
}
