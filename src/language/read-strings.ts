import { isMap, isScalar, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from "yaml";
import { error, nearest, type Place, type Problem } from "../errors.ts";
import { type Language, languages } from "./language.ts";

/** The words of a string in one language, and from where to where they stand in the file. */
export interface ReadText {
  readonly text: string;
  readonly begin: number;
  readonly end: number;
}

/** A string as it stands in its file. */
export interface ReadString extends Readonly<Record<Language, ReadText>> {
  readonly key: string;
  /** Of the key. */
  readonly place: Place;
}

/** One entry of a file, with what is wrong with it; without a key it can't be a string, without a string it isn't one. */
interface Entry {
  readonly key?: string;
  readonly place: Place;
  readonly string?: ReadString;
  readonly problems: readonly Problem[];
}

/** A file, entry by entry; null: it can't be read. */
export interface StringsRead {
  readonly entries: readonly Entry[] | null;
  readonly problems: readonly Problem[];
}

/** What is read from: a file with its text in NFC. */
interface StringsFile {
  readonly file: string;
  readonly text: string;
  readonly lines: LineCounter;
}

const keyShape = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+$/;

/** A file of strings, its text in NFC → plain data: its entries one by one, and what is wrong with them. */
export function readStrings(file: string, text: string): StringsRead {
  const source = { file, text, lines: new LineCounter() };
  const document = parseDocument(source.text, {
    lineCounter: source.lines,
    uniqueKeys: false, // our own message names the other place
    prettyErrors: false,
  });
  const faults = document.errors.map(({ message, pos }) =>
    error("yaml-syntax", firstLine(message), placeAt(source, pos[0]), "correct the YAML"),
  );
  if (faults.length > 0) return { entries: null, problems: faults };
  if (document.contents === null) return { entries: [], problems: [] };
  if (!isMap(document.contents)) {
    const shape = error(
      "strings-shape",
      "the file is not a mapping of keys to strings",
      placeAt(source, 0),
      "write `section.name:` with `vi:` and `en:` below it",
    );
    return { entries: null, problems: [shape] };
  }
  return { entries: document.contents.items.map((pair) => readEntry(pair, source)), problems: [] };
}

function readEntry(pair: Pair, source: StringsFile): Entry {
  const place = placeOf(pair.key, source);
  const key = keyOf(pair);
  if (key === undefined || !keyShape.test(key)) {
    const hint = "write section.name in lower-case letters, digits and hyphens";
    return { place, problems: [error("string-key", `"${key ?? ""}" is not a key of a string`, place, hint)] };
  }
  if (!isMap(pair.value)) {
    return { key, place, problems: [error("string-shape", `the string "${key}" has no languages`, place, "give it as `vi:` and `en:`")] };
  }
  const problems: Problem[] = [];
  const texts = readLanguages(key, pair.value, { source, problems, place });
  return { key, place, ...(texts && { string: { key, place, ...texts } }), problems };
}

interface EntryContext {
  readonly source: StringsFile;
  readonly problems: Problem[];
  readonly place: Place;
}

function readLanguages(key: string, map: YAMLMap, context: EntryContext): Record<Language, ReadText> | undefined {
  const { source, problems, place } = context;
  const texts: Partial<Record<Language, ReadText>> = {};
  for (const pair of map.items) {
    const name = keyOf(pair) ?? "";
    const language = languages.find((known) => known === name);
    if (!language)
      problems.push(error("string-unknown-key", `"${name}" is not a language of "${key}"`, placeOf(pair.key, source), hintFor(name)));
    else if (texts[language])
      problems.push(error("string-duplicate", `"${key}" has "${language}" twice`, placeOf(pair.key, source), "keep one of the two"));
    else texts[language] = readText(key, pair, context);
  }
  const misspelt = new Set(
    map.items.map((pair) =>
      nearest(
        keyOf(pair) ?? "",
        languages.filter((language) => !texts[language]),
      ),
    ),
  );
  for (const language of languages) {
    if (texts[language] === undefined && !misspelt.has(language))
      problems.push(error("string-missing-language", `the string "${key}" has no "${language}"`, place, `add \`${language}:\``));
  }
  const { vi, en } = texts;
  return vi && en ? { vi, en } : undefined;
}

function readText(key: string, pair: Pair, { source, problems }: EntryContext): ReadText {
  const node = pair.value;
  const value = isScalar(node) && typeof node.value === "string" ? node.value : undefined;
  const place = placeOf(node ?? pair.key, source);
  if (value === undefined || value.trim() === "") {
    problems.push(
      error(
        "string-empty",
        `"${key}" has no text in "${keyOf(pair)}"`,
        place,
        "write the text, in quotes if YAML takes it for something else",
      ),
    );
    const begin = offsetOf(node ?? pair.key);
    return { text: "", begin, end: begin };
  }
  return { text: value, begin: offsetOf(node), end: isScalar(node) ? (node.range?.[1] ?? 0) : 0 };
}

const keyOf = ({ key }: Pair): string | undefined => (isScalar(key) && typeof key.value === "string" ? key.value : undefined);

const hintFor = (name: string) => {
  const meant = nearest(name, languages);
  return meant ? `did you mean "${meant}"?` : `use ${languages.join(" and ")}`;
};

function placeOf(node: unknown, source: StringsFile): Place {
  return placeAt(source, offsetOf(node));
}

const offsetOf = (node: unknown): number => (isNode(node) ? (node.range?.[0] ?? 0) : 0);

const isNode = (node: unknown): node is Node => typeof node === "object" && node !== null && "range" in node;

function placeAt({ file, lines }: StringsFile, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(1, line), column: Math.max(1, col) };
}

const firstLine = (message: string) => message.split("\n")[0] ?? message;
