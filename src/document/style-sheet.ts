import { createRequire } from "node:module";
import type { CssNode, parse, Rule, StyleSheet as CssStyleSheet } from "css-tree";
import { error, placesIn, type Place, type Problem } from "../errors.ts";
import { rememberAcrossRuns } from "../run-memory.ts";
import { refuse, type CssContext } from "./css-context.ts";
import type { Variables } from "./css-values.ts";
import { readDeclarations } from "./read-declarations.ts";
import { readPage, type PageStyle } from "./read-page.ts";
import { readSelector } from "./read-selector.ts";
import { CssVariables, isRoot, readVariables } from "./read-variables.ts";
import type { StyleRule } from "./style-rule.ts";

export interface StyleSheet {
  readonly rules: readonly StyleRule[];
  readonly variables: Variables;
  /** Where each variable is set. */
  readonly variablePlaces: ReadonlyMap<string, Place>;
  /** Those that a declaration or another variable uses. */
  readonly usedVariables: ReadonlySet<string>;
  readonly page: PageStyle;
}

const require = createRequire(import.meta.url);

/** A style sheet in the documented subset of CSS → rules in order, as plain data; everything outside the subset is a problem. */
export const parseStyleSheet = rememberAcrossRuns("style", parseSheet, (...given) => given);

function parseSheet(css: string, file: string): { sheet: StyleSheet; problems: readonly Problem[] } {
  // The parser alone loads four times faster than all of css-tree; its types cover only the whole.
  const parseCss = require("css-tree/parser") as typeof parse;
  const problems: Problem[] = unclosedComments(css, file);
  const ast = parseCss(css, {
    positions: true,
    parseCustomProperty: true,
    onParseError: (cause) => {
      const at = cause as unknown as { line: number; column: number };
      problems.push(error("css-syntax", cause.message, { file, line: at.line, column: at.column }, "mend the style sheet"));
    },
  }) as CssStyleSheet;
  const variables = new CssVariables();
  const context: CssContext = { css, file, problems, variables };
  readVariables(ast, variables, context);
  const rules = ast.children.toArray().flatMap((node) => (node.type === "Rule" && !isRoot(node) ? readRule(node, context) : []));
  const page = readPage(ast, context);
  for (const node of ast.children.toArray()) refuseUnknown(node, context);
  const { values, places, used } = variables;
  return { sheet: { rules, page, variables: values, variablePlaces: places, usedVariables: used }, problems };
}

function readRule(rule: Rule, context: CssContext): StyleRule[] {
  const selectors = rule.prelude.type === "SelectorList" ? rule.prelude.children.toArray() : [];
  const declarations = readDeclarations(rule.block, context);
  return selectors.flatMap((selector) => {
    const read = selector.type === "Selector" ? readSelector(selector, context) : undefined;
    return read ? [{ ...read, declarations }] : [];
  });
}

/** What stands beside rules and `@page`, and would be passed over. */
function refuseUnknown(node: CssNode, context: CssContext): void {
  if (node.type === "Atrule" && node.name !== "page") {
    refuse(node, context, ["css-unsupported", `@${node.name} is not supported`, "only @page is"]);
  }
  if (node.type === "CDO" || node.type === "CDC") {
    refuse(node, context, ["css-unsupported", "a comment of HTML is none here", "write /* and */"]);
  }
}

/** The parser takes all that follows an open comment for its text. */
function unclosedComments(css: string, file: string): Problem[] {
  const blanked = css.replaceAll(/\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, (text) => " ".repeat(text.length));
  const at = blanked.indexOf("/*");
  return at < 0 ? [] : [error("css-syntax", "a comment is not closed", placesIn(file, css)(at), "add */")];
}
