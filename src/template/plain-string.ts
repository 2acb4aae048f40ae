import { Parser } from "htmlparser2";
import type { Language } from "../language/language.ts";
import type { Strings, StringText } from "../language/strings.ts";
import { rememberEach } from "../remember.ts";
import type { BriefView } from "./brief-view.ts";
import { renderString, writtenText } from "./render-string.ts";

export type StringsContext = Pick<BriefView, "dataset" | "editionDay"> & { readonly strings: Strings };

/**
 * A string as plain text, without its markup and source marks: for charts, metadata and the outline. Undefined if there
 * is no such string. What is wrong with its references, the lint tells.
 */
export function plainString(key: string, language: Language, view: StringsContext): string | undefined {
  const string = view.strings.get(key);
  if (!string) return undefined;
  const written = writtenPlain(string[language]);
  return written ?? textOf(renderString(string, { view, language, problems: [] }, () => ""));
}

/** Of a string that takes nothing from data. */
const writtenPlain = rememberEach((text: StringText): string | undefined => {
  const written = writtenText(text);
  return written === undefined ? undefined : textOf(written);
});

function textOf(html: string): string {
  const texts: string[] = [];
  const parser = new Parser({ ontext: (text) => texts.push(text) });
  parser.end(html);
  return texts.join("").trim();
}
