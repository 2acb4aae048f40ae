import type { EnvironmentReader } from "./environment.ts";
import { mailbox, secret } from "./mail-settings.ts";

/** What is needed to tell which of our messages a bounce speaks of. */
export interface BounceSettings {
  readonly secret: string;
  readonly bounceAddress: string;
}

/** What is wrong is in the reader. */
export function bounceSettings(reader: EnvironmentReader): BounceSettings {
  const own = reader.optional("MAIL_BOUNCE_ADDRESS");
  const { address } =
    own === undefined ? mailbox(reader, "MAIL_FROM", reader.required("MAIL_FROM")) : mailbox(reader, "MAIL_BOUNCE_ADDRESS", own);
  return { secret: secret(reader), bounceAddress: address };
}
