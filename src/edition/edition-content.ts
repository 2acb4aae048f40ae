import type { Bilingual } from "../dataset/schema.ts";
import type { EditionLanguage, Language } from "../language/language.ts";
import type { IsoDate } from "../units.ts";
import type { PersonalRules } from "./personal.ts";

/** Words that may be empty. */
type Words = Readonly<Record<Language, string>>;

/** A figure as an edition prints it: what a mail says of it, and what the next edition is compared with. */
export interface PrintedFigure {
  /** Observation id, `o126`. */
  readonly observation: string;
  /** What it measures, whatever its date: indicator, areas, breakdown, unit. Two figures of one series are the same thing at two times. */
  readonly series: string;
  /** SDMX TIME_PERIOD, for order. */
  readonly timePeriod: string;
  readonly label: Bilingual;
  /** With qualifier and unit: "more than US$ 40.3 billion". */
  readonly value: Bilingual;
  /** The same in no language and no form, "exact 40300000000": what tells a revision from other words. Null: not known then. */
  readonly amount: string | null;
  /** "Jan 2024". */
  readonly period: Bilingual;
  /** "Viet Nam News, 15 Jan 2024". */
  readonly source: Bilingual;
  /** What is to be known of it in a word or two: "estimate, old figure". Empty: nothing. */
  readonly status: Words;
  /** Whether it is past its freshness limit. Null: kept by a version that did not say. */
  readonly stale: boolean | null;
}

/** What Data notes says of a disagreement between sources. */
export interface PrintedResolution {
  readonly id: string;
  readonly subject: Bilingual;
  readonly reason: Bilingual;
}

export interface EditionPdf {
  readonly language: EditionLanguage;
  /** File name, `binh-duong.vi.pdf`. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly pages: number;
}

/** The picture in the mail, one file a language. */
export interface MailChart {
  /** Undefined: kept by a version that did not say. */
  readonly id?: string | undefined;
  /** Its message. */
  readonly title: Bilingual;
  /** Its measure and time. */
  readonly subtitle: Bilingual;
  /** What it shows, for those who don't see it. */
  readonly alternative: Bilingual;
  /** Who said what it shows. */
  readonly sources: Bilingual;
  /** Names of PNG files. */
  readonly file: Bilingual;
  /** CSS pixels; the file has twice as many each way. */
  readonly width: number;
  readonly height: number;
}

/** What is known of an edition without its files. JSON. */
export interface EditionContent {
  readonly title: Bilingual;
  readonly date: IsoDate;
  /** Older than this it is not mailed, by its brief's own word. */
  readonly maxAgeDays: number;
  /** How its figures are to be read: what they cover, and that the province is one no more. Plain text. */
  readonly notice: Words;
  readonly pdfs: readonly EditionPdf[];
  readonly keyFigures: readonly PrintedFigure[];
  /** Every figure that is printed as a fact, key figures too. */
  readonly figures: readonly PrintedFigure[];
  /** Null: the brief has no chart. */
  readonly chart: MailChart | null;
  /** What follows is null in editions that were kept by a version that did not know it. */
  readonly resolutions: readonly PrintedResolution[] | null;
  /** Paragraphs in reading order, without marks of sources and without what is new since the edition before. */
  readonly texts: Readonly<Record<Language, readonly string[]>> | null;
  /** SHA-256 of each file that it was made from, by its path below `data` or `templates`. */
  readonly inputs: Readonly<Record<string, string>> | null;
  readonly toolVersion: string | null;
  /** Null: everybody gets the same PDF. */
  readonly personal: PersonalRules | null;
}
