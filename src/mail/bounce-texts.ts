import type { BounceDialect, RecipientReport } from "./bounce.ts";
import { gravestStatusIn, statusIn } from "./status-code.ts";

/** What servers say in words of their own, for people to read. */
interface Dialect {
  readonly name: BounceDialect;
  /** How its messages begin or what only they say. */
  readonly sign: RegExp;
  /** It is still trying. */
  readonly delay?: RegExp;
  /** Where the returned message begins. */
  readonly copy: RegExp;
  /** It speaks only when it has given up for good, so a reason without a code is permanent. */
  readonly isFinal?: boolean;
}

const dialects: readonly Dialect[] = [
  {
    // https://cr.yp.to/proto/qsbmf.txt
    name: "qmail",
    sign: /^Hi\. This is the (?:qmail-send|[\w-]{1,40}) program/im,
    copy: /^--- (?:Below this line is (?:a copy|the original)|Enclosed|Undelivered message)/im,
    isFinal: true,
  },
  {
    name: "Postfix",
    sign: /^This is the (?:mail system at host|Postfix program at host)/im,
    delay: /THIS IS A WARNING ONLY|could not be delivered for more than/i,
    copy: /^-{3,}.{0,60}(?:message|headers)|^(?:Received|Return-Path): /im,
  },
  {
    name: "Exim",
    sign: /^This message was created automatically by mail delivery software/im,
    delay: /message has not yet been delivered|No action is required on your part|has not been delivered to one or more of its recipients/i,
    copy: /^-{3,} (?:This is a copy of|The body of the message|A copy of)/im,
    isFinal: true,
  },
  {
    name: "Sendmail",
    sign: /^ {0,8}-{3,} The following addresses had (?:permanent|transient)/im,
    delay: /had transient (?:non-fatal|delivery) errors|Warning: message still undelivered/i,
    copy: /^ {0,8}-{3,} (?:Original message|Message header|Returned message) follows/im,
  },
  {
    name: "Exchange",
    sign: /^(?:Your message\s+did not reach some or all of the intended recipients|Delivery has failed to these recipients or groups|Your message to .{1,320} couldn't be delivered|The following recipient\(s\) (?:could|cannot) (?:not )?be reached)/im,
    delay: /Delivery is delayed to these recipients|hasn't been delivered yet/i,
    copy: /^(?:Original message headers|Diagnostic information for administrators):/im,
  },
];

/** A daemon's message in words that we don't know: believed only if it says a code. */
const unknownDialect: Dialect = {
  name: "mail server",
  sign: /undeliver|not (?:be )?deliver|delivery (?:has )?fail|returned to sender|returned mail|could ?n[o']t be delivered|unzustellbar|không (?:thể )?(?:gửi|chuyển)/i,
  delay: /delayed|will (?:continue|keep) (?:to )?try|warning only/i,
  copy: /^-{3,}.{0,60}message|^(?:Received|Return-Path): /im,
};

/** What a server says without a code when the address is wrong for good. */
const noSuchPerson =
  /unknown (?:user|recipient)|(?:user|recipient|address) (?:is )?unknown|no such (?:user|person|recipient|mailbox)|does(?: not|n't) exist|host (?:or domain name )?not found|unrouteable address|no mailbox here by that name/i;

/** A text is looked at no further: the reasons stand first. */
const maxText = 100_000;

export interface TextReport {
  readonly dialect: BounceDialect;
  readonly recipients: readonly RecipientReport[];
}

/** What a bounce without a report says in its text, or null if it is none. `isDaemon`: a mail system wrote it. */
export function readBounceText(text: string, subject: string, isDaemon: boolean): TextReport | null {
  const start = text.slice(0, maxText).replace(/\r\n?/g, "\n");
  const dialect = dialects.find(({ sign }) => sign.test(start.slice(0, 4000)));
  if (dialect) return readDialect(dialect, start);
  if (!isDaemon || !unknownDialect.sign.test(`${subject}\n${start.slice(0, 4000)}`)) return null;
  const report = readDialect(unknownDialect, start);
  return report.recipients.some(({ status }) => status !== "") ? report : null;
}

function readDialect({ name, delay, copy, isFinal = false }: Dialect, text: string): TextReport {
  const end = copy.exec(text)?.index;
  // Exchange puts its codes below the line that others end with.
  const own = name === "Exchange" || end === undefined ? text : text.slice(0, end);
  const isDelay = delay?.test(own) ?? false;
  const told = name === "qmail" ? qmailParagraphs(own) : [{ addresses: firstAddress(own), words: own }];
  return {
    dialect: name,
    recipients: told.map(({ addresses, words }) => {
      const status = gravestStatusIn(words) ?? (noSuchPerson.test(words) ? "5.1.1" : isFinal ? "5.0.0" : "");
      return { addresses, action: isDelay ? "delayed" : "failed", status: isDelay ? "" : status, diagnostic: reasonIn(words) };
    }),
  };
}

/** `<nga@example.com>:` and its reason, up to the next empty line. */
function qmailParagraphs(text: string): { addresses: string[]; words: string }[] {
  const paragraphs = text.split(/\n{2,}/).flatMap((paragraph) => {
    const found = /^<([^<>\n]{1,320})>:[ \t]*\n?([\s\S]*)$/.exec(paragraph.trim());
    return found ? [{ addresses: [found[1]!], words: found[2]! }] : [];
  });
  return paragraphs.length > 0 ? paragraphs : [{ addresses: [], words: text }];
}

const firstAddress = (text: string): string[] => {
  const found = /(?:^|[\s<(>])([^\s<>()[\]:;,"']{1,200}@[^\s<>()[\]:;,"']{1,255})/m.exec(text)?.[1];
  return found === undefined ? [] : [found];
};

/** The line with the code, or the last one. */
export function reasonIn(words: string): string {
  const lines = words.split("\n").flatMap((line) => line.trim() || []);
  return (lines.find((line) => statusIn(line) !== undefined) ?? lines.at(-1) ?? "").slice(0, 500);
}
