import { compareEditions } from "../edition/compare-editions.ts";
import type { EditionContent } from "../edition/edition-content.ts";
import { editionLanguages, type Language } from "../language/language.ts";
import { chooseSides, type Side, type SideName, type Sides } from "./choose-sides.ts";
import { comparePages, type MissedFigure } from "./compare-pages.ts";
import { describeDifferences, type Differences } from "./describe-differences.ts";
import type { EditionShelf, FollowedEdition, ShelvedEdition } from "./edition-shelf.ts";

interface Choice {
  readonly name: SideName;
  readonly editions: readonly (ShelvedEdition & { readonly short: string; readonly chosen: boolean })[];
  readonly languages: readonly { readonly language: string; readonly chosen: boolean }[];
}

interface ShownFigure {
  readonly observation: string;
  /** Null: its edition lists no such fact. */
  readonly label: Readonly<Record<Language, string>> | null;
  /** "3, 4". */
  readonly elsewhere: string;
}

interface PagePair {
  readonly number: number;
  readonly left: boolean;
  readonly right: boolean;
  readonly figures: { readonly left: readonly ShownFigure[]; readonly right: readonly ShownFigure[] } | null;
}

/** What the screen `comparison` shows. */
export interface ComparisonFacts extends Readonly<Record<string, unknown>> {
  readonly path: string;
  readonly missing: readonly string[];
  readonly choices: readonly Choice[];
  readonly shown: ShownComparison | null;
}

interface ShownComparison {
  readonly left: ShownSide;
  readonly right: ShownSide;
  /** Of one language: their pixels can be compared. */
  readonly alike: boolean;
  /** Null: it is one edition in two languages. */
  readonly differences: Differences | null;
  readonly pages: readonly PagePair[];
  /** Null: neither side changes while it is looked at. */
  readonly follow: FollowedEdition | null;
  /** Where figures stand is known on both sides. */
  readonly placed: boolean;
}

interface ShownSide extends Side {
  readonly pdf: string;
  readonly short: string;
}

/** Takes what is asked for from the shelf and compares it. */
export async function comparisonFacts(
  shelf: EditionShelf,
  path: string,
  { ask, language }: { readonly ask: (name: string) => string | undefined; readonly language: Language },
): Promise<ComparisonFacts> {
  const editions = await shelf.list();
  const sides = chooseSides(editions, ask, language);
  if (!sides) return { path, missing: [], choices: [], shown: null };
  const choices = (["left", "right"] as const).map((name) => choiceOf(name, sides[name], editions));
  return { path, missing: sides.missing, choices, shown: await showSides(sides, shelf, path) };
}

/** Of "2026-11-21-3fa9c1d20b7e", what tells it from others of that day. */
const shortId = ({ id, current }: ShelvedEdition): string => (current ? "" : id.replace(/^\d{4}-\d{2}-\d{2}-/, "").slice(0, 7));

const choiceOf = (name: SideName, side: Side, editions: readonly ShelvedEdition[]): Choice => ({
  name,
  editions: editions.map((edition) => ({ ...edition, short: shortId(edition), chosen: edition.id === side.edition.id })),
  languages: editionLanguages
    .filter((one) => editions.some(({ pdfs }) => pdfs.some(({ language }) => language === one)))
    .map((language) => ({ language, chosen: language === side.language })),
});

async function showSides({ left, right }: Sides, shelf: EditionShelf, path: string): Promise<ShownComparison | null> {
  const [before, now] = await Promise.all([left, right].map(({ edition }) => shelf.content(edition.id)));
  if (!before || !now) return null;
  const [leftFigures, rightFigures] = await Promise.all(
    [left, right].map(async ({ edition, language }) => (await shelf.figures?.(edition.id, language)) ?? null),
  );
  const missed = leftFigures && rightFigures ? comparePages(leftFigures, rightFigures) : null;
  const count = Math.max(pagesOf(left), pagesOf(right));
  const show = (figures: readonly MissedFigure[], content: EditionContent): ShownFigure[] =>
    figures.map(({ observation, elsewhere }) => ({
      observation,
      label: content.figures.find((figure) => figure.observation === observation)?.label ?? null,
      elsewhere: elsewhere.join(", "),
    }));
  return {
    left: shownSide(left, path),
    right: shownSide(right, path),
    alike: left.language === right.language,
    placed: missed !== null,
    follow: ((left.edition.current || right.edition.current) && shelf.follow?.()) || null,
    differences:
      left.edition.id === right.edition.id
        ? null
        : describeDifferences(compareEditions({ id: left.edition.id, content: before }, { id: right.edition.id, content: now })),
    pages: Array.from({ length: count }, (_, index) => {
      const page = missed?.[index];
      return {
        number: index + 1,
        left: index < pagesOf(left),
        right: index < pagesOf(right),
        figures: page ? { left: show(page.left, before), right: show(page.right, now) } : null,
      };
    }),
  };
}

const pagesOf = ({ edition, language }: Side): number => edition.pdfs.find((pdf) => pdf.language === language)?.pages ?? 0;

const shownSide = (side: Side, path: string): ShownSide => ({
  ...side,
  pdf: `${path}/${side.edition.id}/${side.language}.pdf`,
  short: shortId(side.edition),
});
