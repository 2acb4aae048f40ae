import { createRequire } from "node:module";
import { error, type Place, type PlaceAt, placesIn, type Problem } from "../errors.ts";
import { rememberLast } from "../remember.ts";
import { rememberAcrossRuns } from "../run-memory.ts";
import type { Language } from "./language.ts";
import type * as Reading from "./read-strings.ts";
import type { ReadString, ReadText, StringsRead } from "./read-strings.ts";
import { scalarPositions } from "./scalar-positions.ts";

/** The words of a string in one language, and where each of their characters stands. */
export interface StringText {
  readonly text: string;
  /** The place in the file of the character at `offset`. */
  readonly placeAt: (offset: number) => Place;
}

/** One entry of `templates/strings/*.yaml`: the same words in each language. */
export interface BilingualString extends Readonly<Record<Language, StringText>> {
  readonly key: string;
  /** Of the key. */
  readonly place: Place;
}

export type Strings = ReadonlyMap<string, BilingualString>;

/** What files of strings gave. */
export interface ParsedStrings {
  readonly strings: Strings;
  /** Keys that are there, but whose string is not whole. */
  readonly faulty: ReadonlySet<string>;
  /** False if a file could not be read, so that its keys are unknown. */
  readonly complete: boolean;
  readonly problems: readonly Problem[];
}

/** The strings in `files` (path → text), in the order of the files, and everything that is wrong with them. */
export function parseStrings(files: ReadonlyMap<string, string>): ParsedStrings {
  return gatherOnce(files);
}

const gatherOnce = rememberLast(gather, (files) => [...files.keys()].join("\n"));

function gather(files: ReadonlyMap<string, string>): ParsedStrings {
  const strings = new Map<string, BilingualString>();
  const faulty = new Set<string>();
  const problems: Problem[] = [];
  let complete = true;
  for (const [file, text] of files) {
    const read = readOnce(file, text);
    problems.push(...read.problems);
    if (!read.entries) complete = false;
    for (const { key, place, string, problems: own } of read.entries ?? []) {
      const other = key === undefined ? undefined : strings.get(key);
      if (other) problems.push(duplicate(other, place));
      else problems.push(...own);
      if (other || key === undefined) continue;
      if (string) strings.set(key, string);
      else faulty.add(key);
    }
  }
  return { strings, faulty, complete, problems };
}

const duplicate = ({ key, place }: BilingualString, again: Place): Problem =>
  error("string-duplicate", `the string "${key}" is already given at ${placeText(place)}`, again, "keep one of the two");

const require = createRequire(import.meta.url);

/** Read by YAML's parser, which is loaded for the first file that no earlier run has read. */
const readAcrossRuns = rememberAcrossRuns(
  "strings",
  (file: string, text: string): StringsRead => (require("./read-strings.ts") as typeof Reading).readStrings(file, text),
  (...given) => given,
);

const readOnce = rememberLast(
  (file: string, text: string) => {
    const composed = text.normalize("NFC");
    const { entries, problems } = readAcrossRuns(file, composed);
    return { entries: entries?.map((entry) => ({ ...entry, string: entry.string && withPlaces(entry.string, file, composed) })), problems };
  },
  (file) => file,
);

function withPlaces({ key, place, vi, en }: ReadString, file: string, source: string): BilingualString {
  const placeAt = placesIn(file, source);
  return { key, place, vi: textWithPlaces(vi, source, placeAt), en: textWithPlaces(en, source, placeAt) };
}

function textWithPlaces({ text, begin, end }: ReadText, source: string, placeAt: PlaceAt): StringText {
  // Worked out when first asked for: most strings have nothing wrong with them.
  let positions: readonly number[] | undefined;
  const placeIn = (offset: number) => (positions ??= scalarPositions(source.slice(begin, end), text))[offset] ?? 0;
  return { text, placeAt: (offset) => placeAt(begin + placeIn(offset)) };
}

const placeText = ({ file, line }: Place) => `${file}:${line}`;
