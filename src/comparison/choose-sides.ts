import { editionLanguages, type EditionLanguage, type Language } from "../language/language.ts";
import type { ShelvedEdition } from "./edition-shelf.ts";

/** One PDF of an edition: what stands on one side. */
export interface Side {
  readonly edition: ShelvedEdition;
  readonly language: EditionLanguage;
}

export interface Sides {
  readonly left: Side;
  readonly right: Side;
  /** Editions that were asked for and are not there. */
  readonly missing: readonly string[];
}

const sideNames = ["left", "right"] as const;
export type SideName = (typeof sideNames)[number];

/**
 * What `?left=ID&left-pdf=vi&right=ID&right-pdf=vi` asks for. By itself the newest edition stands beside the one before it of
 * the same brief, and a lonely one beside itself in another language; `read` is the language of whoever looks at them. Null:
 * there is no edition at all.
 */
export function chooseSides(editions: readonly ShelvedEdition[], ask: (name: string) => string | undefined, read: Language): Sides | null {
  const named = (name: SideName) => editions.find(({ id }) => id === ask(name));
  const right = named("right") ?? editions.find(({ id }) => id !== ask("left")) ?? editions[0];
  if (!right) return null;
  const left = named("left") ?? before(right, editions) ?? right;
  const isOne = left.id === right.id;
  const asked = ask("left-pdf");
  // Two editions in one language are compared in one that both have: pages of two languages differ all over.
  const isLacking = !isOne && asked === ask("right-pdf") && [left, right].some((side) => !languagesOf(side).some((one) => one === asked));
  const [askedLeft, askedRight] = isLacking ? [] : [asked, ask("right-pdf")];
  const rightLanguage = languageOf(right, askedRight, isOne ? read : sharedBy(left, right, read));
  const leftLanguage = languageOf(left, askedLeft, isOne ? otherThan(rightLanguage, left) : rightLanguage);
  const missing = sideNames.flatMap((name) => {
    const id = ask(name);
    return id && !named(name) ? [id] : [];
  });
  return { left: { edition: left, language: leftLanguage }, right: { edition: right, language: rightLanguage }, missing };
}

function before(edition: ShelvedEdition, editions: readonly ShelvedEdition[]): ShelvedEdition | undefined {
  return editions.slice(editions.indexOf(edition) + 1).find(({ brief }) => brief === edition.brief);
}

const languagesOf = ({ pdfs }: ShelvedEdition): EditionLanguage[] =>
  editionLanguages.filter((one) => pdfs.some(({ language }) => language === one));

/** That which is read if both have it, or else another one that both have. */
function sharedBy(left: ShelvedEdition, right: ShelvedEdition, read: Language): EditionLanguage | null {
  const shared = languagesOf(left).filter((one) => languagesOf(right).includes(one));
  return shared.find((one) => one === read) ?? shared[0] ?? null;
}

const otherThan = (language: EditionLanguage, edition: ShelvedEdition): EditionLanguage | null =>
  languagesOf(edition).find((one) => one !== language) ?? null;

function languageOf(edition: ShelvedEdition, asked: string | undefined, usual: EditionLanguage | null): EditionLanguage {
  const there = languagesOf(edition);
  return there.find((one) => one === asked) ?? there.find((one) => one === usual) ?? there[0] ?? "vi";
}
