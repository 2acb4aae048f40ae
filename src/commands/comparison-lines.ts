import type { FigurePair } from "../edition/compare-figures.ts";
import { saysTheSame, type EditionComparison } from "../edition/compare-editions.ts";
import { compareWords, type WordChange } from "../edition/compare-texts.ts";
import type { EditionBefore } from "../edition/edition-before.ts";
import type { PrintedFigure } from "../edition/edition-content.ts";
import { languages } from "../language/language.ts";
import { textTable } from "./text-table.ts";

/** What a person reads of a comparison; figures in English, texts in both languages. */
export function comparisonLines(before: EditionBefore, now: EditionBefore, comparison: EditionComparison): string[] {
  const { texts, files, tool } = comparison;
  const made = [
    ...(tool ? [["program", "", `${tool.before} → ${tool.now}`]] : []),
    ...Object.entries(files ?? {}).flatMap(([kind, paths]) => paths.map((path: string) => [kind, "", path])),
  ];
  const unknown = [comparison.resolutions, texts, files].includes(null);
  const parts = [
    figureRows(comparison),
    resolutionRows(comparison),
    languages.flatMap((language) => (texts?.[language] ?? []).map((change) => ["text", language, markedWords(change.words)])),
    made,
  ];
  return [
    `${before.id} → ${now.id}`,
    ...(saysTheSame(comparison) ? ["no difference"] : []),
    ...parts.flatMap((rows) => (rows.length === 0 ? [] : ["", ...textTable(rows)])),
    ...(unknown ? ["", "one of them was kept by an older version: its texts, resolutions and files are not known"] : []),
  ];
}

function figureRows({ figures }: EditionComparison): string[][] {
  // A figure in whose place a newer one stands is told with that.
  const replaced = new Set(figures.newer.map(({ before }) => before));
  return [
    ...figures.revised.map((pair) => ["revised", nameOf(pair.figure), changeText(pair)]),
    ...figures.newer.map((pair) => ["newer", nameOf(pair.figure), changeText(pair)]),
    ...figures.added.map((figure) => ["added", nameOf(figure), figureText(figure)]),
    ...figures.removed.filter((figure) => !replaced.has(figure)).map((figure) => ["removed", nameOf(figure), figureText(figure)]),
    ...figures.stale.map(({ figure }) => ["gone stale", nameOf(figure), figureText(figure)]),
    ...figures.restated.map((pair) => ["restated", nameOf(pair.figure), changeText(pair)]),
  ];
}

export const nameOf = ({ label, period }: PrintedFigure): string => plain(`${label.en}, ${period.en}`);

const figureText = ({ value, source, status }: PrintedFigure): string =>
  plain(`${value.en} (${[source.en, status.en].filter(Boolean).join("; ")})`);

/** "US$ 40.3 billion (Viet Nam News, 15 Jan 2024) → US$ 42.9 billion (…)" with the date of the old one, if it is another. */
export function changeText({ before, figure }: FigurePair): string {
  const date = before.timePeriod === figure.timePeriod ? "" : plain(`${before.period.en}: `);
  return `${date}${figureText(before)} → ${figureText(figure)}`;
}

/** On a terminal all spaces are alike. */
const plain = (text: string): string => text.replaceAll(/\s+/g, " ");

function resolutionRows({ resolutions }: EditionComparison): string[][] {
  if (!resolutions) return [];
  return [
    ...resolutions.added.map(({ id, reason }) => ["resolution added", id, reason.en]),
    ...resolutions.changed.map(({ before, resolution }) => [
      "resolution changed",
      resolution.id,
      markedWords(compareWords(before.reason.en, resolution.reason.en)),
    ]),
    ...resolutions.removed.map(({ id, reason }) => ["resolution removed", id, reason.en]),
  ];
}

/** So much of what is the same around a change. */
const context = 40;

/** The paragraph with its changes marked `[-old-]` and `{+new+}`; what is the same is shortened. */
function markedWords(words: readonly WordChange[]): string {
  return words
    .map(({ kind, text }, index) => {
      if (kind === "removed") return `[-${text}-]`;
      if (kind === "added") return `{+${text}+}`;
      const [first, last] = [index === 0, index === words.length - 1];
      if (text.length <= (first || last ? context : 2 * context) + 1) return text;
      return `${first ? "" : text.slice(0, context)}…${last ? "" : text.slice(-context)}`;
    })
    .join("");
}
