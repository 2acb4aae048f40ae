import { parse } from "yaml";
import { z } from "zod";
import { formatNumber } from "../language/format-number.ts";
import type { Language } from "../language/language.ts";

const Bilingual = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
const Strings = z.record(z.string(), Bilingual);

/** Sentences of the screens by key, `figure.source`. */
export type ScreenStrings = ReadonlyMap<string, z.infer<typeof Bilingual>>;

export type StringValues = Readonly<Record<string, string | number>>;

/** @throws if two files have a key, or one is not `key: { vi, en }`: a screen with holes is a bug. */
export function readScreenStrings(files: ReadonlyMap<string, string>): ScreenStrings {
  const strings = new Map<string, z.infer<typeof Bilingual>>();
  for (const [file, text] of files) {
    for (const [key, words] of Object.entries(Strings.parse(parse(text.normalize("NFC"))))) {
      if (strings.has(key)) throw new Error(`${file}: the key ${key} is there already`);
      strings.set(key, words);
    }
  }
  return strings;
}

const hole = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g;

/** `{name}` is a value; `{count|page|pages}` one word or the other, as the number asks for. */
export function say(strings: ScreenStrings, key: string, { language, values = {} }: { language: Language; values?: StringValues }): string {
  const words = strings.get(key);
  if (!words) throw new Error(`the screens have no string ${key}`);
  return words[language].replace(hole, (_, name: string, one?: string, many?: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the string ${key} has no value for {${name}}`);
    if (one !== undefined && many !== undefined) return Number(value) === 1 ? one : many;
    return typeof value === "number" ? formatNumber(value, 0, language) : value;
  });
}
