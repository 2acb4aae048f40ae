import Handlebars from "handlebars";
import type { Place } from "../../errors.ts";
import type { Template } from "../compile-templates.ts";
import { signatures } from "../helper-signatures.ts";
import { calledName, offsetOf, originalText } from "../parse-handlebars.ts";
import { literalOf, type OptionValue } from "../parse-inline.ts";
import type { Call } from "./call.ts";
import type { WrittenText } from "./lint-html.ts";
import type { HandedField, PartialCall, TemplateParts } from "./template-parts.ts";

/** What a template consists of, as plain data. */
export function collectParts(template: Template): TemplateParts {
  const { calls, partials, written, forbidden, handed } = new Collector(template).collect();
  return { calls, partials, written, forbidden, handed };
}

type Expression = Pick<hbs.AST.MustacheStatement, "path" | "params" | "hash" | "loc">;

class Collector extends Handlebars.Visitor implements TemplateParts {
  readonly calls: Call[] = [];
  readonly partials: PartialCall[] = [];
  readonly written: WrittenText[] = [];
  readonly forbidden: { what: string; place: Place }[] = [];
  readonly handed: HandedField[] = [];
  readonly #template: Template;

  constructor(template: Template) {
    super();
    this.#template = template;
  }

  collect(): this {
    this.accept(this.#template.program);
    return this;
  }

  override ContentStatement(statement: hbs.AST.ContentStatement): void {
    this.written.push({ text: originalText(statement), start: offsetOf(this.#template.text, statement.loc.start) });
  }

  override MustacheStatement(statement: hbs.AST.MustacheStatement): void {
    if (!statement.escaped) this.#forbid("{{{…}}} prints without escaping", statement);
    // A path alone is a field of the view, unless it names a helper.
    if (isCall(statement)) this.#call(statement, false);
    super.MustacheStatement(statement);
  }

  override BlockStatement(statement: hbs.AST.BlockStatement): void {
    this.#call(statement, true);
    super.BlockStatement(statement);
  }

  override SubExpression(expression: hbs.AST.SubExpression): void {
    this.#call(expression, false);
    super.SubExpression(expression);
  }

  override PartialStatement(statement: hbs.AST.PartialStatement): void {
    this.#partial(statement);
    super.PartialStatement(statement);
  }

  override PartialBlockStatement(statement: hbs.AST.PartialBlockStatement): void {
    this.#partial(statement);
    super.PartialBlockStatement(statement);
  }

  override Decorator(decorator: hbs.AST.Decorator): void {
    this.#forbid("a decorator changes how a template is run", decorator);
  }

  override DecoratorBlock(decorator: hbs.AST.DecoratorBlock): void {
    this.#forbid("a decorator changes how a template is run", decorator);
  }

  #call({ path, params, hash, loc }: Expression, block: boolean): void {
    const helper = calledName(path);
    this.#hand(helper, { params, hash });
    this.calls.push({
      helper,
      arguments: params.map(literalOf),
      options: optionsOf(hash),
      block,
      place: this.#placeOf(loc),
    });
  }

  #hand(helper: string, { params, hash }: Pick<Expression, "params" | "hash">): void {
    for (const value of [...params, ...(hash?.pairs ?? []).map((pair) => pair.value)]) {
      if (value.type !== "PathExpression") continue;
      const { parts } = value as hbs.AST.PathExpression;
      const field = parts.filter((part) => typeof part === "string").join(".");
      this.handed.push({ helper, field: field.replace(/^root\./, ""), place: this.#placeOf(value.loc) });
    }
  }

  #partial({ name, params, hash, loc }: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement): void {
    const known = name.type === "PathExpression" ? name.original : undefined;
    this.#hand(`> ${known ?? ""}`, { params, hash });
    this.partials.push({ name: known, options: optionsOf(hash), place: this.#placeOf(loc) });
  }

  #forbid(what: string, { loc }: hbs.AST.Node): void {
    this.forbidden.push({ what, place: this.#placeOf(loc) });
  }

  #placeOf({ start }: hbs.AST.SourceLocation): Place {
    return { file: this.#template.file, line: start.line, column: start.column + 1 };
  }
}

const optionsOf = (hash: hbs.AST.Hash | undefined): Call["options"] =>
  Object.fromEntries((hash?.pairs ?? []).map(({ key, value }): [string, OptionValue | undefined] => [key, literalOf(value)]));

function isCall({ path, params, hash }: hbs.AST.MustacheStatement): boolean {
  const alone = params.length === 0 && (hash?.pairs.length ?? 0) === 0;
  if (!alone || !("parts" in path)) return true;
  return signatures.has(path.original) && !path.data;
}
