import { Socket } from "node:net";
import SMTPConnection from "nodemailer/lib/smtp-connection/index.js";
import type { SmtpSettings } from "../config/mail-settings.ts";
import { cleanReply } from "./clean-reply.ts";
import { holdLastPiece, Withheld } from "./hold-last-piece.ts";
import { explainConnectError, wordsOf, type SmtpError, type SmtpFailure } from "./smtp-failure.ts";
import { stepTimer, type StepTimer } from "./step-timer.ts";

/** How long each step may take. RFC 5321 4.5.3.2 asks for no less from MAIL on. */
export interface SmtpTimeouts {
  /** Name lookup, TCP, greeting, EHLO, TLS and login together. */
  readonly openSeconds: number;
  /** MAIL, RCPT and DATA up to the server's go-ahead. */
  readonly envelopeSeconds: number;
  /** A piece of the message. */
  readonly pieceSeconds: number;
  /** The answer to the end of the message. */
  readonly answerSeconds: number;
  /** RSET and QUIT: nothing depends on them. */
  readonly courtesySeconds: number;
}

export const smtpTimeouts: SmtpTimeouts = {
  openSeconds: 60,
  envelopeSeconds: 300,
  pieceSeconds: 180,
  answerSeconds: 600,
  courtesySeconds: 5,
};

export interface OutgoingMessage {
  readonly envelope: { readonly from: string; readonly to: string; readonly smtpUtf8: boolean };
  readonly raw: readonly Uint8Array[];
  readonly bytes: number;
}

/** What became of a message. Replies and words are clean of addresses. */
export type SmtpAnswer =
  | { readonly kind: "accepted"; readonly reply: string }
  | { readonly kind: "refused"; readonly code: number; readonly command: "MAIL" | "RCPT" | "DATA" | "end of data"; readonly reply: string }
  /** No answer. `ended`: the server may have the whole message. */
  | { readonly kind: "lost"; readonly ended: boolean; readonly words: string }
  /** `mayEnd` said no: the server has no whole message. */
  | { readonly kind: "withheld" }
  /** Not even begun: the server can't take it. */
  | { readonly kind: "unfit"; readonly words: string };

export interface SmtpConnection {
  /** Octets of the largest message that the server says it takes (RFC 1870). */
  readonly maxBytes: number | undefined;
  readonly isOpen: () => boolean;
  /** One message at a time. `mayEnd` is asked before the last octets are handed over; what it rejects with comes through. */
  readonly send: (message: OutgoingMessage, mayEnd: () => Promise<boolean>) => Promise<SmtpAnswer>;
  /** Takes leave. Never fails. */
  readonly quit: () => Promise<void>;
  /** Ends it at once; a message that is under way is lost. */
  readonly destroy: (words: string) => void;
}

export type Opened = { readonly connection: SmtpConnection } | { readonly failure: SmtpFailure };

/** Connects, secures and logs in. Failures come as values. */
export async function openSmtpConnection(settings: SmtpSettings, timeouts: SmtpTimeouts = smtpTimeouts): Promise<Opened> {
  const smtp = new SMTPConnection(optionsOf(settings, timeouts));
  // Whatever it says between messages is of none of them: `isOpen` tells.
  smtp.on("error", () => {});
  const failure = await connect(smtp, settings, timeouts);
  if (failure === null) return { connection: wrap(smtp, timeouts) };
  smtp.close();
  return { failure };
}

function connect(smtp: SMTPConnection, { user, password = "" }: SmtpSettings, { openSeconds }: SmtpTimeouts): Promise<SmtpFailure | null> {
  return new Promise((resolve) => {
    const finish = (failure: SmtpFailure | null): void => {
      timer.stop();
      smtp.removeListener("error", fail).removeListener("end", end);
      resolve(failure);
    };
    const fail = (cause: SmtpError): void => finish(explainConnectError(cause));
    const end = (): void => fail(new Error("it closed the connection"));
    const timer = stepTimer((words) => fail(new Error(words)));
    timer.start("connection and login", openSeconds);
    smtp.on("error", fail).on("end", end);
    smtp.connect((cause) => {
      if (cause) return fail(cause);
      if (user === undefined) return finish(null);
      smtp.login({ user, pass: password, credentials: { user, pass: password } }, (cause) => (cause ? fail(cause) : finish(null)));
    });
  });
}

const optionsOf = (settings: SmtpSettings, { openSeconds, answerSeconds }: SmtpTimeouts): SMTPConnection.Options => ({
  host: settings.host,
  port: settings.port,
  secure: settings.implicitTls,
  requireTLS: settings.requireTls && !settings.implicitTls,
  connectionTimeout: openSeconds * 1000,
  greetingTimeout: openSeconds * 1000,
  dnsTimeout: openSeconds * 1000,
  // Only a net below our own timers, which also see a server that dribbles.
  socketTimeout: answerSeconds * 2000,
  // The other side need not agree that it is over.
  socketCloseTimeout: 0,
  tls: {
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
    ...(settings.certificateAuthority !== undefined && { ca: settings.certificateAuthority }),
  },
});

