import type { MailSettings } from "../config/mail-settings.ts";
import type { EditionContent } from "../edition/edition-content.ts";
import type { KeptEdition } from "../edition/keep-edition.ts";
import type { EditionLanguage } from "../language/language.ts";
import type { MailTemplates } from "./mail-templates.ts";

export interface Recipient {
  readonly name: string;
  readonly address: string;
  readonly language: EditionLanguage;
}

/** What the ledger knows of one message. */
export interface MessageDelivery {
  /** Without angle brackets. */
  readonly messageId: string;
  readonly bounceToken: string;
  readonly unsubscribeUrl: string;
  /** Where the PDF is, if it is too large to be attached. */
  readonly editionUrl: string;
}

export interface MessageRequest {
  readonly edition: KeptEdition;
  /** What this person got last, if anything. */
  readonly previous: EditionContent | null;
  readonly recipient: Recipient;
  readonly delivery: MessageDelivery;
  readonly settings: MailSettings;
  /** From `readMailTemplates`. */
  readonly templates: MailTemplates;
  readonly date: Date;
}

export interface Message {
  /** Addresses in ASCII, unless `smtpUtf8`: then the server must offer SMTPUTF8 (RFC 6531). */
  readonly envelope: { readonly from: string; readonly to: string; readonly smtpUtf8: boolean };
  /** The message in pieces; the large one is shared by all messages with the same PDF. No line begins with a dot. */
  readonly raw: readonly Uint8Array[];
  /** Of all pieces. */
  readonly bytes: number;
  /** The PDF is behind a link and not attached. */
  readonly asLink: boolean;
}

/**
 * One signed message to one person. The same request gives the same bytes.
 *
 * @throws Error if the edition has no PDF in the person's language: such a person must not have been queued.
 */
export function composeMessage(_request: MessageRequest): Message {
  throw new Error("not there yet");
}
