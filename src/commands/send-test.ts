import { randomBytes, randomUUID } from "node:crypto";
import { composeClaims } from "../delivery/compose-claim.ts";
import { listEditions } from "../state/keep-edition.ts";
import { error, OutsideError, UserError } from "../errors.ts";
import { maskAddress } from "../investors/mask-address.ts";
import { parseAddress } from "../investors/parse-address.ts";
import { openSmtpConnection, type SmtpAnswer } from "../mail/smtp-connection.ts";
import type { SendParts } from "./send.ts";

/** One message a language to one address. The ledger knows nothing of it, and its links lead nowhere. */
export async function sendTest({ state, settings, templates, edition, context }: SendParts, text: string): Promise<number> {
  const parsed = parseAddress(text);
  if (!parsed.ok) throw new UserError([error("invalid-address", parsed.message, undefined, parsed.hint)]);
  const { mail, smtp } = settings;
  const { database } = state;
  const { effects } = context;
  const compose = composeClaims({ database, edition, settings: mail, templates, now: effects.now });
  // As one who has got the edition before sees it.
  const before = (await listEditions(database, edition.brief)).find(({ id, date }) => id !== edition.id && date <= edition.date);
  const opened = await openSmtpConnection(smtp);
  if ("failure" in opened) throw new OutsideError(opened.failure.words);
  const { connection } = opened;
  try {
    for (const { language } of edition.content.pdfs) {
      const claim = {
        investorId: randomUUID(),
        name: "",
        organisation: "",
        interests: [],
        leftOut: edition.content.personal && "",
        address: parsed.address,
        language,
        messageId: `test.${randomBytes(16).toString("hex")}@${mail.from.address.split("@").at(-1)}`,
        bounceToken: randomBytes(16).toString("hex"),
        previousEditionId: before?.id ?? null,
      };
      const answer = await connection.send(await compose(claim, connection.maxBytes), async () => true);
      if (answer.kind !== "accepted") throw new OutsideError(`the test message in ${language} was not taken: ${wordsOf(answer)}`);
      effects.print(`sent to ${maskAddress(parsed.address)} in ${language}: ${answer.reply}`);
    }
  } finally {
    await connection.quit();
  }
  return 0;
}

function wordsOf(answer: Exclude<SmtpAnswer, { kind: "accepted" }>): string {
  if (answer.kind === "withheld") return "withheld";
  return answer.kind === "refused" ? answer.reply : answer.words;
}
