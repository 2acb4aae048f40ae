import type { SmtpAnswer } from "../mail/smtp-connection.ts";
import type { Outcome } from "./ledger.ts";
import { retryAfterMs, type Random } from "./retry-plan.ts";

/** What follows from a server's answer. */
export interface Verdict {
  readonly outcome: Outcome;
  /** There is no such mailbox: nobody writes to it again. */
  readonly suppress: boolean;
  /** `refused`: the server refused this message for good. `trouble`: it took the connection down or takes nothing now. */
  readonly server: "well" | "refused" | "trouble" | "wants-login";
}

export interface Attempt {
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly bytes: number;
  readonly now: Date;
  readonly random: Random;
}

/** RFC 4954 section 6: authentication is required, too weak, wrong, or needs TLS. */
const loginCodes = new Set([530, 534, 535, 538]);

/**
 * RFC 3463 3.2 and RFC 7505: the mailbox, its domain or its syntax is wrong, it is ambiguous, has moved, or its domain takes
 * no mail. Not 5.1.7 and 5.1.8, which speak of the sender.
 */
const noSuchMailbox = /^5\d\d[ -]5\.1\.(?:[012346]|10)(?!\d)/;

export function judgeAnswer(answer: SmtpAnswer, attempt: Attempt): Verdict {
  switch (answer.kind) {
    case "accepted":
      return { outcome: { state: "sent", reply: answer.reply, bytes: attempt.bytes }, suppress: false, server: "well" };
    case "withheld":
      // Only a row that is still ours is changed by this: it was not taken over, so the person was suppressed.
      return { outcome: { state: "suppressed", reply: "suppressed while it was being sent" }, suppress: false, server: "well" };
    case "unfit":
      return { outcome: { state: "failed", reply: answer.words }, suppress: false, server: "well" };
    case "lost":
      return answer.ended
        ? { outcome: { state: "uncertain", reply: `no answer to the message: ${answer.words}` }, suppress: false, server: "trouble" }
        : { outcome: putOff(answer.words, attempt), suppress: false, server: "trouble" };
    case "refused":
      return judgeRefusal(answer, attempt);
  }
}

function judgeRefusal({ code, command, reply }: SmtpAnswer & { kind: "refused" }, attempt: Attempt): Verdict {
  if (loginCodes.has(code)) return { outcome: { state: "queued", reply }, suppress: false, server: "wants-login" };
  if (code < 500) {
    // RFC 5321 4.2: 421 closes the connection; what is refused at MAIL is not for this recipient's sake.
    const trouble = code === 421 || command === "MAIL";
    return { outcome: putOff(reply, attempt), suppress: false, server: trouble ? "trouble" : "well" };
  }
  const suppress = (command === "RCPT" || command === "end of data") && noSuchMailbox.test(reply);
  return { outcome: { state: "failed", reply }, suppress, server: "refused" };
}

function putOff(words: string, { attempts, maxAttempts, now, random }: Attempt): Outcome {
  if (attempts >= maxAttempts) return { state: "failed", reply: `given up after attempt ${attempts}: ${words}` };
  return { state: "deferred", reply: words, nextAttemptAt: new Date(now.getTime() + retryAfterMs(attempts, random)) };
}
