import type { EnvironmentReader } from "./environment.ts";
import { mailbox, publicUrl, secret, yesOrNo } from "./mail-settings.ts";

/** What the web server needs to know. */
export interface ServeSettings {
  readonly secret: string;
  readonly publicUrl: string;
  /** Who sends, as the pages name it. */
  readonly sender: string;
  readonly host: string;
  readonly port: number;
  /** X-Forwarded-For is believed: a reverse proxy of ours writes it. */
  readonly trustedProxy: boolean;
}

/** What is wrong is in the reader. */
export function serveSettings(reader: EnvironmentReader): ServeSettings {
  const from = mailbox(reader, "MAIL_FROM", reader.required("MAIL_FROM"));
  return {
    secret: secret(reader),
    publicUrl: publicUrl(reader),
    sender: from.name || (from.address.split("@")[1] ?? ""),
    host: reader.optional("SERVE_HOST") ?? "127.0.0.1",
    port: reader.wholeNumber("SERVE_PORT", 8080, { least: 0, most: 65_535 }),
    trustedProxy: yesOrNo(reader, "SERVE_TRUSTED_PROXY"),
  };
}
