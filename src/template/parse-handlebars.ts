import { createRequire } from "node:module";
import type * as Handlebars from "handlebars";
import { error, lineAndColumn, type Problem } from "../errors.ts";

/** An offset in the text that was parsed (0-based, UTF-16). */
export type Offset = number;

export interface SyntaxError {
  readonly message: string;
  readonly offset: Offset;
}

const require = createRequire(import.meta.url);

/** The syntax tree of `text`, or what is wrong with it and where. `name` is carried in the tree's locations. */
export function parseHandlebars(text: string, name: string): hbs.AST.Program | SyntaxError {
  try {
    return (require("handlebars") as typeof Handlebars).parse(text, { srcName: name });
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    return syntaxError(text, cause);
  }
}

/** The text of a content statement before white space was taken from it; Handlebars' types take it for something else. */
export function originalText({ original, value }: hbs.AST.ContentStatement): string {
  const text: unknown = original;
  return typeof text === "string" ? text : value;
}

/** What a mustache, block or sub-expression calls or reads, as written. A literal's `original` is its value. */
export function calledName(path: hbs.AST.PathExpression | hbs.AST.Literal): string {
  const original: unknown = "original" in path ? path.original : "";
  return typeof original === "string" ? original : JSON.stringify(original);
}

export const isSyntaxError = (result: hbs.AST.Program | SyntaxError): result is SyntaxError => "message" in result;

/** The problem that a syntax error is, at `where`. */
export function syntaxProblem({ message }: SyntaxError, where: NonNullable<Problem["where"]>): Problem {
  return error("template-syntax", message, where, "correct the Handlebars");
}

/** Offset of a Handlebars position: lines from 1, columns from 0. */
export function offsetOf(text: string, { line, column }: hbs.AST.Position): Offset {
  let start = 0;
  for (let number = 1; number < line; number++) start = text.indexOf("\n", start) + 1;
  return start + column;
}

function syntaxError(text: string, cause: Error): SyntaxError {
  const lexical = /^Parse error on line (\d+):\n(.*)\n-*\^(?:\nExpecting (.*), got '(.*)')?/.exec(cause.message);
  if (!lexical) return semanticError(text, cause);
  const [, line = "1", shown = "", expected = "", got = ""] = lexical;
  const caret = /\n(-*)\^/.exec(cause.message)?.[1]?.length ?? 0;
  const offset = findShown(text, { before: shown.slice(0, caret).replace(/^\.\.\./, ""), line: Number(line) });
  return { message: describe(expected, got), offset };
}

/** Blocks that don't match and the like: Handlebars says where in properties of its exception. */
function semanticError(text: string, cause: Error): SyntaxError {
  const [line, column] = ["lineNumber", "column"].map((key) => Number(Reflect.get(cause, key) ?? 0));
  const message = cause.message.replace(/ - \d+:\d+$/, "");
  return { message, offset: offsetOf(text, { line: line || 1, column: column ?? 0 }) };
}

const tokenNames: Readonly<Record<string, string>> = {
  EOF: "the end of the text",
  INVALID: "an unfinished quote or expression",
  OPEN_ENDBLOCK: "the end of a block",
  CLOSE: "}}",
};

function describe(expected: string, got: string): string {
  if (got === "EOF" && expected.includes("OPEN_ENDBLOCK")) return "a block is not closed";
  return got ? `Handlebars found ${tokenNames[got] ?? got} and can't go on` : "Handlebars can't read this";
}

/**
 * Handlebars' parser shows the last characters that it read, without their line breaks, and a line that may be that of
 * the next token; the place is where those characters end, nearest to that line.
 */
function findShown(text: string, { before, line }: { readonly before: string; readonly line: number }): Offset {
  let best: { offset: Offset; distance: number } | undefined;
  const wanted = before.replaceAll("\n", "");
  for (let offset = wanted.length; offset <= text.length; offset++) {
    const slice = text.slice(Math.max(0, offset - wanted.length - 40), offset).replaceAll("\n", "");
    if (!slice.endsWith(wanted)) continue;
    const distance = Math.abs(lineAndColumn(text, offset).line - line);
    if (!best || distance < best.distance) best = { offset, distance };
  }
  return best?.offset ?? offsetOf(text, { line, column: 0 });
}
