import { EnvironmentReader, type Environment } from "./environment.ts";
import { mailbox, secret } from "./mail-settings.ts";

/** What is needed to tell which of our messages a bounce speaks of. */
export interface BounceSettings {
  readonly secret: string;
  readonly bounceAddress: string;
}

/** @throws UserError naming every variable that is missing or wrong. */
export function readBounceSettings(environment: Environment): BounceSettings {
  const reader = new EnvironmentReader(environment);
  const own = reader.optional("MAIL_BOUNCE_ADDRESS");
  const { address } =
    own === undefined ? mailbox(reader, "MAIL_FROM", reader.required("MAIL_FROM")) : mailbox(reader, "MAIL_BOUNCE_ADDRESS", own);
  const settings = { secret: secret(reader), bounceAddress: address };
  reader.finish();
  return settings;
}