function wrap(smtp: SMTPConnection, timeouts: SmtpTimeouts): SmtpConnection {
  let onDestroy: ((words: string) => void) | undefined;
  const isOpen = (): boolean => !smtp.destroyed && isWritable(Reflect.get(smtp, "_socket"));
  const { maxBytes, smtpUtf8 } = offersOf(smtp);
  return {
    maxBytes,
    isOpen,
    send: async (message, mayEnd) => {
      const unfit = unfitness(message, { maxBytes, smtpUtf8 });
      if (unfit !== undefined) return { kind: "unfit", words: unfit };
      try {
        const answer = await transact(smtp, { message, mayEnd, timeouts, onDestroy: (destroy) => (onDestroy = destroy) });
        if (answer.kind === "refused" && isOpen()) await courteously(smtp, timeouts, (done) => smtp.reset(done));
        return answer;
      } finally {
        onDestroy = undefined;
      }
    },
    quit: async () => {
      if (isOpen()) await courteously(smtp, timeouts, () => smtp.quit());
      smtp.close();
    },
    destroy: (words) => {
      onDestroy?.(words);
      smtp.close();
    },
  };
}

interface Transaction {
  readonly message: OutgoingMessage;
  readonly mayEnd: () => Promise<boolean>;
  readonly timeouts: SmtpTimeouts;
  readonly onDestroy: (destroy: (words: string) => void) => void;
}

/** One message over an open connection. Unless both sides then agree where they are, the connection is closed. */
function transact(smtp: SMTPConnection, { message, mayEnd, timeouts, onDestroy }: Transaction): Promise<SmtpAnswer> {
  const { from, to, smtpUtf8 } = message.envelope;
  return new Promise((resolve, reject) => {
    let [ended, settled] = [false, false];
    const settle = (finish: () => void, orderly = false): void => {
      if (settled) return;
      settled = true;
      timer.stop();
      if (!orderly) smtp.close();
      finish();
    };
    const lose = (words: string): void => settle(() => resolve({ kind: "lost", ended, words }));
    const timer: StepTimer = stepTimer(lose);
    onDestroy(lose);
    const stream = holdLastPiece(message.raw, {
      onPiece: () => timer.start("a piece of the message", timeouts.pieceSeconds),
      mayEnd: () => {
        // From here it is our database that takes its time.
        timer.stop();
        return mayEnd().catch((cause: unknown) => {
          settle(() => reject(cause));
          return false;
        });
      },
      onEnd: () => {
        ended = true;
        timer.start("the answer to the message", timeouts.answerSeconds);
      },
    });
    timer.start("the envelope", timeouts.envelopeSeconds);
    smtp.send({ from, to: [to], size: message.bytes, use8BitMime: smtpUtf8 }, stream, (cause: SmtpError | null, info) => {
      const answer = cause ? explainSendError(cause, { ended, recipient: to }) : explainAcceptance(info.response, ended);
      // A reply amid the message: what we still send would be taken for commands.
      const orderly = answer.kind === "accepted" || (answer.kind === "refused" && (ended || answer.command !== "end of data"));
      settle(() => resolve(answer), orderly);
    });
  });
}

const explainAcceptance = (response: string, ended: boolean): SmtpAnswer =>
  ended
    ? { kind: "accepted", reply: cleanReply(response) }
    : { kind: "lost", ended, words: `the server answered before the end of the message: ${cleanReply(response)}` };

function explainSendError(cause: SmtpError, { ended, recipient }: { ended: boolean; recipient: string }): SmtpAnswer {
  if (cause instanceof Withheld) return { kind: "withheld" };
  const { responseCode = 0, response = "", command } = cause;
  if (responseCode >= 400 && responseCode < 600)
    return { kind: "refused", code: responseCode, command: commandOf(cause, ended), reply: cleanReply(response, recipient) };
  if (cause.code === "EENVELOPE" && command === "API") return { kind: "unfit", words: "the address can't be written into an envelope" };
  return { kind: "lost", ended, words: cleanReply(wordsOf(cause), recipient) };
}

type SmtpCommand = (SmtpAnswer & { kind: "refused" })["command"];

function commandOf({ code, command }: SmtpError, ended: boolean): SmtpCommand {
  if (ended || code === "EMESSAGE") return "end of data";
  if (command === "RCPT TO") return "RCPT";
  return command === "DATA" ? "DATA" : "MAIL";
}

interface Offers {
  readonly maxBytes: number | undefined;
  readonly smtpUtf8: boolean;
}

const isWritable = (socket: unknown): boolean => socket instanceof Socket && socket.writable;

/** What the server said to EHLO. nodemailer keeps it to itself. */
function offersOf(smtp: SMTPConnection): Offers {
  const size: unknown = Reflect.get(smtp, "_maxAllowedSize");
  const extensions: unknown = Reflect.get(smtp, "_supportedExtensions");
  return {
    maxBytes: typeof size === "number" && size > 0 ? size : undefined,
    smtpUtf8: Array.isArray(extensions) && extensions.includes("SMTPUTF8"),
  };
}

function unfitness({ envelope, bytes }: OutgoingMessage, { maxBytes, smtpUtf8 }: Offers): string | undefined {
  if (envelope.smtpUtf8 && !smtpUtf8) return "the mail server does not offer SMTPUTF8, which this address needs";
  if (maxBytes !== undefined && bytes > maxBytes)
    return `the message has ${bytes} octets, and the mail server takes ${maxBytes}; lower MAIL_MAX_BYTES`;
  return undefined;
}

/** Says something that nothing depends on; a server that does not answer in time loses the connection. */
function courteously(
  smtp: SMTPConnection,
  { courtesySeconds }: SmtpTimeouts,
  say: (done: (cause?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const finish = (broken: boolean): void => {
      timer.stop();
      smtp.removeListener("end", end);
      if (broken) smtp.close();
      resolve();
    };
    const end = (): void => finish(false);
    const timer = stepTimer(() => finish(true));
    timer.start("a courtesy", courtesySeconds);
    smtp.on("end", end);
    say((cause) => finish(Boolean(cause)));
  });
}
