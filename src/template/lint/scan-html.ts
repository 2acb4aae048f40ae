import { Tokenizer } from "htmlparser2";
import type { Offset } from "../parse-handlebars.ts";

/** What HTML text consists of, as it is written; `start` and `end` are offsets. */
export type HtmlToken =
  | { readonly kind: "text"; readonly text: string; readonly start: Offset }
  | { readonly kind: "open"; readonly name: string; readonly start: Offset }
  | { readonly kind: "self-closing"; readonly start: Offset }
  | { readonly kind: "close"; readonly name: string; readonly start: Offset }
  /** A part of an attribute's value. */
  | { readonly kind: "attribute"; readonly name: string; readonly value: string; readonly start: Offset }
  /** A comment, declaration, CDATA section or processing instruction. */
  | { readonly kind: "other"; readonly start: Offset };

/** The tokens of `html` in order. */
export function scanHtml(html: string): HtmlToken[] {
  const tokens: HtmlToken[] = [];
  let attribute = "";
  const character = (codepoint: number) => String.fromCodePoint(codepoint);
  const other = (start: number) => void tokens.push({ kind: "other", start });
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      ontext: (start, end) => tokens.push({ kind: "text", text: html.slice(start, end), start }),
      ontextentity: (codepoint, end) => tokens.push({ kind: "text", text: character(codepoint), start: html.lastIndexOf("&", end - 1) }),
      onopentagname: (start, end) => tokens.push({ kind: "open", name: html.slice(start, end).toLowerCase(), start: start - 1 }),
      onclosetag: (start, end) => tokens.push({ kind: "close", name: html.slice(start, end).toLowerCase(), start: start - 2 }),
      onselfclosingtag: (end) => tokens.push({ kind: "self-closing", start: end }),
      onattribname: (start, end) => void (attribute = html.slice(start, end).toLowerCase()),
      onattribdata: (start, end) => tokens.push({ kind: "attribute", name: attribute, value: html.slice(start, end), start }),
      onattribentity: (codepoint) =>
        tokens.push({ kind: "attribute", name: attribute, value: character(codepoint), start: startOfLast(tokens) }),
      onattribend: () => {},
      onopentagend: () => {},
      onend: () => {},
      oncdata: other,
      oncomment: other,
      ondeclaration: other,
      onprocessinginstruction: other,
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  return tokens;
}

/** The tokenizer doesn't say where an entity in an attribute stands. */
const startOfLast = (tokens: readonly HtmlToken[]): Offset => tokens.at(-1)?.start ?? 0;
