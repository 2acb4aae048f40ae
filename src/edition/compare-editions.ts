import { formatDate } from "../language/format-date.ts";
import { languages, type Language } from "../language/language.ts";
import { compareFigures, type FiguresDifference } from "./compare-figures.ts";
import { compareTexts, type TextChange } from "./compare-texts.ts";
import type { EditionBefore } from "./edition-before.ts";
import type { PrintedResolution } from "./edition-content.ts";

export interface ResolutionsDifference {
  readonly added: readonly PrintedResolution[];
  readonly removed: readonly PrintedResolution[];
  readonly changed: readonly { readonly before: PrintedResolution; readonly resolution: PrintedResolution }[];
}

export interface FilesDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

/** All that one edition says otherwise than another. Null: one of them was kept by a version that did not know it. */
export interface EditionComparison {
  readonly figures: FiguresDifference;
  readonly resolutions: ResolutionsDifference | null;
  readonly texts: Readonly<Record<Language, readonly TextChange[]>> | null;
  /** What they were made from: data, templates, style. */
  readonly files: FilesDifference | null;
  /** The program's version, where it is another one. */
  readonly tool: { readonly before: string; readonly now: string } | null;
}

export function compareEditions(before: EditionBefore, now: EditionBefore): EditionComparison {
  const [old, current] = [before.content, now.content];
  const tools = old.toolVersion !== null && current.toolVersion !== null && old.toolVersion !== current.toolVersion;
  return {
    figures: compareFigures(old.figures, current.figures),
    resolutions: old.resolutions && current.resolutions && compareResolutions(old.resolutions, current.resolutions),
    texts: old.texts && current.texts && { vi: compareIn("vi", before, now), en: compareIn("en", before, now) },
    files: old.inputs && current.inputs && compareFiles(old.inputs, current.inputs),
    tool: tools ? { before: old.toolVersion, now: current.toolVersion } : null,
  };
}

function compareResolutions(before: readonly PrintedResolution[], now: readonly PrintedResolution[]): ResolutionsDifference {
  const known = new Map(before.map((resolution) => [resolution.id, resolution]));
  const current = new Set(now.map(({ id }) => id));
  const differs = (one: PrintedResolution, other: PrintedResolution) =>
    languages.some((language) => one.subject[language] !== other.subject[language] || one.reason[language] !== other.reason[language]);
  return {
    added: now.filter(({ id }) => !known.has(id)),
    removed: before.filter(({ id }) => !current.has(id)),
    changed: now.flatMap((resolution) => {
      const was = known.get(resolution.id);
      return was && differs(was, resolution) ? [{ before: was, resolution }] : [];
    }),
  };
}

function compareFiles(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): FilesDifference {
  return {
    added: Object.keys(now).filter((path) => !Object.hasOwn(before, path)),
    removed: Object.keys(before).filter((path) => !Object.hasOwn(now, path)),
    changed: Object.keys(now).filter((path) => Object.hasOwn(before, path) && before[path] !== now[path]),
  };
}

/** That an edition is of another day and has another id is no change of its text. */
function compareIn(language: Language, before: EditionBefore, now: EditionBefore): TextChange[] {
  const textsOf = ({ content }: EditionBefore): readonly string[] => content.texts?.[language] ?? [];
  const [maskBefore, maskNow] = [maskOf(before, language), maskOf(now, language)];
  return compareTexts(textsOf(before), textsOf(now), (one, other) => one === other || maskBefore(one) === maskNow(other));
}

function maskOf({ id, content }: EditionBefore, language: Language): (text: string) => string {
  const plain = (text: string): string => text.replaceAll(/\s+/g, " ");
  const words = [id, ...(["phrase", "short"] as const).map((form) => plain(formatDate(content.date, language, form)))];
  return (text) => words.reduce((masked, word) => masked.replaceAll(word, "\u0000"), plain(text));
}

/** Whether two editions say the same, of whatever day they are. */
export const saysTheSame = ({ figures, resolutions, texts, files, tool }: EditionComparison): boolean =>
  [figures, resolutions, texts, files].every((part) => part === null || Object.values(part).every((list) => list.length === 0)) &&
  tool === null;
