import type { MailSettings } from "../config/mail-settings.ts";
import type { EditionContent } from "../edition/edition-content.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import { loadEditionContent } from "../state/keep-edition.ts";
import { linkToken } from "../investors/link-token.ts";
import { composeMessage, type Message, type MessageRequest } from "../mail/compose-message.ts";
import type { MailTemplates } from "../mail/mail-templates.ts";
import type { Database } from "../state/open-state.ts";
import type { Claim } from "./ledger.ts";

export interface ComposeParts {
  readonly database: Database;
  readonly edition: KeptEdition;
  readonly settings: MailSettings;
  readonly templates: MailTemplates;
  readonly now: () => Date;
}

type Composable = Pick<Claim, "investorId" | "address" | "name" | "language" | "messageId" | "bounceToken" | "previousEditionId">;

/** Makes the message of a row; what many rows share is loaded once. */
export function composeClaims({ database, edition, settings, templates, now }: ComposeParts) {
  const previous = new Map<string, Promise<EditionContent | null>>();
  const contentOf = (id: string | null): Promise<EditionContent | null> => {
    if (id === null) return Promise.resolve(null);
    const content = previous.get(id) ?? loadEditionContent(database, id);
    previous.set(id, content);
    return content;
  };
  const limited = new Map<number, MailSettings>();
  // The same object each time: letters are kept by it.
  const limitedTo = (serverBytes: number | undefined): MailSettings => {
    const maxBytes = Math.min(settings.maxBytes, serverBytes ?? settings.maxBytes);
    const known = limited.get(maxBytes) ?? { ...settings, maxBytes };
    limited.set(maxBytes, known);
    return known;
  };
  return async (claim: Composable, serverBytes: number | undefined): Promise<Message> =>
    composeFor(claim, {
      edition,
      previous: await contentOf(claim.previousEditionId),
      settings: limitedTo(serverBytes),
      templates,
      date: now(),
    });
}

/** The message of a row, with its links, from all that it needs. */
export function composeFor(
  { name, address, language, messageId, bounceToken, investorId }: Omit<Composable, "previousEditionId">,
  parts: Omit<MessageRequest, "recipient" | "delivery">,
): Message {
  const { publicUrl, secret } = parts.settings;
  return composeMessage({
    ...parts,
    recipient: { name, address, language },
    delivery: {
      messageId,
      bounceToken,
      unsubscribeUrl: `${publicUrl}/u/${linkToken("unsubscribe", investorId, secret)}`,
      editionUrl: `${publicUrl}/b/${linkToken("edition", bounceToken, secret)}`,
    },
  });
}
