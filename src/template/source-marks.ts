import { placesIn, type PlaceAt } from "../errors.ts";
import { withoutControls } from "../language/plain-text.ts";
import type { Template, Templates } from "./compile-templates.ts";
import { offsetOf, originalText } from "./parse-handlebars.ts";

/**
 * Before each statement of a template stands in its output where it is written. A mark consists of noncharacters: data
 * can't hold them, so none can be forged, and they leave the finished HTML with all others (see withoutControls).
 */
interface Source {
  /** The template, by its place among all. */
  readonly template: number;
  readonly start: number;
  /** Of text; what an expression prints is written nowhere in the template. */
  readonly length: number;
}

const begin = "\uFDD2";
const separator = "\uFDD3";
/** Sixteen noncharacters from here are digits. */
const zero = 0xfde0;

const digits = (value: number): string =>
  [...value.toString(16)].map((digit) => String.fromCodePoint(zero + Number.parseInt(digit, 16))).join("");
const numberOf = (text: string): number => [...text].reduce((value, digit) => value * 16 + digit.codePointAt(0)! - zero, 0);

const markOf = ({ template, start, length }: Source): string =>
  begin + [template, start, length].map((n) => digits(n) + separator).join("");
const marks = /\uFDD2([\uFDE0-\uFDEF]+)\uFDD3([\uFDE0-\uFDEF]+)\uFDD3([\uFDE0-\uFDEF]+)\uFDD3/u;

/** Nothing but white space and marks. */
export const isBlank = (html: string): boolean => /^[\s\uFDD2-\uFDEF]*$/.test(html);

/** The program with a mark before each statement; `template` is its place among all, `text` what it was parsed from. */
export function withMarks(program: hbs.AST.Program, { text, template }: { text: string; template: number }): hbs.AST.Program {
  const inner = (part: hbs.AST.Program) => withMarks(part, { text, template });
  const mark = (statement: hbs.AST.Statement): hbs.AST.Statement[] => {
    const start = offsetOf(text, statement.loc.start);
    if (isContent(statement)) {
      const { value } = statement;
      // White space may have been taken from its start.
      const from = start + Math.max(0, originalText(statement).indexOf(value));
      return value === "" ? [] : [contentOf(markOf({ template, start: from, length: value.length }), statement), statement];
    }
    const before = contentOf(markOf({ template, start, length: 0 }), statement);
    if (!hasProgram(statement)) return [before, statement];
    const inverse = statement.inverse && inner(statement.inverse);
    return [before, { ...statement, ...(statement.program && { program: inner(statement.program) }), ...(inverse && { inverse }) }];
  };
  return { ...program, body: program.body.flatMap(mark) };
}

const isContent = (statement: hbs.AST.Statement): statement is hbs.AST.ContentStatement => statement.type === "ContentStatement";
const hasProgram = (statement: hbs.AST.Statement): statement is hbs.AST.BlockStatement => "program" in statement;
const contentOf = (value: string, { loc }: hbs.AST.Statement): hbs.AST.Statement => {
  const content = { type: "ContentStatement", value, original: value, loc };
  return content;
};

/** The place in a template that a character of the finished HTML comes from; `marked` is that HTML with its marks. */
export function sourcePlaces(marked: string, templates: Templates): PlaceAt {
  // Worked out when first asked for: most briefs have nothing wrong with them.
  let stretches: readonly Stretch[] | undefined;
  return (offset) => {
    stretches ??= stretchesOf(marked, [...templates.values()]);
    const stretch = stretches.findLast(({ from }) => from <= offset) ?? stretches[0];
    return stretch ? stretch.placeAt(offset - stretch.from) : {};
  };
}

/** The text between two marks. */
interface Stretch {
  /** Its offset in the finished HTML. */
  readonly from: number;
  readonly placeAt: PlaceAt;
}

function stretchesOf(marked: string, templates: readonly Template[]): Stretch[] {
  const [, ...parts] = marked.split(marks);
  const stretches: Stretch[] = [];
  let from = 0;
  // Splitting at three groups gives the three numbers of each mark, and then the text after it.
  for (let i = 0; i + 3 < parts.length; i += 4) {
    const [template = 0, start = 0, length = 0] = parts.slice(i, i + 3).map((part) => numberOf(part ?? ""));
    const printed = parts[i + 3] ?? "";
    const { file, text } = templates[template] ?? { file: "", text: "" };
    const placeAt = placesIn(file, text);
    stretches.push({ from, placeAt: (offset) => placeAt(start + Math.min(writtenOffset(printed, offset), length)) });
    from += withoutControls(printed).length;
  }
  return stretches;
}

/** Where in text, as it is written, the character stands that has `offset` when it is cleaned: line ends may be shorter then. */
function writtenOffset(printed: string, offset: number): number {
  let written = offset;
  while (written < printed.length && withoutControls(printed.slice(0, written + 1)).length <= offset) written++;
  return written;
}
