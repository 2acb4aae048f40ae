import { parseStyleSheet, type StyleSheet } from "../document/style-sheet.ts";
import { emptyCover, type KeptCover, layOutCover, type PrintedSelection } from "../edition/cover.ts";
import type { Fonts } from "../edition/make-edition.ts";
import type { TextMetrics } from "../graphics.ts";
import type { EditionLanguage } from "../language/language.ts";
import { textMetrics } from "../layout/text-metrics.ts";
import { type CoverFonts, openCoverFonts } from "../pdf/cover-fonts.ts";
import { openBase, type PdfBase } from "../pdf/open-base.ts";
import { rememberLast } from "../remember.ts";

/** Which of an edition's PDFs a copy is made of. */
export interface VariantKey {
  readonly language: EditionLanguage;
  /** From `leftOutFor`. */
  readonly leftOut: string;
}

/** A PDF of an edition and the cover that goes in front of it, both as they are kept. */
export interface VariantFiles {
  readonly pdf: Uint8Array;
  /** `KeptCover` as JSON. */
  readonly cover: Uint8Array;
}

/** Whose copy it is. */
export interface Reader {
  readonly name: string;
  readonly organisation: string;
  readonly interests: readonly string[];
}

export interface PersonalCopy {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** Undefined: what the edition prints, or not known. */
  readonly printed: PrintedSelection | undefined;
}

/** A variant, opened once for many copies. */
export interface PersonalBase {
  readonly pdf: PdfBase;
  readonly cover: KeptCover;
  readonly sheet: StyleSheet;
  readonly fonts: Fonts;
  readonly coverFonts: Promise<CoverFonts>;
  readonly metrics: TextMetrics;
}

/**
 * @throws Error if the files were not written by us.
 */
export function openPersonalBase({ pdf, cover }: VariantFiles, fonts: Fonts): PersonalBase {
  const kept = JSON.parse(new TextDecoder().decode(cover)) as KeptCover;
  // Its edition was checked when it was made.
  const { sheet } = parseStyle(kept.css, "style.css");
  const base = openBase(pdf);
  const metrics = metricsOf(fonts);
  const sample = layOutCover(emptyCover(kept), { sheet, metrics, lang: kept.lang });
  return { pdf: base, cover: kept, sheet, fonts, metrics, coverFonts: openCoverFonts(base, sample, fonts) };
}

// Variants of an edition share them.
const parseStyle = rememberLast(parseStyleSheet);
const metricsOf = rememberLast(textMetrics);
