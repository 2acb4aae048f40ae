import { PdfSource, type PdfDictionary, type PdfValue } from "./pdf-value.ts";

/**
 * Reads a value of a file that we wrote, one byte a character (ISO 32000-1 7.3). Strings and references stay as they stand,
 * for they are only handed on.
 *
 * @throws Error if there is none.
 */
export const parseValue = (source: string): PdfValue => readValue(source, skipSpace(source, 0)).value;

/**
 * @throws Error if it is no dictionary.
 */
export function parseDictionary(source: string): PdfDictionary {
  const value = parseValue(source);
  if (!isDictionary(value)) throw new Error("an object of the PDF is no dictionary");
  return value;
}

export const isDictionary = (value: PdfValue | undefined): value is PdfDictionary =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof PdfSource) && !(value instanceof Uint8Array);

interface Read {
  readonly value: PdfValue;
  /** Where the next one begins. */
  readonly end: number;
}

function readValue(source: string, at: number): Read {
  if (source.startsWith("<<", at)) return readDictionary(source, at + 2);
  const begin = source[at];
  if (begin === "[") return readArray(source, at + 1);
  if (begin === "(") return asSource(source, at, endOfString(source, at));
  if (begin === "<") return asSource(source, at, source.indexOf(">", at) + 1);
  const [word] = match(begin === "/" ? /\/[^\s()<>[\]{}/%]*/y : /\d+ \d+ R\b|[^\s()<>[\]{}/%]+/y, source, at);
  const end = skipSpace(source, at + word.length);
  if (begin === "/") return { value: word.slice(1), end };
  if (word.endsWith(" R")) return { value: new PdfSource(word), end };
  if (word === "null") return { value: null, end };
  if (word === "true" || word === "false") return { value: word === "true", end };
  const number = Number(word);
  if (Number.isNaN(number)) throw new Error(`"${word}" is no value of a PDF`);
  return { value: number, end };
}

function readDictionary(source: string, at: number): Read {
  const value: PdfDictionary = {};
  let place = skipSpace(source, at);
  while (!source.startsWith(">>", place)) {
    const key = readValue(source, place);
    if (typeof key.value !== "string") throw new Error("a key of a dictionary is no name");
    const entry = readValue(source, key.end);
    value[key.value] = entry.value;
    place = entry.end;
  }
  return { value, end: skipSpace(source, place + 2) };
}

function readArray(source: string, at: number): Read {
  const value: PdfValue[] = [];
  let place = skipSpace(source, at);
  while (source[place] !== "]") {
    const item = readValue(source, place);
    value.push(item.value);
    place = item.end;
  }
  return { value, end: skipSpace(source, place + 1) };
}

function endOfString(source: string, at: number): number {
  let depth = 0;
  for (let place = at; place < source.length; place++) {
    const character = source[place];
    if (character === "\\") place++;
    else if (character === "(") depth++;
    else if (character === ")" && --depth === 0) return place + 1;
  }
  throw new Error("a string of the PDF has no end");
}

const asSource = (source: string, at: number, end: number): Read => ({
  value: new PdfSource(source.slice(at, end)),
  end: skipSpace(source, end),
});

const skipSpace = (source: string, at: number): number => at + match(/[\s\0]*/y, source, at)[0].length;

function match(pattern: RegExp, source: string, at: number): RegExpExecArray {
  pattern.lastIndex = at;
  const found = pattern.exec(source);
  if (!found) throw new Error(`there is no value at ${at} of an object of the PDF`);
  return found;
}
