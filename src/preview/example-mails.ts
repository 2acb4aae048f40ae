import PostalMime from "postal-mime";
import { exampleMailSettings } from "../config/example-mail-settings.ts";
import type { Environment } from "../config/environment.ts";
import { composeFor } from "../delivery/compose-claim.ts";
import type { Effects } from "../effects.ts";
import type { EditionContent } from "../edition/edition-content.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import type { Fonts } from "../edition/make-edition.ts";
import { hasError, type Problem, UserError } from "../errors.ts";
import type { EditionLanguage } from "../language/language.ts";
import type { Message } from "../mail/compose-message.ts";
import { readMailTemplates } from "../mail/mail-templates.ts";
import { assembleEdition } from "../press/assemble-edition.ts";
import type { IsoDate } from "../units.ts";
import type { BuildState, PreviewedEdition } from "./build-state.ts";
import { type ExampleCopies, exampleCopies } from "./example-copies.ts";

/** A message as a program for mail reads it. */
export interface ExampleMail {
  /** The fields before the empty line, as they are sent. */
  readonly head: string;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** Its pictures are named by `cid:`. */
  readonly html: string;
  readonly pictures: readonly { readonly contentId: string; readonly name: string; readonly bytes: Uint8Array }[];
  /** Null: it is behind a link. */
  readonly attachment: string | null;
  /** What is attached, or what the link leads to. */
  readonly pdf: Uint8Array;
  /** Bytes, of the message as it is sent: base64, with its heads. */
  readonly bytes: number;
  readonly raw: Uint8Array;
}

export interface ExampleAnswer {
  /** Null: there is no edition in this language yet, or its templates are wrong. */
  readonly mail: ExampleMail | null;
  /** The build that it came from; 0: none. */
  readonly build: number;
  /** The day of the edition that the reader got before. Null: there is none. */
  readonly before: IsoDate | null;
  /** What stands for the settings that are not there. */
  readonly standIns: readonly string[];
  /** What a reader may be interested in, a word for each section that a copy may lack; empty: everybody gets the same. */
  readonly interests: readonly string[];
  readonly problems: readonly Problem[];
}

export interface ExampleReader {
  readonly language: EditionLanguage;
  /** Whether the edition before came to this reader. */
  readonly returning: boolean;
  /** Null: all sections. */
  readonly interest: string | null;
}

export type ExampleMails = (reader: ExampleReader) => Promise<ExampleAnswer>;

interface MailDesk {
  readonly state: () => BuildState;
  /** Folder of the templates. */
  readonly templates: string;
  readonly fonts: Fonts;
  readonly environment: Environment;
}

/** Messages of the editions under way to a reader that there is not, made as those to real ones are. */
export function exampleMails(
  { state, templates: folder, fonts, environment }: MailDesk,
  effects: Pick<Effects, "readTree" | "now">,
): ExampleMails {
  const { settings, standIns, problems: wrong } = exampleMailSettings(environment);
  const assembled = new WeakMap<PreviewedEdition, Promise<KeptEdition>>();
  const assembledOf = (found: PreviewedEdition): Promise<KeptEdition> => {
    const edition = assembled.get(found) ?? assemble(found, fonts);
    assembled.set(found, edition);
    return edition;
  };
  const copyOf = exampleCopies(fonts);
  return async ({ language, returning, interest }) => {
    const found = state().editions.get(language);
    const interests = found ? interestsIn(found) : [];
    const previous = found?.edition.request.before?.content ?? null;
    const { templates, problems } = await readMailTemplates(folder, effects);
    const answer = { build: found?.build ?? 0, before: previous?.date ?? null, standIns, interests };
    const told = [...wrong, ...problems].filter((one) => hasError([one]));
    if (!found || !templates) return { ...answer, mail: null, problems: told };
    const { personal, problems: unfit } = await tried(copyOf(found, interests.find((one) => one === interest) ?? null));
    if (unfit) return { ...answer, mail: null, problems: [...told, ...unfit] };
    const message = composeFor(exampleClaim(language), {
      edition: await assembledOf(found),
      personal,
      previous: returning ? previous : null,
      settings,
      templates,
      date: effects.now(),
    });
    return { ...answer, mail: { ...(await readMessage(message)), pdf: personal?.bytes ?? found.pdf }, problems: told };
  };
}

/** A brief without some of its sections may be wrong where the whole of it is not. */
async function tried(copy: ReturnType<ExampleCopies>): Promise<{ personal?: Awaited<typeof copy>; problems?: readonly Problem[] }> {
  try {
    return { personal: await copy };
  } catch (cause) {
    if (cause instanceof UserError) return { problems: cause.problems };
    throw cause;
  }
}

/** Of each section the first word: in the order of the brief. */
const interestsIn = ({ edition }: PreviewedEdition): string[] =>
  Object.values(edition.view.definition.personal?.sections ?? {}).flatMap((words) => words.slice(0, 1));

const exampleClaim = (language: EditionLanguage) => ({
  investorId: "00000000-0000-4000-8000-000000000000",
  name: "",
  address: "reader@example.com",
  language,
  messageId: "example@example.com",
  bounceToken: "00000000000000000000000000000000",
});

/** The edition as far as a message needs it: its one PDF and its pictures. */
function assemble({ edition, madeFrom: inputs, pdf, sha256 }: PreviewedEdition, fonts: Fonts): Promise<KeptEdition> {
  const { request, view, placed } = edition;
  const { brief, language } = request;
  const file = {
    language,
    name: `${brief}.${language}.pdf`,
    sha256,
    bytes: pdf.length,
    pages: placed.pages.length,
    content: pdf,
    cover: edition.cover?.kept ?? null,
  };
  const noTexts: NonNullable<EditionContent["texts"]> = { vi: [], en: [] };
  return assembleEdition({ inputs, fonts, warnings: [], request, view, pdfs: [file] }, noTexts);
}

async function readMessage({ raw: pieces, bytes, asLink }: Message): Promise<Omit<ExampleMail, "pdf">> {
  const raw = Buffer.concat(pieces);
  const { subject = "", from, to, text = "", html = "", attachments } = await PostalMime.parse(raw);
  const pictures = attachments.filter(({ mimeType, contentId }) => mimeType.startsWith("image/") && contentId !== undefined);
  return {
    head: raw.subarray(0, raw.indexOf("\r\n\r\n")).toString("latin1").replaceAll("\r\n", "\n"),
    subject,
    from: mailbox(from),
    to: to?.map(mailbox).join(", ") ?? "",
    text: text.replaceAll("\r\n", "\n"),
    html,
    pictures: pictures.map(({ contentId = "", filename, content }) => ({
      contentId: contentId.replace(/^<|>$/g, ""),
      name: filename ?? "",
      bytes: typeof content === "string" ? Buffer.from(content) : new Uint8Array(content),
    })),
    attachment: asLink ? null : (attachments.find(({ mimeType }) => mimeType === "application/pdf")?.filename ?? null),
    bytes,
    raw,
  };
}

const mailbox = (one: { readonly name: string; readonly address?: string | undefined } | undefined): string =>
  one?.name ? `${one.name} <${one.address ?? ""}>` : (one?.address ?? "");
