import type { Atrule, Declaration, StyleSheet as CssStyleSheet } from "css-tree";
import type { Pt } from "../units.ts";
import { refuse, type CssContext } from "./css-context.ts";
import { toPt } from "./css-values.ts";
import { explainValue } from "./explain-value.ts";
import { plainDeclarations, refuseOverwritten, resolveValue } from "./read-declarations.ts";
import type { Edges } from "./style.ts";

export interface PageStyle {
  readonly width: Pt;
  readonly height: Pt;
  readonly margin: Edges<Pt>;
}

/** ISO 216 A4. */
const a4 = { width: 595.276, height: 841.89 };
const defaultPage: PageStyle = { ...a4, margin: { top: 48, right: 48, bottom: 48, left: 48 } };

/** What all `@page` rules together say; one for certain pages is refused. */
export function readPage(ast: CssStyleSheet, context: CssContext): PageStyle {
  const rules = ast.children.toArray().filter((node): node is Atrule => node.type === "Atrule" && node.name === "page");
  const blocks = rules.flatMap((rule) => {
    if (!rule.prelude) return rule.block ? [rule.block] : [];
    refuse(rule, context, ["css-unsupported", "a @page for certain pages is not supported", "write @page alone, for all"]);
    return [];
  });
  // As everywhere in CSS, what comes later wins.
  const declarations = blocks.flatMap((block) => {
    const found = plainDeclarations(block, context);
    refuseOverwritten(found, context);
    return found;
  });
  const page = { ...defaultPage };
  for (const declaration of declarations) Object.assign(page, readDeclaration(declaration, context));
  const last = rules.at(-1);
  if (!last || hasRoom(page)) return page;
  refuse(last, context, ["css-page", "the margins of the page are negative or leave no room", "leave an inch each way"]);
  return defaultPage;
}

function readDeclaration(declaration: Declaration, context: CssContext): Partial<PageStyle> {
  const value = resolveValue(declaration, context);
  if (!value) return {};
  const lengths = value.map((component) => toPt(component, 9));
  const [top, right = top, bottom = top, left = right] = lengths;
  const [first] = value;
  if (declaration.property === "size") {
    if (value.length === 1 && first?.kind === "word" && first.value === "a4") return a4;
    if (lengths.length === 2 && top && right) return { width: top, height: right };
  }
  const isMargin = declaration.property === "margin" && lengths.length <= 4;
  if (isMargin && top !== undefined && right !== undefined && bottom !== undefined && left !== undefined) {
    return { margin: { top, right, bottom, left } };
  }
  const syntax = "size: A4 | <length>{2} and margin: <length>{1,4}";
  const message = `@page can't take this ${declaration.property}${explainValue(value, syntax)}`;
  refuse(declaration, context, ["css-page", message, `it takes ${syntax}`]);
  return {};
}

/** An inch each way holds a few words. */
const leastRoom: Pt = 72;

function hasRoom({ width, height, margin: { top, right, bottom, left } }: PageStyle): boolean {
  return Math.min(top, right, bottom, left) >= 0 && width - left - right >= leastRoom && height - top - bottom >= leastRoom;
}
