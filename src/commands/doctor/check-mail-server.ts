import type { SmtpSettings } from "../../config/mail-settings.ts";
import { openSmtpConnection, smtpTimeouts } from "../../mail/smtp-connection.ts";
import type { Finding } from "./finding.ts";

const name = "mail server";

/** Connects, secures and logs in as a sender would, and leaves without sending anything. */
export async function checkMailServer(smtp: SmtpSettings, maxBytes: number, openSeconds: number): Promise<Finding> {
  const tls = smtp.implicitTls ? "TLS from the start" : smtp.requireTls ? "STARTTLS required" : "TLS if it is offered";
  const where = `${smtp.host}:${smtp.port}, ${tls}, ${smtp.user === undefined ? "no login" : "with login"}`;
  const opened = await openSmtpConnection(smtp, { ...smtpTimeouts, openSeconds });
  if ("failure" in opened) return { name, status: "trouble", words: `${where}: ${opened.failure.words}` };
  const { maxBytes: takes } = opened.connection;
  await opened.connection.quit();
  const limit = takes === undefined ? "" : `, messages up to ${takes} octets`;
  if (takes === undefined || takes >= maxBytes) return { name, status: "ok", words: `${where}: answers${limit}` };
  return {
    name,
    status: "warning",
    words: `${where}: answers${limit}, which is less than MAIL_MAX_BYTES (${maxBytes})`,
    hint: `set MAIL_MAX_BYTES=${takes}, so that what is larger goes as a link`,
  };
}
