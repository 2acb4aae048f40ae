import { formatDate } from "../language/format-date.ts";
import { formatNumber } from "../language/format-number.ts";
import type { BriefNews, BriefView, FigureRow, NewsItem } from "../template/brief-view.ts";
import { figureRow, inEach } from "../template/figure-row.ts";
import { known } from "../template/known.ts";
import type { FigureStatus } from "../template/status-strings.ts";
import { printedFigure, type EditionWords } from "./describe-edition.ts";
import type { EditionBefore } from "./edition-before.ts";
import type { PrintedFigure } from "./edition-content.ts";
import { editionDifference } from "./edition-difference.ts";

/** What page 1 has room for. */
const mostNews = 4;

/** The id of the block that tells the news: it is not of the text that editions are compared by. */
export const newsId = "news";

/** What an edition tells of what is new in it; the first one tells its newest figures. */
export function describeNews(words: EditionWords, before: EditionBefore | null, view: BriefView): BriefNews {
  if (!before) return { previousDay: null, items: newestRows(words, view).slice(0, mostNews), more: null };
  const rows = rowsOf(words, view);
  const changes = editionDifference(before.content, words);
  const items = changes.slice(0, mostNews).map(({ kind, figure, before }): NewsItem => {
    const { observation, label, value } = figure;
    const row = rows.get(observation) ?? rowOf(observation, view);
    return { kind, observation, label, value, before: before && beforeOf(before, figure), row };
  });
  const left = changes.length - items.length;
  return {
    previousDay: inEach((language) => formatDate(before.content.date, language, "phrase")),
    items,
    more: left === 0 ? null : inEach((language) => formatNumber(left, 0, language)),
  };
}

const beforeOf = ({ observation, value, period, timePeriod }: PrintedFigure, figure: PrintedFigure): NewsItem["before"] => ({
  observation,
  value,
  period: timePeriod === figure.timePeriod ? null : period,
});

const rowOf = (id: string, { dataset, editionDay }: BriefView): FigureRow =>
  figureRow(known(dataset.observations, id, "observation"), { dataset, editionDate: editionDay });

/** Rows of what is printed, by observation: those of tables first, for they know a range. */
function rowsOf({ figures }: EditionWords, view: BriefView): Map<string, FigureRow> {
  const printed = new Set(figures.map(({ observation }) => observation));
  const ofTables = [...view.keyFigures, ...view.indicatorTable.flatMap(({ rows }) => rows)];
  return new Map(ofTables.filter(({ observation }) => printed.has(observation)).map((row) => [row.observation, row]));
}

/** Of each indicator of the table that is no key figure the latest, the latest first: what has been, and is not old yet. */
function newestRows(words: EditionWords, view: BriefView): NewsItem[] {
  const told = new Set(view.keyFigures.map(({ indicator }) => indicator));
  const observationOf = ({ observation }: FigureRow) => known(view.dataset.observations, observation, "observation");
  return [...rowsOf(words, view).values()]
    .map((row) => ({ row, end: observationOf(row).timePeriod.end }))
    .filter(({ row, end }) => end <= view.editionDay && !row.chips.some(({ kind }) => notYet.has(kind)))
    .toSorted((a, b) => (a.end === b.end ? 0 : a.end > b.end ? -1 : 1))
    .flatMap(({ row }) => {
      if (told.has(row.indicator)) return [];
      told.add(row.indicator);
      const { observation, label, value } = printedFigure(row, observationOf(row), view);
      return [{ kind: "newest" as const, observation, label, value, before: null, row }];
    });
}

/** What a figure says that is not the newest there is. */
const notYet: ReadonlySet<string> = new Set<FigureStatus>(["stale", "planned", "forecast"]);
