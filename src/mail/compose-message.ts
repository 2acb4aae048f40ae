import { createHash } from "node:crypto";
import type { MailSettings } from "../config/mail-settings.ts";
import type { EditionContent } from "../edition/edition-content.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { parseAddress } from "../investors/parse-address.ts";
import type { EditionLanguage } from "../language/language.ts";
import { escapeHtml } from "../template/escape-html.ts";
import { fillText } from "../template/open-text.ts";
import { cleanName } from "./clean-name.ts";
import { dkimSignature } from "./dkim-signature.ts";
import type { MailTemplates } from "./mail-templates.ts";
import { messageBody } from "./message-body.ts";
import { messageHead } from "./message-head.ts";
import { type PersonalPdf, prepareLetter } from "./prepare-letter.ts";
import { ownAddress } from "./own-address.ts";
import type { PersonalField } from "./render-letter.ts";

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
  /** In the place of the edition's own PDF. */
  readonly personal?: PersonalPdf | undefined;
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
 * @throws Error if the edition has no PDF in the person's language, or the address is none: such a person must not have
 * been queued.
 */
export function composeMessage(request: MessageRequest): Message {
  const attached = composeAs(request, false);
  return attached.bytes <= request.settings.maxBytes ? attached : composeAs(request, true);
}

function composeAs(request: MessageRequest, asLink: boolean): Message {
  const { delivery, settings, date } = request;
  const name = cleanName(request.recipient.name);
  const address = addressOf(request.recipient.address);
  const prepared = prepareLetter({ ...request, asLink, named: name !== "" });
  const personal = { name, unsubscribeUrl: delivery.unsubscribeUrl, editionUrl: delivery.editionUrl };
  const body = messageBody(prepared, {
    text: fillText(prepared.letter.text, (field: PersonalField) => personal[field]),
    html: fillText(prepared.letter.html, (field: PersonalField) => escapeHtml(personal[field])),
    // Letters, digits and "_", which base64 has not: no line of the body can be taken for it.
    boundary: `=_${createHash("sha256").update(delivery.messageId).digest("hex").slice(0, 32)}`,
  });
  const head = messageHead({ ...request, name, address, subject: prepared.letter.subject, contentType: body.contentType });
  const tooLarge = !asLink && sizeOf(body.parts) > settings.maxBytes;
  // It is not going to be sent: its link is.
  const signature = settings.dkim && !tooLarge ? [dkimSignature(head, body.parts, { key: settings.dkim, date })] : [];
  const raw = [Buffer.from(`${[...signature, ...head].join("")}\r\n`, "utf8"), ...body.parts];
  const envelope = { from: returnPath(settings.bounceAddress, delivery.bounceToken), to: address };
  const smtpUtf8 = [envelope.from, envelope.to, ownAddress(settings.from.address), ownAddress(settings.replyTo)].some((one) =>
    /[^\x20-\x7e]/.test(one),
  );
  return { envelope: { ...envelope, smtpUtf8 }, raw, bytes: sizeOf(raw), asLink };
}

const sizeOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, { length }) => sum + length, 0);

/** The domain in A-labels, so that only a local part may be beyond ASCII. */
function addressOf(text: string): string {
  const parsed = parseAddress(text);
  if (!parsed.ok) throw new Error(`a recipient's address is none: ${parsed.message}`);
  return parsed.address;
}

/** VERP: a bounce names its delivery by the address that it comes back to. */
function returnPath(bounceAddress: string, token: string): string {
  const at = bounceAddress.lastIndexOf("@");
  if (!/^[\w-]+$/.test(token)) throw new Error("a bounce token holds more than letters, digits, hyphens and underscores");
  return ownAddress(`${bounceAddress.slice(0, at)}+${token}${bounceAddress.slice(at)}`);
}
