import type { Bilingual, BriefDefinition, Dataset, InvestmentEvent, Park } from "../dataset/schema.ts";
import type { EditionLanguage, Language } from "../language/language.ts";
import type { Strings } from "../language/strings.ts";
import type { IsoDate } from "../units.ts";
import type { FigureStatus } from "./status-strings.ts";

/** A word that says something about a figure, an event or a park; `kind` is its class. */
export interface Chip<Kind extends string = string> {
  readonly kind: Kind;
  /** Key of the string that says it: `{{both label}}`. */
  readonly label: string;
}

/**
 * One printed figure with all that a tile or a row of a table says about it. A lower and an upper bound make one row.
 * Every field is there, for templates are strict: what doesn't apply is null.
 */
export interface FigureRow {
  readonly observation: string;
  /** One, or the two ends of a range. */
  readonly observations: readonly string[];
  readonly indicator: string;
  readonly label: Bilingual;
  readonly shortLabel: Bilingual;
  /** The partner, sector, park … that the figure is about. */
  readonly detail: Bilingual | null;
  readonly area: Bilingual;
  readonly note: Bilingual | null;
  readonly qualifier: Words;
  /** `>`, `<`, `≈` or nothing. */
  readonly sign: string;
  readonly number: Bilingual;
  readonly unit: Words;
  /** What stands before and after the number in a tile: "US$" and "billion". */
  readonly before: Words;
  readonly after: Words;
  /** Number and unit as a sentence has them. */
  readonly amount: Bilingual;
  /** Short. */
  readonly period: Bilingual;
  readonly age: Words;
  readonly chips: readonly Chip<FigureStatus>[];
  readonly stale: boolean;
  readonly sources: readonly string[];
}

/** Bilingual words that may be empty. */
export type Words = Readonly<Record<Language, string>>;

interface FigureGroup {
  /** As the brief's definition names it: a key of the strings. */
  readonly group: string;
  readonly rows: readonly FigureRow[];
}

export interface ParkRow {
  readonly id: string;
  readonly name: Bilingual;
  readonly location: Bilingual;
  readonly developer: string | null;
  readonly state: Chip<Park["state"]>;
  readonly note: Bilingual | null;
  readonly area: FigureRow | null;
  readonly occupancy: FigureRow | null;
  readonly source: string;
}

export interface EventRow {
  readonly id: string;
  readonly name: Bilingual;
  readonly description: Bilingual;
  /** Short. */
  readonly period: Bilingual;
  readonly partner: string | null;
  /** Label of the partner's country. */
  readonly country: Bilingual | null;
  readonly status: Chip<InvestmentEvent["status"]>;
  readonly source: string;
}

export interface ResolutionRow {
  readonly id: string;
  readonly subject: Bilingual;
  readonly reason: Bilingual;
  readonly figures: readonly (FigureRow & { readonly taken: boolean })[];
  /** Of all its figures, each once. */
  readonly sources: readonly string[];
}

/** A figure that is new, or the newest there is. */
export interface NewsItem {
  /** `newer`: of a later date. `revised`: of the same date, with another value. `added`: nothing was said of it. */
  readonly kind: "newer" | "revised" | "added" | "newest";
  readonly observation: string;
  readonly label: Bilingual;
  /** With qualifier and unit. */
  readonly value: Bilingual;
  /** What the edition before said; its period, if it is another. */
  readonly before: { readonly observation: string; readonly value: Bilingual; readonly period: Bilingual | null } | null;
  readonly row: FigureRow;
}

/** What is new since the edition before; without one, which figures are the newest. */
export interface BriefNews {
  /** The day of the edition before. */
  readonly previousDay: Bilingual | null;
  readonly items: readonly NewsItem[];
  /** How many more changes there are than `items` tell; null: none. */
  readonly more: Bilingual | null;
}

/** Everything that the templates of one edition of one brief can print. */
export interface BriefView {
  readonly dataset: Dataset;
  readonly strings: Strings;
  readonly id: string;
  readonly definition: BriefDefinition;
  readonly edition: EditionLanguage;
  /** The languages of the edition, the leading one first. */
  readonly languages: readonly Language[];
  readonly language: Language;
  readonly bilingual: boolean;
  readonly editionDay: IsoDate;
  /** Names the edition among all that were made. */
  readonly editionId: string;
  /** Sections that this copy does without. */
  readonly leftOut: ReadonlySet<string>;
  /** Null in the draft that tells what there is to compare, and where no template tells them. */
  readonly news: BriefNews | null;
  readonly keyFigures: readonly FigureRow[];
  readonly indicatorTable: readonly FigureGroup[];
  readonly parks: readonly ParkRow[];
  readonly pastEvents: readonly EventRow[];
  readonly upcomingEvents: readonly EventRow[];
  readonly resolutions: readonly ResolutionRow[];
  /** What the signs before numbers mean. */
  readonly signs: readonly { readonly sign: string; readonly meaning: Bilingual }[];
  readonly chartAltText: (chart: string, language: Language) => string;
}

/** One entry of the numbered list of sources. */
export interface SourceEntry {
  readonly number: number;
  readonly id: string;
  /** The target of the marks: `source-3`. */
  readonly anchor: string;
  readonly publisher: string;
  readonly title: string;
  /** BCP 47, of the title. */
  readonly titleLanguage: string;
  /** Whether the title is in another language than the text around it. */
  readonly foreign: boolean;
  readonly date: Words;
  readonly dated: boolean;
  readonly url: string | null;
  readonly reliability: "high" | "medium" | "low";
  readonly note: string | null;
  readonly uses: readonly { readonly anchor: string; readonly label: string }[];
}
