import { saysTheSame, type EditionComparison } from "../edition/compare-editions.ts";
import { compareWords, type WordChange } from "../edition/compare-texts.ts";
import type { FigurePair } from "../edition/compare-figures.ts";
import type { PrintedFigure, PrintedResolution } from "../edition/edition-content.ts";
import { languages, type Language } from "../language/language.ts";

type Words = Readonly<Record<Language, string>>;

interface FigureSide {
  readonly value: Words;
  /** Null: that of the other side. */
  readonly period: Words | null;
  readonly source: Words;
  readonly status: Words;
}

export interface FigureRow {
  readonly observation: string;
  readonly label: Words;
  readonly period: Words;
  readonly before: FigureSide | null;
  readonly now: FigureSide | null;
}

export interface ResolutionRow {
  readonly subject: Words;
  readonly reason: Readonly<Record<Language, readonly WordChange[]>>;
}

/** What the part `differences` shows: groups that are empty are not there. */
export interface Differences {
  readonly same: boolean;
  /** One of the two was kept by a version that did not know all of it. */
  readonly partial: boolean;
  readonly figures: readonly { readonly kind: FigureKind; readonly open: boolean; readonly rows: readonly FigureRow[] }[];
  readonly resolutions: readonly { readonly kind: "added" | "changed" | "removed"; readonly rows: readonly ResolutionRow[] }[];
  readonly texts: readonly { readonly language: Language; readonly open: boolean; readonly rows: readonly (readonly WordChange[])[] }[];
  readonly files: readonly { readonly kind: string; readonly rows: readonly string[] }[];
  readonly tool: EditionComparison["tool"];
}

type FigureKind = keyof EditionComparison["figures"];

/** A group that is longer is folded up. */
const mostOpenRows = 8;
const mostOpenTexts = 3;

/** A comparison of two editions as a screen shows it. */
export function describeDifferences(comparison: EditionComparison): Differences {
  const { resolutions, texts, files, tool } = comparison;
  return {
    same: saysTheSame(comparison),
    partial: [resolutions, texts, files].includes(null),
    figures: figureGroups(comparison).flatMap(([kind, rows]) =>
      rows.length === 0 ? [] : [{ kind, rows, open: rows.length <= mostOpenRows }],
    ),
    resolutions: resolutionGroups(comparison).filter(({ rows }) => rows.length > 0),
    texts: languages.flatMap((language) => {
      const rows = (texts?.[language] ?? []).map(({ words }) => shorten(words));
      return rows.length === 0 ? [] : [{ language, rows, open: rows.length <= mostOpenTexts }];
    }),
    files: Object.entries(files ?? {}).flatMap(([kind, rows]: [string, readonly string[]]) => (rows.length === 0 ? [] : [{ kind, rows }])),
    tool,
  };
}

function figureGroups({ figures }: EditionComparison): [FigureKind, FigureRow[]][] {
  // A figure in whose place a newer one stands is told with that.
  const replaced = new Set(figures.newer.map(({ before }) => before));
  return [
    ["revised", figures.revised.map(pairRow)],
    ["newer", figures.newer.map(pairRow)],
    ["added", figures.added.map((figure) => ({ ...nameOf(figure), before: null, now: sideOf(figure) }))],
    [
      "removed",
      figures.removed.filter((figure) => !replaced.has(figure)).map((figure) => ({ ...nameOf(figure), before: sideOf(figure), now: null })),
    ],
    ["stale", figures.stale.map(({ figure }) => ({ ...nameOf(figure), before: null, now: sideOf(figure) }))],
    ["restated", figures.restated.map(pairRow)],
  ];
}

const nameOf = ({ observation, label, period }: PrintedFigure) => ({ observation, label, period });
const sideOf = ({ value, source, status }: PrintedFigure): FigureSide => ({ value, source, status, period: null });
const pairRow = ({ before, figure }: FigurePair): FigureRow => ({
  ...nameOf(figure),
  before: { ...sideOf(before), period: before.timePeriod === figure.timePeriod ? null : before.period },
  now: sideOf(figure),
});

function resolutionGroups({ resolutions }: EditionComparison): Differences["resolutions"] {
  if (!resolutions) return [];
  const whole = (kind: WordChange["kind"], { subject, reason }: PrintedResolution): ResolutionRow => ({
    subject,
    reason: inEach((language) => [{ kind, text: reason[language] }]),
  });
  return [
    { kind: "added", rows: resolutions.added.map((one) => whole("added", one)) },
    {
      kind: "changed",
      rows: resolutions.changed.map(({ before, resolution }) => ({
        subject: resolution.subject,
        reason: inEach((language) => compareWords(before.reason[language], resolution.reason[language])),
      })),
    },
    { kind: "removed", rows: resolutions.removed.map((one) => whole("removed", one)) },
  ];
}

const inEach = <T>(make: (language: Language) => T): Record<Language, T> => ({ vi: make("vi"), en: make("en") });

/** So many characters of what is the same, on each side of a change. */
const context = 60;

function shorten(words: readonly WordChange[]): WordChange[] {
  return words.map((word, index) => {
    const { kind, text } = word;
    const [first, last] = [index === 0, index === words.length - 1];
    if (kind !== "same" || text.length <= (first || last ? context : 2 * context) + 1) return word;
    return { kind, text: `${first ? "" : startOf(text)}…${last ? "" : endOf(text)}` };
  });
}

/** Whole words. */
const startOf = (text: string): string => text.slice(0, context).replace(/\S+$/, "");
const endOf = (text: string): string => text.slice(-context).replace(/^\S+/, "");
