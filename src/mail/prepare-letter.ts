import { domainToASCII } from "node:url";
import type { MailSettings } from "../config/mail-settings.ts";
import type { PrintedSelection } from "../edition/cover.ts";
import type { EditionContent, EditionPdf, PrintedFigure } from "../edition/edition-content.ts";
import { editionDifference } from "../edition/edition-difference.ts";
import type { EditionFile, KeptEdition } from "../edition/kept-edition.ts";
import { type EditionLanguage, type Language, languages, languagesOf } from "../language/language.ts";
import { rememberEach, rememberRecent } from "../remember.ts";
import { base64Lines, lineOctets } from "./base64-lines.ts";
import type { MailTemplates } from "./mail-templates.ts";
import { type Letter, renderLetter, sizeText } from "./render-letter.ts";

/** All of a message that is the same for many people: made once. */
export interface PreparedLetter {
  readonly letter: Letter;
  readonly pictures: readonly { readonly contentId: string; readonly name: string; readonly encoded: Uint8Array }[];
  /** Null: it goes as a link. */
  readonly pdf: EncodedPdf | null;
}

interface EncodedPdf {
  readonly name: string;
  /** In pieces. */
  readonly encoded: readonly Uint8Array[];
}

/** A PDF that one person alone gets, in the place of the edition's. */
export interface PersonalPdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** The sections that it lacks, as `leftOutFor` names them. */
  readonly leftOut: string;
  /** What it prints; undefined: what the edition prints, or not known. */
  readonly printed?: PrintedSelection | undefined;
  /** What it begins with, the same object for many people: that is encoded once. */
  readonly base: Uint8Array;
}

export interface PreparationRequest {
  readonly edition: KeptEdition;
  readonly previous: EditionContent | null;
  readonly recipient: { readonly language: EditionLanguage };
  readonly personal?: PersonalPdf | undefined;
  readonly settings: MailSettings;
  readonly templates: MailTemplates;
  readonly asLink: boolean;
  readonly named: boolean;
}

/**
 * The letter of an edition in a language. What it depends on is few: the language, whether the PDF is attached and the name
 * known, what is new to the reader, and of a personal PDF what the letter says of it; so letters are kept, as long as edition,
 * settings and templates are the same objects.
 */
export function prepareLetter(request: PreparationRequest): PreparedLetter {
  const { edition, previous, recipient, personal, settings, templates, asLink, named } = request;
  const told = personal && [personal.pages, sizeText(personal.bytes.length, "en"), personal.leftOut];
  const key = JSON.stringify([recipient.language, asLink, named, previous && novelties(previous, edition.content), told]);
  const letter = lettersOf(edition, settings, templates)(key, () => prepare(request));
  return personal && letter.pdf ? { ...letter, pdf: { ...letter.pdf, encoded: encodedCopy(personal) } } : letter;
}

/** Of 50 kB each. Copies differ by a kilobyte or two, and by their sections: those with the same ones are sent one after the other. */
const mostLetters = 100;

type Letters = (key: string, make: () => PreparedLetter) => PreparedLetter;
const kept = new WeakMap<KeptEdition, WeakMap<MailSettings, WeakMap<MailTemplates, Letters>>>();

function lettersOf(edition: KeptEdition, settings: MailSettings, templates: MailTemplates): Letters {
  const ofEdition = getOrMake(kept, edition, () => new WeakMap<MailSettings, WeakMap<MailTemplates, Letters>>());
  const ofSettings = getOrMake(ofEdition, settings, () => new WeakMap<MailTemplates, Letters>());
  return getOrMake(ofSettings, templates, () => rememberRecent<PreparedLetter>(mostLetters));
}

function getOrMake<Key extends object, Value>(map: WeakMap<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** What a letter says is new, in a form that is equal when that is; worked out once for two editions. */
const differences = new WeakMap<EditionContent, WeakMap<EditionContent, string>>();
const novelties = (previous: EditionContent, current: EditionContent): string =>
  getOrMake(
    getOrMake(differences, current, () => new WeakMap<EditionContent, string>()),
    previous,
    () => JSON.stringify([previous.date, editionDifference(previous, current)]),
  );

function prepare({ edition, previous, recipient, personal, settings, templates, asLink, named }: PreparationRequest): PreparedLetter {
  const content = selectedContent(edition.content, personal?.printed);
  const pdf = content.pdfs.find(({ language }) => language === recipient.language);
  if (!pdf) throw new Error(`the edition ${edition.id} has no PDF in ${recipient.language}`);
  const contentIds = { vi: contentId("vi", edition, settings), en: contentId("en", edition, settings) };
  const name = attachmentName(edition, pdf);
  const own = personal && { pages: personal.pages, bytes: personal.bytes.length };
  const reduced = personal !== undefined && personal.leftOut !== "";
  const letter = renderLetter(
    { content, previous, pdf: { ...pdf, ...own, name }, reduced, asLink, named, settings, pictures: contentIds },
    templates,
  );
  const spoken = languagesOf(recipient.language);
  return {
    letter,
    pictures: languages
      .filter((language) => content.chart && spoken.includes(language))
      .map((language) => {
        const file = content.chart?.file[language] ?? "";
        return { contentId: contentIds[language], name: file, encoded: encodedFile(fileOf(edition, file)) };
      }),
    pdf: asLink ? null : { name, encoded: personal ? [] : [encodedFile(fileOf(edition, pdf.name))] },
  };
}

/** What a letter tells of an edition to whoever gets some of its sections. */
function selectedContent(content: EditionContent, printed: PrintedSelection | undefined): EditionContent {
  if (!printed) return content;
  const isPrinted = ({ observation }: PrintedFigure): boolean => printed.figures.includes(observation);
  const { keyFigures, figures, chart } = content;
  return {
    ...content,
    keyFigures: keyFigures.filter(isPrinted),
    figures: figures.filter(isPrinted),
    chart: chart?.id === undefined || printed.charts.includes(chart.id) ? chart : null,
  };
}

/** RFC 2392: unique in the world, the same for all messages of an edition. */
const contentId = (language: Language, { id }: KeptEdition, { from }: MailSettings): string =>
  `chart.${language}.${id}@${domainToASCII(from.address.slice(from.address.lastIndexOf("@") + 1))}`;

/** `binh-duong-2026-11-21.vi.pdf`: in a folder of downloads the day tells editions apart. */
const attachmentName = ({ brief, date }: KeptEdition, { language }: EditionPdf): string => `${brief}-${date}.${language}.pdf`;

function fileOf({ id, files }: KeptEdition, name: string): EditionFile {
  const file = files.get(name);
  if (!file) throw new Error(`the edition ${id} is kept without its file ${name}`);
  return file;
}

/** Once a file, whoever shares it. */
const encodedFile = rememberEach((file: EditionFile): Uint8Array => base64Lines(file.bytes));

/** The lines that are the same for all copies of a kind, and a person's own. */
const encodedCopy = ({ bytes, base }: PersonalPdf): Uint8Array[] => [encodedBase(base), base64Lines(bytes.subarray(sharedOctets(base)))];
const encodedBase = rememberEach((base: Uint8Array): Uint8Array => base64Lines(base.subarray(0, sharedOctets(base))));
const sharedOctets = ({ length }: Uint8Array): number => length - (length % lineOctets);
