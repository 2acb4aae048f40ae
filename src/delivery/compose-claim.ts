import type { MailSettings } from "../config/mail-settings.ts";
import type { EditionContent } from "../edition/edition-content.ts";
import { coverName } from "../edition/edition-manifest.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import type { VariantFiles, VariantKey } from "../personal/personal-base.ts";
import { loadVariant } from "../state/edition-variants.ts";
import { loadEditionContent } from "../state/keep-edition.ts";
import { linkToken } from "../investors/link-token.ts";
import { composeMessage, type Message, type MessageRequest } from "../mail/compose-message.ts";
import type { PersonalPdf } from "../mail/prepare-letter.ts";
import type { MailTemplates } from "../mail/mail-templates.ts";
import type { Database } from "../state/open-state.ts";
import type { Claim } from "./ledger.ts";
import { makeCopies } from "./make-copies.ts";

export interface ComposeParts {
  readonly database: Database;
  readonly edition: KeptEdition;
  readonly settings: MailSettings;
  readonly templates: MailTemplates;
  readonly now: () => Date;
}

type Composable = Omit<Claim, "id" | "addressHash" | "attempts">;

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
  const copyFor = makeCopies((key) => variantOf(edition, key, database));
  const personalFor = async ({ leftOut, ...reader }: Composable): Promise<PersonalPdf | undefined> =>
    leftOut === null ? undefined : { ...(await copyFor({ language: reader.language, leftOut }, reader)), leftOut };
  return async (claim: Composable, serverBytes: number | undefined): Promise<Message> =>
    composeFor(claim, {
      edition,
      personal: await personalFor(claim),
      previous: await contentOf(claim.previousEditionId),
      settings: limitedTo(serverBytes),
      templates,
      date: now(),
    });
}

/** What the edition has itself is in hand: one that is only tried may not be kept. */
async function variantOf(edition: KeptEdition, key: VariantKey, database: Database): Promise<VariantFiles> {
  const { files, content, brief } = edition;
  const pdf = files.get(content.pdfs.find(({ language }) => language === key.language)?.name ?? "");
  const cover = files.get(coverName(brief, key.language));
  return key.leftOut === "" && pdf && cover ? { pdf: pdf.bytes, cover: cover.bytes } : loadVariant(database, edition, key);
}

/** The message of a row, with its links, from all that it needs. */
export function composeFor(
  {
    name,
    address,
    language,
    messageId,
    bounceToken,
    investorId,
  }: Pick<Composable, "name" | "address" | "language" | "messageId" | "bounceToken" | "investorId">,
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
