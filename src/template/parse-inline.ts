import { calledName, isSyntaxError, type Offset, offsetOf, originalText, parseHandlebars } from "./parse-handlebars.ts";
import { rememberTexts } from "./remember-texts.ts";

export type OptionValue = string | boolean | number;

/** A string in the order it is read: HTML as written, and calls of helpers with literal arguments. */
type InlineNode = InlineHtml | InlineCall;

export interface InlineHtml {
  readonly kind: "html";
  readonly html: string;
  readonly offset: Offset;
}

export interface InlineCall {
  readonly kind: "call";
  readonly helper: string;
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly offset: Offset;
}

interface InlineProblem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly offset: Offset;
}

export interface Inline {
  readonly nodes: readonly InlineNode[];
  readonly problems: readonly InlineProblem[];
}

const inlines = rememberTexts("inline", ({ text }) => parse(text));

/** The nodes of a string; what can't be one is left out and told. */
export const parseInline = inlines.one;
/** Parses strings that will be asked for. */
export const parseInlines = inlines.all;

function parse(text: string): Inline {
  const program = parseHandlebars(text, "");
  if (isSyntaxError(program)) {
    return { nodes: [], problems: [{ code: "template-syntax", hint: "correct the Handlebars", ...program }] };
  }
  const nodes: InlineNode[] = [];
  const problems: InlineProblem[] = [];
  for (const statement of program.body) {
    const offset = offsetOf(text, statement.loc.start);
    if (isContent(statement)) nodes.push(htmlNode(statement, offset));
    else if (isMustache(statement) && statement.escaped) readCall(statement, { offset, nodes, problems });
    else if (statement.type !== "CommentStatement") {
      problems.push({
        code: "string-construct",
        message: "a string can't hold blocks, partials or unescaped values",
        hint: "use the helpers of strings only, as {{name …}}",
        offset,
      });
    }
  }
  return { nodes, problems };
}

/** `{{~` takes white space away, so the text may begin later than its statement. */
function htmlNode(statement: hbs.AST.ContentStatement, offset: Offset): InlineNode {
  const html = statement.value;
  return { kind: "html", html, offset: offset + Math.max(0, originalText(statement).indexOf(html)) };
}

interface Target {
  readonly offset: Offset;
  readonly nodes: InlineNode[];
  readonly problems: InlineProblem[];
}

function readCall({ path, params, hash }: hbs.AST.MustacheStatement, { offset, nodes, problems }: Target): void {
  const literals = params.map(literalOf);
  const options = (hash?.pairs ?? []).map(({ key, value }) => [key, literalOf(value)] as const);
  if ([...literals, ...options.map(([, value]) => value)].includes(undefined)) {
    problems.push({
      code: "string-argument",
      message: "a helper in a string takes literal arguments only",
      hint: 'put the id in quotes, as in {{figure "o016"}}',
      offset,
    });
    return;
  }
  nodes.push({
    kind: "call",
    helper: calledName(path),
    arguments: literals.map(String),
    options: Object.fromEntries(options.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
    offset,
  });
}

const isContent = (node: hbs.AST.Node): node is hbs.AST.ContentStatement => node.type === "ContentStatement";
const isMustache = (node: hbs.AST.Node): node is hbs.AST.MustacheStatement => node.type === "MustacheStatement";

const literalTypes = new Set(["StringLiteral", "BooleanLiteral", "NumberLiteral"]);

/** The value of a literal, undefined for anything else. */
export function literalOf(node: hbs.AST.Expression): OptionValue | undefined {
  if (!literalTypes.has(node.type) || !("value" in node)) return undefined;
  const { value } = node;
  return typeof value === "string" || typeof value === "boolean" || typeof value === "number" ? value : undefined;
}
