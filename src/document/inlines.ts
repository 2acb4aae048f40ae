import { fields, type Inline } from "./document.ts";
import type { HtmlNode, HtmlText } from "./html-tree.ts";
import { base, enter, madeFrom, remade, tell, type Scope } from "./scope.ts";

/** Inline content with its white space collapsed (CSS Text 3, 4.1.1): none at the ends, one space between words. */
export function buildInlines(nodes: readonly (HtmlNode | HtmlText)[], scope: Scope): Inline[] {
  const state = { afterSpace: true, empty: true };
  return trimEnd(
    nodes.flatMap((node) => buildInline(node, scope, state)),
    scope,
  );
}

function buildInline(node: HtmlNode | HtmlText, scope: Scope, state: { afterSpace: boolean; empty: boolean }): Inline[] {
  if (node.kind === "text") return collapse(node.text, scope, state);
  if (node.name === "br") {
    state.afterSpace = true;
    return [{ kind: "break" }];
  }
  const inner = enter(node, scope);
  if (inner.style.display === "none") return [];
  const field = fields.find((one) => one === node.attributes["data-field"]);
  if (field) {
    state.afterSpace = false;
    return [{ kind: "field", field, style: inner.style }];
  }
  const starts = breakBefore(inner, state);
  const children = node.children.flatMap((child) => buildInline(child, inner, state));
  if (node.name === "a" && !children.some(isSeen)) {
    // ISO 14289-1 7.18.5: a link says in words where it leads.
    tell(scope, node, ["html-link", `the link to "${node.attributes["href"] ?? ""}" has no words`, "write what it leads to"]);
  }
  const { href } = node.attributes;
  const title = node.attributes["title"]?.trim();
  const changesLanguage = inner.lang !== scope.lang;
  const common = base(node, inner);
  const role = common.role ?? (isReference(node) ? "Reference" : changesLanguage ? "Span" : null);
  const link = { ...(href && { href }), ...(title && { title }) };
  const { value } = node.attributes;
  return [...starts, madeFrom(node, scope, { kind: "inline", ...common, role, children, ...link, ...(value && { value }) })];
}

/** Whether anything of it is to be seen. */
export const isSeen = (inline: Inline): boolean =>
  inline.kind === "inline"
    ? inline.children.some(isSeen)
    : inline.kind === "field" || (inline.kind === "text" && /[^\s\p{Default_Ignorable_Code_Point}]/u.test(inline.text));

/** An inline element that is to be a block begins a line of its own. */
function breakBefore(inner: Scope, state: { afterSpace: boolean; empty: boolean }): Inline[] {
  if (inner.style.display !== "block" || state.empty) return [];
  state.afterSpace = true;
  return [{ kind: "break" }];
}

/** Marks that lead to sources: raised ones, and in a line of their own those with nothing but commas between them. */
function isReference({ name, children }: HtmlNode): boolean {
  const isMark = (child: HtmlNode | HtmlText) =>
    child.kind === "element" && child.name === "a" && !!child.attributes["href"]?.startsWith("#");
  if (name === "sup") return children.some((child) => child.kind === "element" && child.name === "a");
  const rest = children.filter((child) => !isMark(child));
  return name === "span" && rest.length < children.length && rest.every((child) => child.kind === "text" && /^[\s,;]*$/.test(child.text));
}

function collapse(text: string, scope: Scope, state: { afterSpace: boolean; empty: boolean }): Inline[] {
  let collapsed = text.replace(/[ \t\r\n\f]+/g, " ");
  if (state.afterSpace && collapsed.startsWith(" ")) collapsed = collapsed.slice(1);
  if (collapsed === "") return [];
  state.afterSpace = collapsed.endsWith(" ");
  state.empty = false;
  return [{ kind: "text", text: collapsed, style: scope.style }];
}

/** Without the space that may stand last. */
function trimEnd(inlines: readonly Inline[], scope: Scope): Inline[] {
  const last = inlines.at(-1);
  if (!last) return [];
  const rest = inlines.slice(0, -1);
  if (last.kind === "inline") return [...rest, remade(last, { children: trimEnd(last.children, scope) }, scope)];
  if (last.kind !== "text" || !last.text.endsWith(" ")) return [...inlines];
  const text = last.text.slice(0, -1);
  return text === "" ? trimEnd(rest, scope) : [...rest, { ...last, text }];
}
