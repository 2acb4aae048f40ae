import type { Bilingual } from "../dataset/schema.ts";
import type { EditionLanguage } from "../language/language.ts";

/** A figure as an edition prints it: what a mail says of it, and what the next edition is compared with. */
export interface PrintedFigure {
  /** Observation id, `o126`. */
  readonly observation: string;
  /** What it measures, whatever its date: indicator and areas. Two figures of one series are the same thing at two times. */
  readonly series: string;
  /** SDMX TIME_PERIOD, for order. */
  readonly timePeriod: string;
  readonly label: Bilingual;
  /** With qualifier and unit: "more than US$ 40.3 billion". */
  readonly value: Bilingual;
  /** "Jan 2024". */
  readonly period: Bilingual;
  /** "Viet Nam News, 15 Jan 2024". */
  readonly source: Bilingual;
  /** What is to be known of it in a word: "estimate", "old figure". */
  readonly status: Bilingual;
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
  readonly title: Bilingual;
  readonly alternative: Bilingual;
  /** Names of PNG files. */
  readonly file: Bilingual;
  /** CSS pixels; the file has twice as many each way. */
  readonly width: number;
  readonly height: number;
}

/** What is known of an edition without its files. JSON. */
export interface EditionContent {
  readonly title: Bilingual;
  readonly pdfs: readonly EditionPdf[];
  readonly keyFigures: readonly PrintedFigure[];
  /** Every figure that is printed, key figures too. */
  readonly figures: readonly PrintedFigure[];
  readonly chart: MailChart;
}
