import type { CssNode, Declaration } from "css-tree";
import { error, type Place, type Problem } from "../errors.ts";
import type { Variables } from "./css-values.ts";

/** What the readers of a style sheet share. */
export interface CssContext {
  readonly css: string;
  readonly file: string;
  readonly problems: Problem[];
  readonly variables: Pick<Variables, "get">;
}

export const placeOf = (node: CssNode, { file }: Pick<CssContext, "file">): Place =>
  node.loc ? { file, line: node.loc.start.line, column: node.loc.start.column } : { file };

/** A part of the style sheet as it is written. */
export const written = (node: CssNode, { css }: CssContext): string =>
  node.loc ? css.slice(node.loc.start.offset, node.loc.end.offset) : node.type;

export function refuse(node: CssNode, context: CssContext, [code, message, hint]: readonly [string, string, string]): void {
  context.problems.push(error(code, message, placeOf(node, context), hint));
}

export const valueNodes = (declaration: Declaration): CssNode[] =>
  declaration.value.type === "Value" ? declaration.value.children.toArray() : [declaration.value];
