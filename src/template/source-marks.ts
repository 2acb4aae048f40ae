import { placesIn, type PlaceAt } from "../errors.ts";
import { withoutControls } from "../language/plain-text.ts";
import type { Template, Templates } from "./compile-templates.ts";
import { calledName, offsetOf, originalText } from "./parse-handlebars.ts";

/*
 * In what a template prints, a mark before each of its statements says which it is. Marks consist of noncharacters: data
 * can't hold them, so none can be forged, and they leave the finished HTML with all others (see withoutControls).
 */
const [begin, between] = ["\uFDD2", "\uFDD3"];
/** Sixteen noncharacters from here are digits. */
const zero = 0xfde0;

const digits = (value: number): string =>
  [...value.toString(16)].map((digit) => String.fromCodePoint(zero + Number.parseInt(digit, 16))).join("");
const numberOf = (text: string): number => [...text].reduce((value, digit) => value * 16 + digit.codePointAt(0)! - zero, 0);
/** With two groups: the template and the statement in it, each by its place among all. */
const mark = /\uFDD2([\uFDE0-\uFDEF]+)\uFDD3([\uFDE0-\uFDEF]+)/;

/** Nothing but white space and marks. */
export const isBlank = (html: string): boolean => /^[\s\uFDD2-\uFDEF]*$/.test(html);

/** The program with a mark before each statement that prints; `template` is its place among all. */
export function withMarks(program: hbs.AST.Program, template: number): hbs.AST.Program {
  const indexes = new Map(statementsIn(program).map((statement, index) => [statement, index]));
  const marked = (part: hbs.AST.Program): hbs.AST.Program => ({ ...part, body: part.body.flatMap((one) => [...before(one), inside(one)]) });
  const before = (statement: hbs.AST.Statement): hbs.AST.Statement[] => {
    if (!prints(statement)) return [];
    const value = begin + digits(template) + between + digits(indexes.get(statement) ?? 0);
    const content = { type: "ContentStatement", value, original: value, loc: statement.loc };
    return [content];
  };
  const inside = (statement: hbs.AST.Statement): hbs.AST.Statement => {
    if (!hasPrograms(statement)) return statement;
    const { program: main, inverse } = statement;
    return { ...statement, ...(main && { program: marked(main) }), ...(inverse && { inverse: marked(inverse) }) };
  };
  return marked(program);
}

const isContent = (statement: hbs.AST.Statement): statement is hbs.AST.ContentStatement => statement.type === "ContentStatement";
const hasPrograms = (
  statement: hbs.AST.Statement,
): statement is Partial<Pick<hbs.AST.BlockStatement, "program" | "inverse">> & hbs.AST.Statement => "program" in statement;

/** All statements of a program, blocks before what they hold. */
const statementsIn = (program: hbs.AST.Program): hbs.AST.Statement[] =>
  program.body.flatMap((statement) => {
    const inner = hasPrograms(statement) ? [statement.program, statement.inverse] : [];
    return [statement, ...inner.flatMap((part) => (part ? statementsIn(part) : []))];
  });

/** Blocks that print nothing but what they hold. */
const silentBlocks = new Set(["if", "unless", "each", "with", "inLanguage", "sources"]);

function prints(statement: hbs.AST.Statement): boolean {
  if (isContent(statement)) return statement.value.trim() !== "";
  return statement.type === "MustacheStatement" || (isBlock(statement) && !silentBlocks.has(calledName(statement.path)));
}

const isBlock = (statement: hbs.AST.Statement): statement is hbs.AST.BlockStatement => statement.type === "BlockStatement";

/**
 * The place in a template that a character of the finished HTML comes from; `renderMarked` gives that HTML with its
 * marks. It is asked when the first place is: most briefs have nothing wrong with them.
 */
export function sourcePlaces(renderMarked: () => string, templates: Templates): PlaceAt {
  let stretches: readonly Stretch[] | undefined;
  return (offset) => {
    stretches ??= stretchesOf(renderMarked(), [...templates.values()]);
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
  const statements = templates.map(({ program }) => statementsIn(program));
  const [first = "", ...parts] = marked.split(mark);
  const stretches: Stretch[] = [];
  let from = withoutControls(first).length;
  // Splitting gives the two numbers of each mark, and then the text after it.
  for (let i = 0; i + 2 < parts.length; i += 3) {
    const [template = 0, index = 0] = parts.slice(i, i + 2).map(numberOf);
    const [statement, printed = ""] = [statements[template]?.[index], parts[i + 2]];
    if (statement) stretches.push({ from, placeAt: placesOf(statement, templates[template]!, printed) });
    from += withoutControls(printed).length;
  }
  return stretches;
}

/** Where each character stands that a statement printed; what an expression gave stands where it is called. */
function placesOf(statement: hbs.AST.Statement, { file, text }: Template, printed: string): PlaceAt {
  const placeAt = placesIn(file, text);
  const start = offsetOf(text, statement.loc.start);
  if (!isContent(statement)) return () => placeAt(start);
  // White space may have been taken from its start.
  const from = start + Math.max(0, originalText(statement).indexOf(statement.value));
  return (offset) => placeAt(from + writtenOffset(printed, offset));
}

/** Where in text, as it is written, the character stands that has `offset` when it is cleaned: line ends may be shorter then. */
function writtenOffset(printed: string, offset: number): number {
  let written = offset;
  while (written < printed.length && withoutControls(printed.slice(0, written + 1)).length <= offset) written++;
  return written;
}
