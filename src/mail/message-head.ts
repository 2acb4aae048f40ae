import type { MailSettings } from "../config/mail-settings.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { type EditionLanguage, languagesOf } from "../language/language.ts";
import { cleanName } from "./clean-name.ts";
import { dateText, headerField, mailboxParts, textParts } from "./header-text.ts";
import { ownAddress } from "./own-address.ts";

export interface HeadRequest {
  readonly edition: KeptEdition;
  readonly recipient: { readonly language: EditionLanguage };
  readonly delivery: { readonly messageId: string; readonly bounceToken: string; readonly unsubscribeUrl: string };
  readonly settings: MailSettings;
  readonly date: Date;
  /** Cleaned. */
  readonly name: string;
  readonly address: string;
  readonly subject: string;
  /** With its parameters, as words. */
  readonly contentType: readonly string[];
}

/** The fields of a message, each with its line break. No Precedence: it is no standard, and Auto-Submitted says more. */
export function messageHead({ settings, delivery, ...request }: HeadRequest): string[] {
  const { from, replyTo, listId } = settings;
  const sender = ownAddress(from.address);
  const unsubscribe = [
    `<${printable(delivery.unsubscribeUrl)}>,`,
    `<mailto:${mailtoAddress(settings.unsubscribeAddress)}?subject=unsubscribe>`,
  ];
  return [
    headerField("Date", [dateText(request.date)]),
    headerField("From", mailboxParts(cleanName(from.name), sender)),
    headerField("To", mailboxParts(request.name, request.address)),
    ...(replyTo === from.address ? [] : [headerField("Reply-To", [ownAddress(replyTo)])]),
    headerField("Subject", textParts(request.subject)),
    headerField("Message-ID", [`<${printable(delivery.messageId)}>`]),
    // RFC 2919
    headerField("List-Id", [`<${printable(listId)}>`]),
    // RFC 2369 and RFC 8058: the button of mail clients, one click by POST.
    headerField("List-Unsubscribe", unsubscribe),
    headerField("List-Unsubscribe-Post", ["List-Unsubscribe=One-Click"]),
    // RFC 3834: no answering machine answers.
    headerField("Auto-Submitted", ["auto-generated"]),
    headerField("Content-Language", [languagesOf(request.recipient.language).join(", ")]),
    // Google's feedback loop: by edition and brief, never by person.
    headerField("Feedback-ID", [`${request.edition.id}:${feedbackWord(request.edition.brief)}:brief:${feedbackWord(listId)}`]),
    "MIME-Version: 1.0\r\n",
    headerField("Content-Type", request.contentType),
  ];
}

/** Settings and the ledger hold these in ASCII without spaces; anything else would be an injection. */
function printable(text: string): string {
  if (!/^[\x21-\x3b\x3d\x3f-\x7e]+$/.test(text)) throw new Error("a header can't hold this id or address: it is not printable ASCII");
  return text;
}

/** RFC 6068: what has a meaning in an address of the web is encoded. */
const mailtoAddress = (text: string): string => {
  const address = ownAddress(text);
  const at = address.lastIndexOf("@");
  return `${encodeURIComponent(address.slice(0, at))}${address.slice(at)}`;
};

const feedbackWord = (text: string): string => text.replace(/[^\w.-]/g, "-").slice(0, 40);
