import PostalMime, { type Attachment, type Email, type Header } from "postal-mime";
import type { Bounce, BounceClues, RecipientReport } from "./bounce.ts";
import { cluesInHeaders, cluesInReturned, joinClues } from "./bounce-clues.ts";
import { readBounceText, reasonIn } from "./bounce-texts.ts";
import { parseFieldBlocks, recipientReports } from "./delivery-status.ts";
import { gravestStatusIn } from "./status-code.ts";

/** A bounce needs few of these; more of them is no bounce but a try to keep us busy. */
const limits = { maxNestingDepth: 50, maxHeadersSize: 1.5 * 1024 * 1024, maxRfc822NestingDepth: 0, forceRfc822Attachments: true };
/** A report and the headers of the message that it speaks of come before that message's own body. */
const maxBytes = 2 * 1024 * 1024;
/** Of a returned message the headers are wanted, of a report all of it is shorter than this. */
const maxPartBytes = 256 * 1024;

/**
 * What a message to the bounce mailbox says: a report about a message of ours (RFC 3464 or a server's own words), a
 * complaint about one (RFC 5965), or something else, which is told and left alone. Whatever comes in has one.
 */
export async function readBounce(raw: Uint8Array): Promise<Bounce> {
  let mail: Email;
  try {
    mail = await PostalMime.parse(raw.subarray(0, maxBytes), limits);
  } catch {
    // Nested or headed beyond the limits.
    return { kind: "other", what: "a message that can't be read" };
  }
  if (mail.headers.length === 0) return { kind: "other", what: "no message: it has no headers" };
  return readComplaint(mail) ?? readReport(mail) ?? readWords(mail) ?? { kind: "other", what: whatElse(mail) };
}

/** RFC 5965: a reader called the message spam, or asked through it to be let go. */
function readComplaint(mail: Email): Bounce | null {
  const report = partsOf(mail, "message/feedback-report")[0];
  if (report === undefined) return null;
  const feedback = parseFieldBlocks(report)[0]?.get("feedback-type")?.toLowerCase() ?? "";
  if (!complaints.has(feedback)) return { kind: "other", what: `feedback of the type "${feedback.slice(0, 40)}", which is no complaint` };
  return { kind: "complaint", feedback, clues: joinClues(cluesOf(mail), cluesInReturned(report)) };
}

/** Types that the IANA registers and that a person's wish stands behind; not auth-failure, not-spam, virus. */
const complaints: ReadonlySet<string> = new Set(["abuse", "fraud", "opt-out", "opt-out-list", "miscategorized", "other"]);

/** RFC 3464, or RFC 6533 where addresses are not ASCII; some servers put it into a multipart of another kind. */
function readReport(mail: Email): Bounce | null {
  const statuses = partsOf(mail, "message/delivery-status", "message/global-delivery-status");
  const blocks = statuses.flatMap(parseFieldBlocks);
  const recipients = recipientReports(blocks);
  if (recipients.length === 0) return null;
  const clues = joinClues(cluesOf(mail), ...statuses.map(cluesInStatus));
  return { kind: "report", dialect: "RFC 3464", recipients, clues };
}

/** Postfix and others name the sender and the message in fields of their own. */
const cluesInStatus = (status: string): BounceClues =>
  cluesInReturned(
    status.replace(/^x-[\w-]{0,40}-?sender:/gim, "Return-Path:").replace(/^(?:x-original|original)-message-id:/gim, "Message-ID:"),
  );

/** Servers that write for people only. */
function readWords(mail: Email): Bounce | null {
  const text = mail.text ?? textOfHtml(mail.html ?? "");
  const isDaemon = daemon.test(headerOf(mail.headers, "from"));
  const told = readBounceText(text, mail.subject ?? "", isDaemon);
  const clues = joinClues(cluesOf(mail), cluesInReturned(text.slice(0, maxPartBytes)));
  const named = headerOf(mail.headers, "x-failed-recipients");
  if (told) {
    const recipients = named === "" ? told.recipients : told.recipients.map((one) => ({ ...one, addresses: listOf(named) }));
    return { kind: "report", dialect: told.dialect, recipients, clues };
  }
  if (named === "") return null;
  // Exim and Gmail write this header when they have given up, never before.
  const status = gravestStatusIn(text.slice(0, 4000)) ?? "5.0.0";
  const recipient: RecipientReport = { addresses: listOf(named), action: "failed", status, diagnostic: reasonIn(text.slice(0, 4000)) };
  return { kind: "report", dialect: "X-Failed-Recipients", recipients: [recipient], clues };
}

/** Good enough to look for a server's words in it. */
const textOfHtml = (html: string): string =>
  html
    // What stands before the body is style.
    .slice(Math.max(0, html.search(/<body\b/i)))
    .slice(0, maxPartBytes)
    .replace(/<(?:br|\/?p|\/?div|\/?tr|\/?h\d)\b[^<>]{0,2000}>/gi, "\n")
    .replace(/<[^<>]{0,2000}>/g, "")
    .replace(/&(lt|gt|amp|quot|nbsp|#39);/g, (_, name: string) => ({ lt: "<", gt: ">", amp: "&", quot: '"', nbsp: " " })[name] ?? "'")
    .replace(/\n\s*/g, "\n");

const daemon = /mailer-?daemon|post ?master|mail ?(?:delivery|system)|microsoftexchange|bounce/i;

const listOf = (header: string): string[] =>
  header
    .slice(0, 4000)
    .split(/[,\s]+/)
    .filter((word) => word.includes("@"));

const cluesOf = (mail: Email): BounceClues =>
  joinClues(
    cluesInHeaders(mail.headers),
    ...partsOf(mail, "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers", "message/rfc822-headers").map(
      (text) => cluesInReturned(headersIn(text)),
    ),
  );

/** Up to the first empty line. */
const headersIn = (text: string): string => text.slice(0, /\r?\n\r?\n/.exec(text)?.index);

function partsOf(mail: Email, ...types: readonly string[]): string[] {
  return mail.attachments.filter(({ mimeType }) => types.includes(mimeType)).map(textOf);
}

function textOf({ content }: Attachment): string {
  if (typeof content === "string") return content.slice(0, maxPartBytes);
  return new TextDecoder().decode(new Uint8Array(content).subarray(0, maxPartBytes));
}

const headerOf = (headers: readonly Header[], name: string): string => headers.find(({ key }) => key === name)?.value ?? "";

/** What it is, as far as it says so, for the person who looks after the mailbox. */
function whatElse({ headers, subject = "" }: Email): string {
  const automatic = headerOf(headers, "auto-submitted").toLowerCase();
  if (/report-type="?disposition-notification/i.test(headerOf(headers, "content-type"))) return "a receipt (RFC 8098)";
  if (automatic.startsWith("auto-replied") || headerOf(headers, "x-autoreply") || headerOf(headers, "x-autorespond"))
    return "an automatic answer";
  if (/^(?:out of (?:the )?office|automatic reply|auto(?:matic)?[- ]?reply|trả lời tự động|abwesen)/i.test(subject))
    return "an automatic answer";
  if (automatic !== "" && automatic !== "no") return "a message that a program wrote";
  return "no report of a mail server";
}
