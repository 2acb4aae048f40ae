import { createHmac } from "node:crypto";
import { domainToASCII } from "node:url";
import type { MailSettings } from "../config/mail-settings.ts";

/** The names of one message, the same whenever it is composed. */
export interface MessageIdentity {
  /** Without angle brackets. */
  readonly messageId: string;
  /** 32 hexadecimal digits: a relay may change capitals, and `bounces+` with it stays below 64 octets (RFC 5321 4.5.3.1). */
  readonly bounceToken: string;
}

/**
 * Message-ID and return path of an edition to a person. Keyed, so that neither tells who it is, nor can be guessed for
 * another one; and each by a purpose of its own, so that who sees the one can't forge a bounce with the other.
 */
export function messageIdentity(
  { editionId, addressHash }: { readonly editionId: string; readonly addressHash: string },
  { secret, from }: Pick<MailSettings, "secret" | "from">,
): MessageIdentity {
  const digest = (purpose: string): string =>
    createHmac("sha256", secret).update(`message\n${purpose}\n${editionId}\n${addressHash}`).digest("hex").slice(0, 32);
  const domain = domainToASCII(from.address.slice(from.address.lastIndexOf("@") + 1));
  return { messageId: `${digest("id")}@${domain}`, bounceToken: digest("bounce") };
}
