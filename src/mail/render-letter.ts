import Handlebars from "handlebars";
import juice from "juice";
import type { MailSettings } from "../config/mail-settings.ts";
import { editionDifference, type FigureChange } from "../edition/edition-difference.ts";
import type { EditionContent, EditionPdf } from "../edition/edition-content.ts";
import { formatDate } from "../language/format-date.ts";
import { formatNumber } from "../language/format-number.ts";
import { type EditionLanguage, type Language, languagesOf } from "../language/language.ts";
import { plainText } from "../language/plain-text.ts";
import { inEach } from "../template/figure-row.ts";
import { hole, openText, type OpenText } from "../template/open-text.ts";
import { plainString } from "../template/plain-string.ts";
import { renderString } from "../template/render-string.ts";
import { messageTemplates, type mailHelpers, type MailTemplates, noDataset } from "./mail-templates.ts";
import { wrapPlainText } from "./wrap-plain-text.ts";

/** What differs from person to person in the same letter. */
export type PersonalField = "name" | "unsubscribeUrl" | "editionUrl";

/** What a message says to everyone who gets it in this language and got the same edition before. */
export interface Letter {
  readonly subject: string;
  readonly text: OpenText<PersonalField>;
  readonly html: OpenText<PersonalField>;
}

export interface LetterRequest {
  readonly content: EditionContent;
  /** What the reader got last, if anything. */
  readonly previous: EditionContent | null;
  readonly pdf: EditionPdf;
  /** Whether the PDF lacks some sections of the edition. */
  readonly reduced: boolean;
  readonly asLink: boolean;
  /** Whether the reader's name is known. */
  readonly named: boolean;
  readonly settings: MailSettings;
  /** Content-IDs of the pictures. */
  readonly pictures: Readonly<Record<Language, string>>;
}

/** More than this is for the brief itself. */
const mostChanges = 6;

/** Templates and edition → the words of a message, its style inlined. */
export function renderLetter(request: LetterRequest, mail: MailTemplates): Letter {
  const { language } = request.pdf;
  const view = letterView(request);
  const render = (name: string, format: Format): string => renderTemplate(name, view, { mail, format, language });
  const html = render(messageTemplates.html, "html");
  return {
    subject: render(messageTemplates.subject, "text").replace(/\s+/g, " ").trim(),
    text: openText(wrapPlainText(render(messageTemplates.text, "text")), isPersonalField),
    html: openText(inlineStyle(html, mail.css), isPersonalField),
  };
}

/** What the templates of mails can print. */
function letterView({ content, previous, pdf, reduced, asLink, named, settings, pictures }: LetterRequest) {
  const changes = previous ? editionDifference(previous, content) : [];
  const languages = languagesOf(pdf.language);
  return {
    languages,
    language: languages[0] ?? "vi",
    second: languages[1] ?? null,
    editionDay: content.date,
    title: content.title,
    notice: content.notice,
    keyFigures: content.keyFigures,
    chart: content.chart && { ...content.chart, picture: pictures },
    previousDay: previous && inEach((language) => formatDate(previous.date, language, "phrase")),
    changes: changes.slice(0, mostChanges).map(describeChange),
    more: Math.max(0, changes.length - mostChanges),
    pdf: { name: pdf.name, pages: pdf.pages, size: inEach((language) => sizeText(pdf.bytes, language)), reduced },
    asLink,
    advertising: settings.advertising,
    sender: {
      name: plainText(settings.from.name || settings.from.address),
      address: plainText(settings.replyTo),
      postal: plainText(settings.postalAddress),
    },
    name: named ? hole("name") : "",
    unsubscribeUrl: hole("unsubscribeUrl"),
    editionUrl: hole("editionUrl"),
  };
}

type LetterView = ReturnType<typeof letterView>;

const describeChange = ({ kind, figure, before }: FigureChange) => ({ ...figure, before, kind });

/** "284 kB", "1.2 MB". */
export function sizeText(bytes: number, language: Language): string {
  const megabytes = bytes >= 1e6;
  return `${formatNumber(bytes / (megabytes ? 1e6 : 1e3), megabytes ? 1 : 0, language)}\u00a0${megabytes ? "MB" : "kB"}`;
}

type Format = "html" | "text";
interface Rendering {
  readonly mail: MailTemplates;
  readonly format: Format;
  readonly language: EditionLanguage;
}

function renderTemplate(name: string, view: LetterView, { mail, format }: Rendering): string {
  const template = mail.templates.get(name);
  if (!template) throw new Error(`the template ${name} is missing, though the templates were checked`);
  const partials = Object.fromEntries([...mail.templates.values()].map((one) => [one.name, one.render]));
  return template.render(view, {
    helpers: bindMailHelpers(view, mail, format),
    partials,
    allowProtoPropertiesByDefault: false,
    allowProtoMethodsByDefault: false,
  });
}

interface HelperOptions {
  readonly fn: (context: unknown, options?: { data: unknown }) => string;
  readonly hash: Readonly<Record<string, unknown>>;
  readonly data: { readonly language?: Language };
}
type Helper = (this: unknown, ...parameters: unknown[]) => unknown;

function bindMailHelpers(view: LetterView, { strings }: MailTemplates, format: Format): Record<(typeof mailHelpers)[number], Helper> {
  const context = { dataset: noDataset, editionDay: view.editionDay, strings };
  // Handlebars always passes its options last; its types leave them open.
  const optionsOf = (parameters: unknown[]) => parameters.at(-1) as HelperOptions;
  const languageOf = (parameters: unknown[]): Language => optionsOf(parameters).data.language ?? view.language;
  return {
    t: (...parameters) => {
      const [key, language] = [String(parameters[0]), languageOf(parameters)];
      const string = strings.get(key);
      if (!string) throw new Error(`the string ${key} is missing, though the templates were checked`);
      if (format === "text") return plainString(key, language, context);
      return new Handlebars.SafeString(renderString(string, { view: context, language, problems: [] }, () => ""));
    },
    // The view's words hold each language.
    local: (...parameters) => (parameters[0] as Readonly<Record<Language, string>>)[languageOf(parameters)],
    inLanguage(...parameters) {
      const options = optionsOf(parameters);
      return options.fn(this, { data: Object.assign(Handlebars.createFrame(options.data), { language: parameters[0] }) });
    },
    editionDate: (...parameters) =>
      formatDate(view.editionDay, languageOf(parameters), optionsOf(parameters).hash["form"] === "short" ? "short" : "phrase"),
    eq: (a, b) => a === b,
  };
}

/** Rules go into the elements, for many clients drop style sheets; queries (dark mode, phones) stay in the head. */
const inlineStyle = (html: string, css: string): string =>
  juice(html, {
    extraCss: css,
    preserveMediaQueries: true,
    insertPreservedExtraCss: true,
    // `align` on a table makes it float.
    applyAttributesTableElements: false,
    applyWidthAttributes: false,
    applyHeightAttributes: false,
  });

const isPersonalField = (word: string): word is PersonalField => word === "name" || word === "unsubscribeUrl" || word === "editionUrl";
